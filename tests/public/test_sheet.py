"""The public page of one indicator: its definition sheet, its neighbours, its units side by side."""

import datetime as dt
import re

from scorecard.models import Decision
from tests.public.town import rows_of
from tests.work.workshop import browser


def fact(page: str, label: str) -> str:
    """A line of the definition sheet."""
    return re.search(rf"<dt>{re.escape(label)}</dt><dd>([^<]*)</dd>", page)[1]


def test_the_sheet_tells_rhythm_roll_up_source_and_when_the_next_figure_is_due(city, seen) -> None:
    row = city.row("S1", units=[city.library, city.museum], source="Kirjastojärjestelmä", name_fi="Lainat")
    city.enter(row, "2026-Q3", "5", unit=city.library)
    page = seen("mittarit/S1/")
    assert fact(page, "Mitataan") == "neljännesvuosittain"
    assert fact(page, "Seuraava luku") == "kausi päättyy 31.12.2026"
    assert fact(page, "Yksiköiden luvuista") == "yksiköiden luvut lasketaan yhteen"
    assert fact(page, "Lähde") == "Kirjastojärjestelmä"
    assert fact(page, "Luvun laadusta") == "Luvussa on mukana 1/2 yksikköä."


def test_the_public_sheet_names_the_source_and_leaves_its_raw_cells_to_those_inside(city, seen) -> None:
    """The sentence of a source is quoted; the cells of one row that many indicators were read from are not."""
    raw = "Strategia, keskeiset mittarit, rivi 5: NYT ”666 13,5 64 34”, TAVOITE ”599 13,0 66 37”"
    city.row("S1", source=raw)
    city.row("S2", source="Suunnitelma: Mittarit, arviointi: ”Opinnäytetöiden kpl”")
    assert fact(seen("mittarit/S1/"), "Lähde") == "Strategia, keskeiset mittarit, rivi 5"
    assert fact(seen("mittarit/S2/"), "Lähde") == "Suunnitelma: Mittarit, arviointi: ”Opinnäytetöiden kpl”"
    inside = browser(city.steward).get("/pikkula/tilannekuva/mittarit/S1/").text
    assert fact(inside, "Lähde") == raw


def test_what_is_asked_of_a_clear_row_is_a_remark_and_its_goal_is_asked_apart(city, seen) -> None:
    city.ahead.question = "Kaikki kurssitko? Mitä päämäärää mittari palvelee? Ehdotettu: viisaus."
    city.ahead.save()
    page = seen("mittarit/A1/")
    assert fact(page, "Huomautus lähteestä") == "Kaikki kurssitko?"
    assert fact(page, "Avoin kysymys päämäärästä") == "Mitä päämäärää mittari palvelee? Ehdotettu: viisaus."


def test_gaps_in_the_series_and_changes_of_the_rule_are_told(city, seen) -> None:
    city.enter(city.ahead, "2026-Q2", None, why_empty="not_measured")
    city.ahead.indicator.roll_up_rules.create(
        across_units="municipality", across_time="sum", valid_from=dt.date(2026, 1, 1)
    )
    page = seen("mittarit/A1/")
    assert fact(page, "Luvun laadusta") == "Yhdeltä kaudelta ei ole lukua. Laskutapa on muuttunut: 1.1.2026 alkaen."


def test_the_targets_own_decision_is_named(city, seen) -> None:
    decided = Decision.objects.create(
        strategy=city.strategy, body="Valtuusto", date=dt.date(2025, 3, 5), section="12", text="Tavoite."
    )
    Decision.objects.create(strategy=city.strategy, body="Hallitus", date=dt.date(2022, 11, 1), text="Strategia.")
    city.target(city.ahead, "2025-04-01", kind="at_least", value=11, decision=decided)
    assert fact(seen("mittarit/A1/"), "Tavoitteen päätös") == "Valtuusto 5.3.2025 § 12"
    assert (
        fact(seen("mittarit/A1/?kausi=2024"), "Strategian päätökset") == "Hallitus 1.11.2022; Valtuusto 5.3.2025 § 12"
    )
    assert "Strategian päätökset" not in seen("mittarit/A1/")


def test_the_neighbours_share_a_goal_or_the_unit(city, seen) -> None:
    city.row("B1", name_fi="Sama yksikkö", responsible_unit=city.library)
    city.row("B2", name_fi="Ei mitään yhteistä", responsible_unit=city.museum)
    page = seen("mittarit/A1/").split("Samaan liittyvät mittarit")[1]
    assert rows_of(page) == ["Kurssien määrä", "Sama yksikkö"]
    assert '<a href="/pikkula/tavoitteet/talous/">talous</a>' in page
    assert "(vastuuyksikkö)" in page


def test_a_proposed_link_makes_no_neighbours(city, seen) -> None:
    city.row("B1", name_fi="Viisauden mittari", on=[city.wise])
    assert "Viisauden mittari" not in seen("mittarit/A4/")


def test_a_long_neighbourhood_is_cut_and_says_so(city, seen) -> None:
    for number in range(8):
        city.row(f"N{number}", name_fi=f"Naapuri {number}", on=[city.economy])
    page = seen("mittarit/A1/").split("Samaan liittyvät mittarit")[1]
    assert rows_of(page) == ["Kurssien määrä", *(f"Naapuri {number}" for number in range(5))]
    assert "Lisäksi 3 muuta mittaria." in page


def test_the_whole_history_is_read_of_the_one_row(city, seen) -> None:
    city.enter(city.ahead, "2015-Q1", "1")
    assert '<th scope="row">1–3/2015</th>' in seen("mittarit/A1/")


def test_the_units_are_compared_with_the_whole(city, seen) -> None:
    row = city.row("S1", units=[city.library, city.museum], name_fi="Lainat")
    city.enter(row, "2026-Q3", "5", unit=city.library)
    city.enter(row, "2026-Q3", "7", unit=city.museum)
    city.enter(row, "2026-Q3", "900", unit=city.museum, state="draft", supersedes=row.indicator.actuals.last())
    parts = seen("mittarit/S1/").split('id="osat"')[1].split("</table>")[0]
    figures = re.findall(r'<th scope="row">([^<]+)</th>\s*<td class="number">(?:<strong>)?([^<]+)', parts)
    assert figures == [("Kirjasto", "5"), ("Museo", "7"), ("Koko kunta", "12")]


def test_the_way_back_and_the_hangings_are_links(seen) -> None:
    page = seen("mittarit/A1/")
    assert '<a href="/pikkula/">Edistyminen</a>' in page
    assert '<a href="/pikkula/mittarit/">Mittarit</a>' in page
    assert '<a href="/pikkula/tavoitteet/ideat/">ideat</a> <span class="muted">(teema)' in page
