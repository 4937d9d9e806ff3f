"""A pasted block lands under its own period, on its own line and in its own unit, or is told to have no place."""

import datetime as dt

from django.http import HttpResponse
from django.test import Client

from measures.models import Actual, ReportingUnit, Window
from scorecard.models import Membership
from tests.entry.office import Office, name, plain
from tests.entry.test_paste import PASTE, accept, paste, verdicts
from tests.world import made

JULY = "A1.kirjasto.2026-07:value"


def stands() -> dict[tuple[str, str], int]:
    """What stands, by indicator and period."""
    return {(one.indicator.code, one.period.code): int(one.value or 0) for one in Actual.objects.all()}


def spring_too(office: Office) -> None:
    """Another open window, of April–June."""
    Window.objects.create(
        municipality=office.world.city,
        period_starts=dt.date(2026, 4, 1),
        period_ends=dt.date(2026, 6, 30),
        opens=dt.date(2026, 7, 1),
        due=dt.date(2026, 12, 6),
        closes=dt.date(2026, 12, 20),
    )


def over_both(anna: Client, start: str, *rows: str) -> HttpResponse:
    """Pastes into the page of both windows."""
    return anna.post(PASTE, {"alku": start, "lohko": "\r\n".join(rows)})


def monthly(office: Office) -> None:
    """Loans and visitors of each month."""
    office.row("A1", name_fi="Lainat", frequency="month")
    office.row("A2", name_fi="Kävijät", frequency="month")


def test_a_column_stays_under_its_period_where_ratios_and_figures_alternate(office: Office, anna: Client) -> None:
    spring_too(office)
    office.row("A1")
    office.row("A2", across="ratio", measure_unit="%", decimals=1)
    office.row("A3")
    answer = over_both(anna, name("A1"), "5", "67/1860", "8")
    assert verdicts(answer) == [
        "A1 kirjasto · 7–9/2026 – 5 kpl uusi",
        "A2 kirjasto · 7–9/2026 – 3,6 % uusi",
        "A3 kirjasto · 7–9/2026 – 8 kpl uusi",
    ]


def test_without_scripts_a_block_can_begin_in_any_period(office: Office, anna: Client) -> None:
    spring_too(office)
    office.row("A1", name_fi="Lainat")
    page = anna.get(PASTE.removesuffix("liita/")).text
    spring = "A1.kirjasto.2026-Q2:value"
    assert f'<option value="{spring}">Lainat, 4–6/2026</option>' in page
    assert f'<option value="{name("A1")}">Lainat, 7–9/2026</option>' in page
    assert verdicts(over_both(anna, spring, "5")) == ["Lainat kirjasto · 4–6/2026 – 5 kpl uusi"]


def test_below_a_denominator_a_single_figure_is_of_the_same_period(office: Office, anna: Client) -> None:
    spring_too(office)
    office.row("A1", across="ratio", measure_unit="%", decimals=1)
    office.row("A2")
    answer = over_both(anna, "A1.kirjasto.2026-Q2:denominator", "1860", "8")
    assert [one.split(" –")[0] for one in verdicts(answer)] == ["A1 kirjasto · 4–6/2026", "A2 kirjasto · 4–6/2026"]


def test_a_period_that_does_not_ask_moves_no_figure_to_another(office: Office, anna: Client) -> None:
    office.row("A1", frequency="month")
    late = office.row("A2", frequency="month", units=[], across="sum")
    made(ReportingUnit, indicator=late.indicator, unit=office.library, valid_from=dt.date(2026, 8, 1))
    answer = paste(anna, JULY, "1\t2\t3", "4\t5\t6")
    assert "Rivi 2, sarake 1: ”4”. Lukua ei kysytä tällä kaudella." in plain(answer.text)
    accept(anna, answer)
    assert stands() == {
        ("A1", "2026-07"): 1,
        ("A1", "2026-08"): 2,
        ("A1", "2026-09"): 3,
        ("A2", "2026-08"): 5,
        ("A2", "2026-09"): 6,
    }


def test_a_title_above_the_periods_does_not_hide_them(office: Office, anna: Client) -> None:
    monthly(office)
    answer = paste(anna, JULY, "Luvut 2026\t\t", "\t\t", "Mittari\t9/2026\t8/2026", "Kävijät\t9\t8", "Lainat\t99\t88")
    assert "Rivi 1, sarake 1: ”Luvut 2026”. Rivi on kausien yläpuolella." in plain(answer.text)
    accept(anna, answer)
    assert stands() == {("A2", "2026-09"): 9, ("A2", "2026-08"): 8, ("A1", "2026-09"): 99, ("A1", "2026-08"): 88}


def test_periods_are_known_in_the_spellings_of_excel(office: Office, anna: Client) -> None:
    monthly(office)
    accept(anna, paste(anna, JULY, "09/2026\t7/2026", "9\t7"))
    assert stands() == {("A1", "2026-09"): 9, ("A1", "2026-07"): 7}


def test_quarters_are_known_with_a_hyphen_and_by_their_number(office: Office, anna: Client) -> None:
    office.row("A1", name_fi="Lainat")
    for heading in ("7-9/2026", "7 – 9/2026", "Q3/2026", "q3 2026", "2026-Q3", "Toteuma 7–9/2026"):
        assert "7–9/2026 – 5 kpl uusi" in verdicts(paste(anna, name("A1"), f"Mittari\t{heading}", "Lainat\t5"))[0]


def test_a_block_of_other_periods_is_refused_and_not_moved_a_line_down(office: Office, anna: Client) -> None:
    monthly(office)
    answer = paste(anna, JULY, "4/2026\t5/2026", "4\t5")
    assert answer.status_code == 422
    assert "Lohkon kausia (4/2026, 5/2026) ei kysytä taulukossa, johon liitit." in answer.text


def test_labels_between_name_and_figures_take_no_period(office: Office, anna: Client) -> None:
    monthly(office)
    accept(anna, paste(anna, JULY, "A2\tKävijät\tkirjasto\tkpl\t7\t8\t9"))
    assert stands() == {("A2", "2026-07"): 7, ("A2", "2026-08"): 8, ("A2", "2026-09"): 9}


def test_names_without_periods_begin_where_they_were_pasted(office: Office, anna: Client) -> None:
    monthly(office)
    accept(anna, paste(anna, "A1.kirjasto.2026-08:value", "Kävijät\t8\t9"))
    assert stands() == {("A2", "2026-08"): 8, ("A2", "2026-09"): 9}


def test_an_unknown_name_does_not_push_its_figures_to_the_next_period(office: Office, anna: Client) -> None:
    monthly(office)
    answer = paste(anna, JULY, "Lainaajat\t7\t8")
    assert verdicts(answer) == []
    assert "Rivi 1, sarake 2: ”7”. Mittaria ”Lainaajat” ei ole tässä taulukossa." in plain(answer.text)


def test_words_that_answer_are_no_names(office: Office, anna: Client) -> None:
    monthly(office)
    answer = paste(anna, JULY, "ei mitattu\t8\t9")
    assert [one.split(" ", 1)[1] for one in verdicts(answer)] == [
        "kirjasto · 7/2026 – ei mitattu uusi",
        "kirjasto · 8/2026 – 8 kpl uusi",
        "kirjasto · 9/2026 – 9 kpl uusi",
    ]


def test_a_heading_merged_over_both_figures_of_a_ratio_is_of_both(office: Office, anna: Client) -> None:
    spring_too(office)
    office.row("A1", name_fi="Osuus", across="ratio", measure_unit="%", decimals=1)
    answer = over_both(anna, name("A1", "numerator"), "\t4-6/2026\t\t7-9/2026\t", "Osuus\t1\t4\t3\t4")
    assert verdicts(answer) == ["Osuus kirjasto · 4–6/2026 – 25,0 % uusi", "Osuus kirjasto · 7–9/2026 – 75,0 % uusi"]


def test_rows_below_another_units_name_are_not_taken_for_this_units(office: Office, anna: Client) -> None:
    for code, words in (("A1", "Lainat"), ("A2", "Kävijät")):
        office.row(code, name_fi=words, units=[office.library, office.school])
    Membership.objects.create(user=office.anna, municipality=office.world.city, role="supervisor", unit=office.school)
    block = ["koulu", "Lainat\t7", "Kävijät\t8", "kirjasto", "Lainat\t1", "Kävijät\t2"]
    answer = paste(anna, name("A1"), *block)
    assert verdicts(answer) == ["Lainat kirjasto · 7–9/2026 – 1 kpl uusi", "Kävijät kirjasto · 7–9/2026 – 2 kpl uusi"]
    assert "Rivi 2, sarake 2: ”7”. Rivi on yksikön koulu." in plain(answer.text)
    answer = paste(anna, name("A1"), "Lainat\tkoulu\t7", "Lainat\tkirjasto\t1")
    assert verdicts(answer) == ["Lainat kirjasto · 7–9/2026 – 1 kpl uusi"]


def test_a_yearly_figure_that_looks_like_its_year_is_a_figure(office: Office, anna: Client) -> None:
    office.window.period_starts, office.window.period_ends = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
    office.window.save()
    office.row("A1", name_fi="Lainat", frequency="year")
    answer = anna.post(PASTE, {"alku": "A1.kirjasto.2026:value", "lohko": "Lainat\t2026\r\n"})
    assert verdicts(answer) == ["Lainat kirjasto · 2026 – 2 026 kpl uusi"]


def test_an_approved_figure_pasted_as_it_stands_asks_for_no_reason(office: Office, anna: Client) -> None:
    office.enter(office.row("A1"), "1234.5")
    for text in ("1234,5", "1 234,50"):
        answer = paste(anna, name("A1"), text)
        assert verdicts(answer)[0].endswith("ennallaan")
        assert "Tallenna" not in plain(answer.text).split("Tarkista ennen tallennusta")[1]


def test_a_returned_figure_pasted_as_it_stands_is_not_said_to_change(office: Office, anna: Client) -> None:
    office.enter(office.row("A1"), "5", state="returned")
    shown = verdicts(paste(anna, name("A1"), "5"))[0]
    assert "ennallaan Luku on palautettu korjattavaksi." in shown


def test_a_lone_carriage_return_ends_a_row(office: Office, anna: Client) -> None:
    office.row("A1")
    office.row("A2")
    answer = anna.post(PASTE, {"alku": name("A1"), "lohko": "5\r6"})
    assert [one.split(" – ")[1] for one in verdicts(answer)] == ["5 kpl uusi", "6 kpl uusi"]
