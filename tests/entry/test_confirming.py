"""A figure that looks like a slip is kept, and sent once its writer has said that it is right."""

from django.test import Client

from measures.models import Actual, KpiRow
from tests.entry.office import HTMX, PAGE, SAVE, SEND, Office, line, name, plain

TENFOLD = "Luku on vähintään kymmenkertainen tavalliseen (450)"


def usual_row(office: Office) -> KpiRow:
    """A row that has been 450 for three quarters."""
    row = office.row("A1")
    for period in ("2026-Q2", "2026-Q1", "2025-Q4"):
        office.enter(row, "450", period)
    return row


def test_a_doubtful_figure_is_kept_and_asks_to_be_confirmed(office: Office, anna: Client) -> None:
    row = usual_row(office)
    answer = anna.post(f"{SAVE}?rivi=A1.kirjasto.2026-Q3", {name("A1"): "4500"}, headers=HTMX)
    assert answer.status_code == 200
    shown = plain(line(answer.text, "A1"))
    assert TENFOLD in shown
    assert "vahvista luku" in shown
    assert name("A1", "confirmation") in answer.text
    assert office.latest(row).value == 4500


def test_it_is_not_sent_before_it_is_confirmed_and_the_others_are(office: Office, anna: Client) -> None:
    row, other = usual_row(office), office.row("A2")
    answer = anna.post(SEND, {name("A1"): "4500", name("A2"): "7"}, follow=True)
    assert "Yksi luku lähetettiin hyväksyttäväksi. Lähettämättä jäi, koska luku näyttää poikkeavalta: A1." in plain(
        answer.text
    )
    assert office.latest(row).submitted_at is None
    assert office.latest(other).submitted_at is not None


def test_confirmed_with_a_note_it_is_sent(office: Office, anna: Client) -> None:
    row = usual_row(office)
    anna.post(SAVE, {name("A1"): "4500"})
    seen = str(office.latest(row).pk)
    said = {name("A1"): "4500", name("A1", "confirmation"): "Kirjastoauto laskettiin mukaan", name("A1", "seen"): seen}
    anna.post(SEND, said)
    entry = office.latest(row)
    assert (entry.value, entry.confirmation) == (4500, "Kirjastoauto laskettiin mukaan")
    assert entry.submitted_at is not None
    assert Actual.objects.filter(indicator=row.indicator, period_ends=entry.period_ends).count() == 2


def test_an_ordinary_figure_needs_no_words_and_keeps_none(office: Office, anna: Client) -> None:
    row = usual_row(office)
    anna.post(SAVE, {name("A1"): "460", name("A1", "confirmation"): "Oikein on"})
    assert office.latest(row).confirmation == ""
    assert name("A1", "confirmation") not in anna.get(PAGE).text


def test_absurd_terms_of_a_ratio_ask_too(office: Office, anna: Client) -> None:
    row = office.world.row("A1", units=[office.library], across="ratio", measure_unit="%")
    office.enter(row, None, "2026-Q2", numerator=500, denominator=1000)
    anna.post(SAVE, {name("A1", "numerator"): "500 000", name("A1", "denominator"): "1 000 000"})
    shown = plain(line(anna.get(PAGE).text, "A1"))
    assert "Osoittaja: luku on vähintään kymmenkertainen tavalliseen (500)" in shown
    assert "Nimittäjä: luku on vähintään kymmenkertainen tavalliseen (1 000)" in shown


def test_a_share_over_a_hundred_percent_asks_too(office: Office, anna: Client) -> None:
    office.world.row("A1", units=[office.library], across="ratio", measure_unit="%")
    anna.post(SAVE, {name("A1", "numerator"): "11", name("A1", "denominator"): "10"})
    assert "Osuus on 0–100 %" in plain(line(anna.get(PAGE).text, "A1"))


def said(office: Office, anna: Client, value: str, words: str, seen: int) -> None:
    """Posts a figure with what stands in the field of confirmation."""
    texts = {"value": value, "confirmation": words, "seen": str(seen)}
    anna.post(SEND, {name("A1", field): text for field, text in texts.items()})


def test_words_left_in_the_field_do_not_confirm_another_figure(office: Office, anna: Client) -> None:
    row = usual_row(office)
    confirmed = office.enter(row, "4500", state="draft", confirmation="Kirjastoauto mukana")
    said(office, anna, "45000", "Kirjastoauto mukana", confirmed.pk)
    entry = office.latest(row)
    assert (entry.value, entry.confirmation, entry.submitted_at) == (45000, "", None)
    shown = plain(line(anna.get(PAGE).text, "A1"))
    assert "Edellinen luku 4 500 kpl vahvistettiin: ”Kirjastoauto mukana”. Kerro, miksi tämä luku on oikein." in shown
    said(office, anna, "45000", "Kirjastoauto mukana", confirmed.pk)
    assert office.latest(row) == entry
    said(office, anna, "45000", "Kirjastoauto mukana", entry.pk)
    assert office.latest(row).confirmation == "Kirjastoauto mukana"
    assert office.latest(row).submitted_at is not None


def test_the_same_figure_spelled_otherwise_stays_confirmed(office: Office, anna: Client) -> None:
    row = usual_row(office)
    confirmed = office.enter(row, "4500", state="draft", confirmation="Kirjastoauto mukana")
    said(office, anna, "4 500,0", "Kirjastoauto mukana", confirmed.pk)
    assert office.latest(row).confirmation == "Kirjastoauto mukana"


def test_in_a_conflict_words_of_the_figure_seen_do_not_confirm_the_own_one(office: Office, anna: Client) -> None:
    row = usual_row(office)
    seen = office.enter(row, "4500", state="draft", confirmation="Kirjastoauto mukana")
    theirs = office.enter(row, "460", state="draft", supersedes=seen)
    texts = {"value": "45000", "confirmation": "Kirjastoauto mukana", "seen": str(seen.pk)}
    form = {name("A1", field): text for field, text in texts.items()}
    anna.post(SAVE, form | {"minun": f"A1.kirjasto.2026-Q3:{theirs.pk}"})
    assert (office.latest(row).value, office.latest(row).confirmation) == (45000, "")
