"""Entering in Swedish and English: figures, answers and refusals in the reader's words, and the same figures kept."""

from decimal import Decimal

import pytest
from django.test import Client

from measures.models import Actual
from tests.entry.office import PAGE, SAVE, Office, line, name, plain


@pytest.mark.parametrize(
    ("language", "fault"),
    [
        ("/sv", "Siffrorna är fel grupperade: ”12,3,4”. Gruppera tre siffror åt gången: 12 345 eller 12345."),
        ("/en", "The digits are grouped wrongly: “12,3,4”. Group them in threes: 12 345 or 12345."),
    ],
)
def test_a_figure_is_refused_in_the_language_and_kept(office: Office, anna: Client, language: str, fault: str) -> None:
    office.row("A1")
    answer = anna.post(f"{language}{SAVE}", {name("A1"): "12,3,4"})
    assert answer.status_code == 422
    assert fault in plain(line(answer.text, "A1"))
    assert 'value="12,3,4"' in answer.text
    assert not Actual.objects.exists()


@pytest.mark.parametrize(
    ("language", "remark", "unit"),
    [
        ("", "”1.234” luettiin tuhansina: 1 234, koska mittari lasketaan kokonaislukuina.", "kpl"),
        ("/sv", "”1.234” lästes som tusental: 1 234, eftersom indikatorn räknas i hela tal.", "st"),
        ("/en", "“1.234” was read as thousands: 1 234, because the indicator is counted in whole numbers.", "pcs"),
    ],
)
def test_a_decision_in_reading_is_told_and_the_unit_named_in_the_language(
    office: Office, anna: Client, language: str, remark: str, unit: str
) -> None:
    row = office.row("A1")
    anna.post(f"{language}{SAVE}", {name("A1"): "1.234"})
    assert office.latest(row).value == 1234
    shown = line(anna.get(f"{language}{PAGE}").text, "A1")
    assert remark in plain(shown)
    assert f'<span class="unit">{unit}</span>' in shown


@pytest.mark.parametrize(
    ("language", "yes", "no", "further"),
    [
        ("", "kyllä", "ei", "Huomautus, ei lukua"),
        ("/sv", "ja", "nej", "Anmärkning, inget tal"),
        ("/en", "yes", "no", "Note, no figure"),
    ],
)
def test_an_answer_is_chosen_and_shown_in_the_language(
    office: Office, anna: Client, language: str, yes: str, no: str, further: str
) -> None:
    row = office.row("A1", value_type="yes_no", measure_unit="", across="none")
    empty = line(anna.get(f"{language}{PAGE}").text, "A1")
    assert f'<option value="kyllä">{yes}</option><option value="ei">{no}</option>' in empty.replace("\n", "")
    assert further in plain(empty)
    anna.post(f"{language}{SAVE}", {name("A1"): "kyllä"})
    assert office.latest(row).value == 1
    shown = line(anna.get(f"{language}{PAGE}").text, "A1")
    assert f'<option value="kyllä" selected>{yes}</option>' in shown


@pytest.mark.parametrize(("typed", "kept"), [("Ja", 1), ("yes", 1), ("KYLLÄ", 1), ("nej", 0), ("No", 0), ("ei", 0)])
@pytest.mark.parametrize("language", ["", "/sv", "/en"])
def test_an_answer_is_read_in_any_of_the_languages(
    office: Office, anna: Client, language: str, typed: str, kept: int
) -> None:
    row = office.row("A1", value_type="yes_no", measure_unit="", across="none")
    anna.post(f"{language}{SAVE}", {name("A1"): typed})
    assert office.latest(row).value == kept


@pytest.mark.parametrize("language", ["/sv", "/en"])
def test_what_stands_is_sent_back_unchanged_in_another_language(office: Office, anna: Client, language: str) -> None:
    row = office.row("A1", decimals=1)
    office.enter(row, "1.234", state="draft")
    held = line(anna.get(f"{language}{PAGE}").text, "A1")
    text = held.split(f'name="{name("A1")}"')[1].split('value="')[1].split('"')[0]
    answer = anna.post(f"{language}{SAVE}", {name("A1"): text, name("A1", "seen"): str(office.latest(row).pk)})
    assert answer.status_code == 302
    assert (Actual.objects.count(), office.latest(row).value) == (1, Decimal("1.234"))


@pytest.mark.parametrize("named", ["Lainat", "Lån", "Loans", "Lån Biblioteket"])
def test_a_pasted_row_is_known_by_its_name_in_any_language(office: Office, anna: Client, named: str) -> None:
    office.row("A1")
    office.row("A2", name_fi="Lainat", name_sv="Lån", name_en="Loans")
    office.library.name_sv = "Biblioteket"
    office.library.save()
    given = {"alku": name("A1"), "lohko": f"{named}\t7\n"}
    answer = anna.post("/sv/pikkula/kirjaus/liita/", given)
    assert answer.status_code == 200
    assert "Lån" in answer.text
    assert "Mittaria" not in answer.text


@pytest.mark.parametrize("title", ["Koulut", "Skolorna"])
def test_rows_below_another_units_name_stay_out_whatever_the_name_s_language(
    office: Office, anna: Client, title: str
) -> None:
    office.row("A1", name_fi="Lainat", name_sv="Lån", units=[office.library, office.school])
    office.school.name_fi, office.school.name_sv = "Koulut", "Skolorna"
    office.school.save()
    block = {"alku": name("A1"), "lohko": f"{title}\t\nLainat\t7\n"}
    answer = anna.post("/sv/pikkula/kirjaus/liita/", block)
    assert "Raden gäller enheten Skolorna." in plain(answer.text)


@pytest.mark.parametrize("heading", ["7–9/2026", "Jul–Sep 2026", "Utfall 7-9/2026", "Actual Jul-Sep 2026"])
def test_a_pasted_period_is_known_as_any_of_the_languages_writes_it(office: Office, anna: Client, heading: str) -> None:
    office.row("A1", name_fi="Lainat", name_en="Loans")
    answer = anna.post("/en/pikkula/kirjaus/liita/", {"alku": name("A1"), "lohko": f"Figure\t{heading}\nLoans\t7\n"})
    assert f'name="{name("A1")}" value="7"' in answer.text
