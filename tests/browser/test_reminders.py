"""Reminders and timeliness in a real browser: the letter and the page are readable, and a link opens the very cell."""

import datetime as dt
import re

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kemi_strategy.web.dates import today
from measures.models import Window
from scorecard.models import User
from tests.browser.entering import fill_in, sign_in
from tests.browser.looking import look


@pytest.fixture(autouse=True)
def letters_lead_there(live_server: LiveServer, settings: LazySettings) -> None:
    """The links of letters lead to the served demo."""
    settings.SITE_ADDRESS = live_server.url


def reminded(name: str) -> mail.EmailMultiAlternatives:
    """The letter that a demo person gets a week before the due day."""
    window = next(one for one in Window.objects.filter(municipality__code="kemi") if one.is_open(today()))
    mail.outbox = []
    call_command("send_reminders", "--date", (window.due - dt.timedelta(days=7)).isoformat(), verbosity=0)
    return next(one for one in mail.outbox if one.to == [f"{name}@kemi.example"])


def test_a_link_of_the_letter_leads_through_the_sign_in_to_the_very_cell(page: Page, demo: LiveServer) -> None:
    links = re.findall(r"http\S+#rivi-\S+", reminded("valvoja").body)
    assert len(links) > 5
    page.goto(links[-1])
    fill_in(page, "valvoja")
    expect(page).to_have_url(links[-1])
    row = page.locator(f'[id="{links[-1].split("#")[1]}"]')
    expect(row).to_be_in_viewport()


def test_the_approvers_link_leads_to_the_row_that_waits(page: Page, demo: LiveServer) -> None:
    link = re.findall(r"http\S+#luku-\d+", reminded("toimialajohtaja").body)[-1]
    page.goto(link)
    fill_in(page, "toimialajohtaja")
    expect(page).to_have_url(link)
    expect(page.locator(f'[id="{link.split("#")[1]}"]')).to_be_in_viewport()


@pytest.mark.look
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_letter_is_accessible_and_fits_a_phone(page: Page, demo: LiveServer, language: str) -> None:
    reader = User.objects.get(username="valvoja")
    reader.language = language
    reader.save()
    page.set_content(str(reminded("valvoja").alternatives[0].content))
    assert page.locator("html").get_attribute("lang") == language
    look(page)


@pytest.mark.look
def test_timeliness_is_accessible_and_fits(page: Page, demo: LiveServer) -> None:
    sign_in(page, demo, "toimialajohtaja")
    page.get_by_role("link", name="Ajantasaisuus ja vastuuhenkilöt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajantasaisuus")
    for question in page.get_by_text("selvitettävänä").all():
        question.click()
    look(page)
