"""Saving without scripts: the whole form at once, each figure on its own."""

from decimal import Decimal

import pytest
from django.test import Client

from measures.models import Actual
from scorecard.models import Membership
from tests.entry.office import PAGE, SAVE, Office, line, name, plain


def test_every_figure_typed_is_saved_as_a_draft(office: Office, anna: Client) -> None:
    first, second = office.row("A1"), office.row("A2", measure_unit="%", decimals=1)
    answer = anna.post(SAVE, {name("A1"): "19 400", name("A2"): "−5,5 %"}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?kausi=2026-Q3", 302)]
    assert "2 lukua tallennettiin." in answer.text
    assert office.latest(first).value == Decimal(19400)
    assert office.latest(second).value == Decimal("-5.5")
    assert (office.latest(first).submitted_at, office.latest(first).entered_by) == (None, office.anna)
    assert office.latest(first).text_entered == "19 400"


def test_a_fault_stops_only_its_own_figure(office: Office, anna: Client) -> None:
    first, _second = office.row("A1"), office.row("A2", name_fi="Lainat")
    answer = anna.post(SAVE, {name("A1"): "7", name("A2"): "noin 5"})
    assert answer.status_code == 422
    assert office.latest(first).value == 7
    assert Actual.objects.count() == 1
    row = line(answer.text, "A2")
    assert 'value="noin 5"' in row
    assert "Luvun edessä on ”noin”." in row
    assert 'aria-invalid="true"' in row
    summary = answer.text.split('id="virheet"')[1]
    assert '<a href="#A2.kirjasto.2026-Q3-value">Lainat</a>' in summary
    assert "Yksi luku tallennettiin." in summary


def test_what_nobody_touched_is_not_saved_again(office: Office, anna: Client) -> None:
    entry = office.enter(office.row("A1"), "5", note="Rivi\nja toinen")
    sent = {name("A1"): "5", name("A1", "note"): "Rivi\r\nja toinen", name("A1", "seen"): str(entry.pk)}
    answer = anna.post(SAVE, sent, follow=True)
    assert "Muutoksia ei ollut" in answer.text
    assert Actual.objects.count() == 1


def test_a_changed_figure_supersedes_the_one_that_was_seen(office: Office, anna: Client) -> None:
    row = office.row("A1")
    entry = office.enter(row, "5", state="draft")
    anna.post(SAVE, {name("A1"): "6", name("A1", "seen"): str(entry.pk)})
    assert office.latest(row).value == 6
    assert office.latest(row).supersedes == entry


def test_a_ratio_takes_its_two_terms(office: Office, anna: Client) -> None:
    row = office.row("A1", across="ratio", measure_unit="%", decimals=1)
    anna.post(SAVE, {name("A1", "numerator"): "67", name("A1", "denominator"): "1 860"})
    assert (office.latest(row).numerator, office.latest(row).denominator) == (67, 1860)
    assert "luettiin 3,6 %" in plain(line(anna.get(PAGE).text, "A1"))


def test_half_a_ratio_says_which_half_is_lacking(office: Office, anna: Client) -> None:
    office.row("A1", across="ratio", measure_unit="%")
    answer = anna.post(SAVE, {name("A1", "numerator"): "67", name("A1", "denominator"): ""})
    row = line(answer.text, "A1")
    assert "Nimittäjä puuttuu." in row
    assert 'value="67"' in row
    assert not Actual.objects.exists()


def test_yes_and_a_level_are_chosen(office: Office, anna: Client) -> None:
    done = office.row("A1", value_type="yes_no", across="none")
    level = office.row("A2", value_type="level", measure_unit="heikko<hyvä", across="none")
    anna.post(SAVE, {name("A1"): "kyllä", name("A2"): "hyvä"})
    assert office.latest(done).value == 1
    assert office.latest(level).word == "hyvä"
    assert '<option value="hyvä" selected>' in anna.get(PAGE).text


def test_empty_is_saved_with_its_reason(office: Office, anna: Client) -> None:
    row = office.row("A1")
    anna.post(SAVE, {name("A1"): "", name("A1", "why_empty"): "not_measured", name("A1", "note"): "Laite rikki"})
    assert office.latest(row).why_empty == "not_measured"
    assert office.latest(row).value is None
    assert office.latest(row).note == "Laite rikki"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "5", "why_empty": "not_measured"}, "Anna joko luku tai syy sille, ettei lukua ole, ei molempia."),
        ({"value": "", "why_empty": "laiska"}, "Valitse syy luettelosta."),
        ({"value": "", "note": "vain huomautus"}, "Luku puuttuu. Anna luku tai valitse syy, miksi sitä ei ole."),
        ({"value": "5", "forecast": "paljon"}, "”paljon” ei ole luku."),
        ({"value": "5", "note": "a\u202eb"}, "Tekstissä on merkki, joka ei näy."),
        ({"value": "5", "note": "a\x00b"}, "Tekstissä on merkki, joka ei näy."),
        ({"value": "5", "note": "x" * 2001}, "Tekstissä on 2001 merkkiä, mahtuu enintään 2000."),
        ({"value": "9" * 121}, "Tekstissä on 121 merkkiä"),
        ({"value": "1.234"}, "voi olla"),
        ({"value": "NaN"}, "ei ole luku"),
    ],
)
def test_what_is_refused_is_kept_and_explained(office: Office, anna: Client, fields: dict, sentence: str) -> None:
    office.row("A1", time="sum", measure_unit="€")
    answer = anna.post(SAVE, {name("A1", field): text for field, text in fields.items()})
    assert answer.status_code == 422
    assert sentence in plain(line(answer.text, "A1"))
    assert not Actual.objects.exists()
    for text in fields.values():
        assert text.replace("\x00", "\N{REPLACEMENT CHARACTER}") in line(answer.text, "A1")


def test_a_saved_figure_is_not_emptied_without_a_reason(office: Office, anna: Client) -> None:
    entry = office.enter(office.row("A1"), "5", state="draft")
    answer = anna.post(SAVE, {name("A1"): "", name("A1", "seen"): str(entry.pk)})
    assert "Kirjattua lukua ei voi tyhjentää. Valitse syy, jos lukua ei ole." in answer.text


def test_what_adds_up_is_asked_for_a_forecast(office: Office, anna: Client) -> None:
    row = office.row("A1", time="sum")
    office.row("A2")
    anna.post(SAVE, {name("A1"): "5", name("A1", "forecast"): "22"})
    assert office.latest(row).forecast == 22
    assert name("A2", "forecast") not in anna.get(PAGE).text


def test_an_approved_figure_changes_only_for_a_reason(office: Office, anna: Client) -> None:
    row = office.row("A1")
    sent = {name("A1"): "6", name("A1", "seen"): str(office.enter(row, "5").pk)}
    answer = anna.post(SAVE, sent)
    assert "Luku on jo hyväksytty. Valitse, miksi se muuttuu" in answer.text
    assert 'value="6"' in line(answer.text, "A1")
    other = anna.post(SAVE, sent | {name("A1", "late_reason"): "other"})
    assert "Kerro omin sanoin, miksi hyväksytty luku muuttuu." in other.text
    anna.post(SAVE, sent | {name("A1", "late_reason"): "error"})
    assert (office.latest(row).value, office.latest(row).late_reason) == (6, "error")


def test_a_shut_window_takes_nothing_and_shows_what_was_typed(office: Office, anna: Client) -> None:
    office.row("A1")
    office.close()
    answer = anna.post(SAVE, {name("A1"): "77"})
    assert answer.status_code == 422
    assert "on suljettu 21.11.2026" in answer.text
    assert "Kirjoitit ”77”. Sitä ei tallennettu." in answer.text
    assert not Actual.objects.exists()


def test_another_units_figure_changes_nothing_at_all(office: Office, anna: Client) -> None:
    office.row("A1")
    office.row("A2", units=[office.school])
    answer = anna.post(SAVE, {name("A1"): "5", "A2.koulu.2026-Q3:value": "6"})
    assert answer.status_code == 403
    assert "Luku kuuluu toiselle yksikölle" in answer.text
    assert not Actual.objects.exists()


def test_a_figure_that_does_not_exist_changes_nothing_at_all(office: Office, anna: Client) -> None:
    office.row("A1")
    answer = anna.post(SAVE, {name("A1"): "5", "A9.kirjasto.2026-Q3:value": "6"})
    assert answer.status_code == 404
    assert "Kirjattavaa lukua ei ole tällä kaudella." in answer.text
    assert not Actual.objects.exists()


def test_a_wrong_period_changes_nothing(office: Office, anna: Client) -> None:
    office.row("A1")
    answer = anna.post(f"{SAVE}?kausi=2031-Q1", {name("A1"): "5"})
    assert answer.status_code == 404
    assert "Kaudella" in answer.text or "Kaudelle" in answer.text
    assert not Actual.objects.exists()


def test_a_crash_between_two_figures_loses_neither(office: Office, anna: Client, monkeypatch) -> None:
    from measures import recording

    first, _second = office.row("A1"), office.row("A2")
    enter = recording.enter_actual

    def crashing(**told: object) -> Actual:
        if told["cell"].indicator.code == "A2":
            raise RuntimeError("sähkö poikki")
        return enter(**told)

    monkeypatch.setattr(recording, "enter_actual", crashing)
    with pytest.raises(RuntimeError):
        anna.post(SAVE, {name("A1"): "5", name("A2"): "6"})
    assert office.latest(first).value == 5


def test_a_page_of_all_units_is_saved_though_the_desk_has_grown_large_since(office: Office, anna: Client) -> None:
    Membership.objects.create(user=office.anna, municipality=office.world.city, role="supervisor", unit=office.school)
    for number in range(60):
        office.row(f"A{number:02}")
    office.row("B1", units=[office.school])
    sent = {"A00.kirjasto.2026-Q3:value": "5", "B1.koulu.2026-Q3:value": "6"}
    assert anna.post(f"{SAVE}?kausi=2026-Q3", sent).status_code == 302
    assert {one.indicator.code: one.value for one in Actual.objects.all()} == {"A00": 5, "B1": 6}
