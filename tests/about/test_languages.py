"""The service's own pages in Swedish and English: complete, in their own links, and with the law's official name."""

import re
from pathlib import Path

import polib
import pytest
from django.test import Client, RequestFactory

from kemi_strategy.web import errors
from scorecard.about import posting
from scorecard.models import Feedback
from tests.about.towns import Towns, browser

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("/saavutettavuusseloste/", "/tietoa/", "/sanasto/", "/kirjaudu/", "/ei/ole/")


def finnish_sentences(language: str) -> list[str]:
    """Every Finnish sentence of three words and more that reads otherwise in the language."""
    catalogue = polib.pofile(str(ROOT / "scorecard" / "locale" / language / "LC_MESSAGES" / "django.po"))
    found = [one for one in catalogue if len(one.msgid.split()) > 2 and one.msgstr and one.msgstr != one.msgid]
    return [one.msgid for one in found if "%(" not in one.msgid and "<" not in one.msgid]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_finnish_sentence_left(client: Client, db: None, language: str, address: str) -> None:
    text = client.get(f"/{language}{address}").text
    assert f'<html lang="{language}"' in text
    assert [one for one in finnish_sentences(language) if one in text] == []
    assert not re.search(r'="[^"]*<span', text)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_links_stay_in_the_language(client: Client, db: None, language: str, address: str) -> None:
    text = re.sub(r'<(?:a|link)[^>]*hreflang="[^>]*>', "", client.get(f"/{language}{address}").text)
    inside = re.findall(r'<(?:a|form)[^>]*(?:href|action)="(/[^"]*)"', text)
    assert inside
    assert [one for one in inside if not one.startswith(f"/{language}/")] == []


def test_the_statement_names_the_law_and_the_languages(client: Client, db: None) -> None:
    swedish = client.get("/sv/saavutettavuusseloste/").text
    assert "lagen om tillhandahållande av digitala tjänster (306/2019)" in swedish
    assert "Tjänsten är på finska, svenska och engelska." in swedish
    assert "Transport- och kommunikationsverket Traficom" in swedish
    assert "The service is in Finnish, Swedish and English." in client.get("/en/saavutettavuusseloste/").text
    assert "Palvelu on suomeksi, ruotsiksi ja englanniksi." in client.get("/saavutettavuusseloste/").text


def test_the_glossary_begins_with_the_word_of_the_page(client: Client, db: None) -> None:
    english = client.get("/en/sanasto/").text
    assert '<dt><a href="#lahtotaso">baseline</a></dt>' in english
    assert '<abbr title="in Finnish">fi</abbr> <span lang="fi">lähtötaso</span>' in english
    assert '<dt><a href="#lahtotaso">utgångsläge</a></dt>' in client.get("/sv/sanasto/").text


def test_a_wrong_password_is_refused_in_swedish_and_the_name_stays(client: Client, db: None) -> None:
    text = client.post("/sv/kirjaudu/", {"username": "nobody", "password": "nothing at all"}).text
    assert "Användarnamnet och lösenordet passar inte ihop." in text
    assert 'value="nobody"' in text


def test_feedback_is_answered_in_the_language_it_was_given_in(towns: Towns, mailoutbox: list) -> None:
    given = {"text": "Knappen fungerar inte.", "municipality": "lahti", "email": "aina@hem.example"}
    thanked = browser().post("/sv/saavutettavuusseloste/", given, follow=True)
    assert "Tack, din respons har tagits emot. Vi svarar senast 3.11.2026." in thanked.text
    kept = Feedback.objects.get()
    assert kept.language == "sv"
    browser(towns.steward).post(f"/en{towns.list}{kept.pk}/vastaa/", {"answer": "Den fungerar nu."})
    (letter,) = mailoutbox
    assert (letter.subject, letter.extra_headers["Content-Language"]) == ("Svar på din tillgänglighetsrespons", "sv")
    assert letter.body.startswith("Hej!\n\nDu gav 20.10.2026 respons om strategimätarens tillgänglighet.")
    for said in ("Den fungerar nu.", "Din respons var:", "Transport- och kommunikationsverket Traficom"):
        assert said in letter.body


def test_a_letter_to_a_finnish_writer_is_finnish_whatever_the_steward_reads(towns: Towns, mailoutbox: list) -> None:
    text = (
        browser(towns.steward)
        .post(f"/en{towns.list}{towns.says().pk}/vastaa/", {"answer": "Kiitos."}, follow=True)
        .text
    )
    assert "The answer has been saved. The answer was sent to aino@koti.example." in text
    (letter,) = mailoutbox
    assert letter.subject == "Vastaus saavutettavuuspalautteeseesi"
    assert "Annoit 20.10.2026 palautetta" in letter.body


def test_why_a_letter_did_not_go_is_kept_as_a_code_and_told_in_the_readers_language(
    towns: Towns, monkeypatch: pytest.MonkeyPatch
) -> None:
    feedback = towns.says()
    monkeypatch.setattr(posting, "mailers", {})
    steward = browser(towns.steward)
    text = steward.post(f"/sv{towns.list}{feedback.pk}/vastaa/", {"answer": "Kiitos."}, follow=True).text
    assert "Svaret kunde inte skickas till aino@koti.example: e-post är inte konfigurerad i denna tjänst." in text
    assert Feedback.objects.get().answer_fault == "not-configured"
    assert "e-mail has not been set up in this service" in steward.get(f"/en{towns.list}").text


def test_the_page_of_last_resort_speaks_three_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> str:
        raise ValueError("no template")

    monkeypatch.setattr("django.template.loader.render_to_string", broken)
    text = errors.server_error(RequestFactory().get("/")).text
    for said in ("Virhe palvelussa", '<div lang="sv"><h2>Fel i tjänsten', '<div lang="en"><h2>Fault in the service'):
        assert said in text
