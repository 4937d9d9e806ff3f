"""The three ways in, and the filters of the address, in the demo's Kemi at the end of September 2026."""

import re
from html import unescape

import pytest

PAGE = "/kemi/tilannekuva/"


def left(text: str) -> str:
    """How many rows are left of how many."""
    return re.search(r'plain-count">(\d+ / \d+ riviä)', text)[1]


def rows(text: str) -> list[str]:
    """The rows of the table, by code."""
    return re.findall(r'class="name"><a href="/kemi/tilannekuva/mittarit/([A-Z]\d\d)/', text)


def chips(text: str) -> list[tuple[str, str]]:
    """The filters in force: where taking one away leads, and what it is."""
    found = re.findall(
        r'<li><a href="([^"]+)"><span class="hidden">Poista rajaus </span>([^<]+)<strong>([^<]+)</strong>', text
    )
    return [(unescape(address), f"{label}{words}") for address, label, words in found]


def test_goals_come_first_and_the_tabs_keep_the_rest_of_the_address(see) -> None:
    text = see(f"{PAGE}?kausi=2026-H1&tila=met")
    tabs = re.findall(r'<li><a href="([^"]+)"(?: aria-current="(page)")?>(Päämäärät|Hyödyt|Toimialat)</a>', text)
    assert [(unescape(address), current, words) for address, current, words in tabs] == [
        ("?kausi=2026-H1&tila=met&nakyma=paamaarat", "page", "Päämäärät"),
        ("?kausi=2026-H1&tila=met&nakyma=hyodyt", "", "Hyödyt"),
        ("?kausi=2026-H1&tila=met&nakyma=toimialat", "", "Toimialat"),
    ]


def test_benefits_count_their_own_rows(see) -> None:
    text = see(f"{PAGE}?nakyma=hyodyt")
    work = text.split(">Työllisyys paranee</a></h3>")[1].split("</li>\n      \n")[0]
    assert "4/4 mittaria arvioitavissa" in work
    assert 'href="?nakyma=hyodyt&amp;tavoite=hyoty-tyollisyys#rivit">Näytä 4 mittaria' in work
    assert "Viisas Kemi</a></h3>" not in text


def test_a_sector_has_what_it_answers_for_and_what_its_units_report(see) -> None:
    """Hyvinvointi answers for K15–K24 and reports K09 and K10 with the others."""
    text = see(f"{PAGE}?nakyma=toimialat")
    wellbeing = text.split("<h3>Hyvinvointitoimiala</h3>")[1].split("<h3>")[0]
    assert "6/9 mittaria arvioitavissa" in wellbeing
    assert "10 omaa mittaria, 2 yhteistä" in wellbeing
    assert rows(see(f"{PAGE}?nakyma=toimialat&toimiala=hyvinvointi")) == [
        "K09", "K10", *(f"K{number}" for number in range(15, 25)),
    ]  # fmt: skip


def test_the_table_by_sectors_has_every_row_once(see) -> None:
    text = see(f"{PAGE}?nakyma=toimialat")
    assert sorted(rows(text)) == [f"K{number:02}" for number in range(1, 26)]
    assert '<th scope="col">Toimiala</th>' in text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("tila=met", ["K13", "K14", "K16"]),
        ("tila=behind&tavoite=valittava", ["K01", "K07", "K12", "K20"]),
        ("tavoite=vihrea", ["K03", "K25"]),
        ("toimiala=tyollisyys", ["K10", "K09", "K11", "K12", "K13", "K14"]),
        ("toimiala=kirjasto", ["K10", "K09"]),
        ("haku=ty", ["K08", "K12", "K13"]),
        ("haku=TYÖ+aste", []),
        ("haku=k12", ["K12"]),
        ("kehitys=worsened&tila=behind", ["K01", "K07", "K20"]),
        ("kehitys=unchanged", ["K12", "K18"]),
    ],
)
def test_what_the_filters_leave(see, query: str, codes: list[str]) -> None:
    text = see(f"{PAGE}?{query}")
    assert rows(text) == codes
    assert left(text) == f"{len(codes)} / 25 riviä"


def test_how_binding_is_told_of_targets_only(see) -> None:
    every = {code for one in ("binding", "indicative", "proposed") for code in rows(see(f"{PAGE}?sitovuus={one}"))}
    assert every == {f"K{number:02}" for number in range(1, 26)} - {
        "K04",
        "K17",
        "K18",
        "K19",
        "K21",
        "K22",
        "K23",
        "K25",
    }


def test_each_chip_takes_its_own_filter_away(see) -> None:
    text = see(f"{PAGE}?nakyma=toimialat&kausi=2026-H1&tila=behind&tavoite=valittava&haku=as")
    assert chips(text) == [
        ("?kausi=2026-H1&nakyma=toimialat&tila=behind&haku=as#rivit", "Tavoite: Välittävä Kemi (päämäärä)"),
        ("?kausi=2026-H1&nakyma=toimialat&tavoite=valittava&haku=as#rivit", "Tila: jäljessä"),
        ("?kausi=2026-H1&nakyma=toimialat&tavoite=valittava&tila=behind#rivit", "Haku: ”as”"),
    ]
    assert 'href="?kausi=2026-H1&amp;nakyma=toimialat#rivit">Poista kaikki</a>' in text
    assert rows(text) == ["K01"]


def test_the_forms_carry_each_others_choices(see) -> None:
    text = see(f"{PAGE}?nakyma=hyodyt&kausi=2026-H1&tila=met&strategia=kemi-2023")
    periods, filters = (form.partition("</form>")[0] for form in text.split('<form class="chooser"')[1:3])
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', periods) == [("nakyma", "hyodyt"), ("tila", "met")]
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', filters) == [
        ("kausi", "2026-H1"), ("strategia", "kemi-2023"), ("nakyma", "hyodyt"),
    ]  # fmt: skip
    assert '<option value="met" selected>saavutettu</option>' in filters


def test_cards_count_all_rows_whatever_the_filters(see) -> None:
    text = see(f"{PAGE}?tila=met")
    assert "13/15 mittaria arvioitavissa" in text
    assert "Korteissa ovat kaikki mittarit." in text


def test_the_first_thing_said_is_how_the_whole_stands(see) -> None:
    text = see(f"{PAGE}?kausi=2026-H1")
    whole = text.partition('id="kaikki"')[2].partition("</section>")[0]
    met, ahead, behind = (
        int(n) for n in re.findall(r"<strong>(\d+)</strong> (?:saavutettu|etenee|jäljessä)</a>", whole)
    )
    said = re.search(r'<p class="lead">(.*?)</p>', whole)
    assert said is not None
    assert said[1].startswith(
        f"25 mittarista {met + ahead} on saavutettu tai etenee; {behind} on jäljessä tai saavuttamatta;"
    )


def test_when_nothing_is_left_the_page_says_what_to_do(see) -> None:
    text = see(f"{PAGE}?tila=near_miss&haku=xyz")
    assert "Yksikään mittari ei täytä kaikkia rajauksia." in text
    assert 'href="?#rivit">Poista rajaukset</a>' in text
    assert rows(text) == []


def test_what_the_strategy_does_not_have_is_said_and_left_aside(see) -> None:
    text = see(f"{PAGE}?strategia=kemi-hyvinvointi-2023&tavoite=viisas&tila=outo")
    assert "Rajausta ”Tavoite: viisas” ei ole tässä strategiassa. Sitä ei otettu huomioon." in text
    assert "Rajausta ”Tila: outo” ei ole" in text
    assert left(text) == "29 / 29 riviä"


def test_what_is_typed_is_shown_and_not_run(see) -> None:
    text = see(f"{PAGE}?haku=<script>alert(1)</script>&tila=<b>x</b>")
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text


def test_a_strategy_without_benefits_has_two_ways_in(see) -> None:
    text = see("/kokkola/tilannekuva/?nakyma=hyodyt", "kokkola")
    assert re.findall(r">(Päämäärät|Hyödyt|Toimialat)</a>", text) == ["Päämäärät", "Toimialat"]
    assert "Kuntalaisaktivismi" in text


def test_the_day_as_of_which_things_are_known_stays(see) -> None:
    text = see(f"{PAGE}?tiedossa=31.8.2026&kausi=2026-H1&tila=met&nakyma=hyodyt")
    now = re.search(r'href="([^"]+)">Näytä nykyiset luvut', text)[1]
    assert unescape(now) == "?kausi=2026-H1&nakyma=hyodyt&tila=met"
    assert "tiedossa=31.8.2026&amp;nakyma=paamaarat&amp;tila=met" in text


@pytest.mark.parametrize("view", ["paamaarat", "hyodyt", "toimialat"])
def test_every_count_leads_to_as_many_rows(see, view: str) -> None:
    """Also when filters are in force: a number is of all rows, and so is what it leads to."""
    text = see(f"{PAGE}?nakyma={view}&sitovuus=indicative&haku=k0")
    counts = re.findall(r'<a href="([^"]+)#rivit"><strong>(\d+)</strong>', text)
    whole = re.findall(r'<a href="([^"]+)#rivit">Näytä (?:(\d+) mittaria|yksi mittari)', text)
    assert len(counts) > 10
    assert whole
    for address, number in {*counts, *whole}:
        assert len(rows(see(PAGE + unescape(address)))) == int(number or 1), address
