"""The workbook that comes back to be mended: what was typed is in it, and the faulty cells are marked and explained."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client

from measures.models import Actual
from tests.entry.office import Office
from tests.uploads.filling import Filled, accepted, sent

FAULTY, OPEN = "FFFDE0DE", "FFFFFBE6"


@pytest.fixture
def two(office: Office) -> Office:
    """Two counts are asked."""
    office.row("A1", name_fi="Kävijät")
    office.row("A2", name_fi="Lainat")
    return office


def marked(client: Client, preview: HttpResponse) -> Filled:
    """Downloaded from the preview."""
    answer = client.get(f"{preview.wsgi_request.path}korjattava.xlsx")
    assert answer.status_code == 200
    assert 'filename="korjattava-pikkula-2026-Q3.xlsx"' in answer.headers["Content-Disposition"]
    return Filled(answer.content)


def test_the_faulty_cell_is_marked_and_says_what_is_wrong(two: Office, anna: Client) -> None:
    typed = Filled.of(anna).type("A1", text="noin 5").type("A2", text=7).type("A2", "Huomautus", text="=siirto")
    typed.cell("A2", "Huomautus").data_type = "s"  # as Excel keeps a text that begins with an apostrophe
    found = marked(anna, sent(anna, typed.saved()))
    cell = found.cell("A1", "Toteuma")
    assert (cell.value, cell.fill.fgColor.rgb, cell.protection.locked) == ("noin 5", FAULTY, False)
    assert "Luvun edessä on ”noin”." in cell.comment.text
    assert "Toteuma: Luvun edessä on ”noin”." in found.cell("A1", "Korjattavaa").value
    fine = found.cell("A2", "Toteuma")
    assert (fine.value, fine.fill.fgColor.rgb, fine.comment) == (7, OPEN, None)
    assert (found.cell("A2", "Huomautus").value, found.cell("A2", "Huomautus").data_type) == ("=siirto", "s")


def test_a_date_comes_back_as_the_text_that_was_meant(two: Office, anna: Client) -> None:
    found = marked(anna, sent(anna, Filled.of(anna).type("A1", text=dt.date(2026, 5, 3)).saved()))
    assert found.cell("A1", "Toteuma").value == "3.5.2026"
    assert found.cell("A1", "Toteuma").number_format == "General"


def test_mended_and_sent_again_it_is_accepted(two: Office, anna: Client) -> None:
    found = marked(anna, sent(anna, Filled.of(anna).type("A1", text="noin 5").type("A2", text=7).saved()))
    accepted(anna, sent(anna, found.type("A1", text=5).saved()))
    assert [int(entry.value) for entry in Actual.objects.order_by("indicator__code")] == [5, 7]


def test_a_conflict_that_was_shown_is_settled_by_sending_again(two: Office, anna: Client) -> None:
    typed = Filled.of(anna).type("A1", text=42)
    theirs = two.enter(two.world.strategy.rows.get(indicator__code="A1"), "41", state="draft")
    found = marked(anna, sent(anna, typed.saved()))
    told = found.cell("A1", "Korjattavaa").value.replace("\xa0", " ")
    assert "Joku muu kirjasi luvun tällä välin: 41 kpl (kirjaaja-pikkula, 1.10.2026 klo 12.00)." in told
    assert "sinun lukusi korvaa sen" in told
    assert found.cell("A1", "Toteuma").fill.fgColor.rgb == FAULTY
    assert (found.cell("A1", "Nähty").value, found.cell("A1", "Toteuma").value) == (theirs.pk, 42)
    accepted(anna, sent(anna, found.saved()))
    assert two.latest(two.world.strategy.rows.get(indicator__code="A1")).value == 42


def test_words_of_confirmation_do_not_come_along_into_a_conflict(two: Office, anna: Client) -> None:
    """Neither those that stood for an older figure nor those typed beside this one, which may still be changed."""
    row = two.world.strategy.rows.get(indicator__code="A1")
    two.enter(row, "5", period="2026-Q2")
    old = two.enter(row, "400", state="draft", confirmation="Festivaali")
    for said in ("Festivaali", "Konsertti"):
        typed = Filled.of(anna).type("A1", text=500).type("A1", "Vahvistus", text=said)
        theirs = two.enter(row, "450", state="draft", supersedes=old, confirmation="Heidän")
        found = marked(anna, sent(anna, typed.saved()))
        assert (found.cell("A1", "Nähty").value, found.cell("A1", "Vahvistus").value) == (theirs.pk, None)
        assert "kirjoita sarakkeeseen Vahvistus, miksi se on oikein" in found.cell("A1", "Korjattavaa").value
        accepted(anna, sent(anna, found.type("A1", text=5000).saved()))
        old = two.latest(row)
        assert (old.value, old.confirmation, old.submitted_at) == (5000, "", None)


def test_a_doubtful_figure_is_told_what_is_doubted(two: Office, anna: Client) -> None:
    two.enter(two.world.strategy.rows.get(indicator__code="A1"), "5", period="2026-Q2")
    found = marked(anna, sent(anna, Filled.of(anna).type("A1", text=500).type("A2", text="x").saved()))
    assert "vähintään kymmenkertainen" in found.cell("A1", "Korjattavaa").value
    assert found.cell("A1", "Toteuma").comment is None


def test_rows_that_are_no_figures_are_told_on_the_other_sheet(two: Office, anna: Client) -> None:
    typed = Filled.of(anna)
    typed.cell("A2", "Tunniste").value = None
    found = marked(anna, sent(anna, typed.type("A2", text=5).saved()))
    told = [tuple(cell.value for cell in row[:2]) for row in found.book["Ohje"].iter_rows()]
    assert told[-1][0] == "Rivi 3"
    assert "Rivillä ei ole tunnistetta" in told[-1][1]


def test_the_same_faults_give_the_same_bytes(two: Office, anna: Client) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text="noin 5").saved())
    address = f"{preview.wsgi_request.path}korjattava.xlsx"
    assert anna.get(address).content == anna.get(address).content
