"""The grid: all open periods on one page, a column each, and beside every field what is known of its figure."""

import datetime as dt

import pytest
from django.test import Client

from measures.models import Actual, Window
from scorecard.models import Membership, User
from tests.entry.office import HTMX, PAGE, SAVE, SEND, Office, line, name, plain, whole_line


def open_window(office: Office, period: tuple[dt.date, dt.date], *, closes: dt.date = dt.date(2026, 12, 20)) -> Window:
    """Another window of the city, open since October and due in December."""
    return Window.objects.create(
        municipality=office.world.city,
        period_starts=period[0],
        period_ends=period[1],
        opens=dt.date(2026, 10, 1),
        due=min(dt.date(2026, 12, 1), closes),
        closes=closes,
    )


SPRING = dt.date(2026, 4, 1), dt.date(2026, 6, 30)


def test_every_open_period_is_on_the_page_earliest_first(office: Office, anna: Client) -> None:
    office.row("A1", name_fi="Lainat")
    open_window(office, SPRING)
    page = anna.get(PAGE).text
    assert "Kirjaus 4–6/2026 ja 7–9/2026" in plain(page)
    assert "4–6/2026: Määräpäivä on 1.12.2026: aikaa 9 päivää." in plain(page)
    assert "7–9/2026: Määräpäivä on 6.12.2026: aikaa 14 päivää." in plain(page)
    shown = whole_line(page, "A1")
    assert shown.index('id="rivi-A1.kirjasto.2026-Q2"') < shown.index('id="rivi-A1.kirjasto.2026-Q3"')
    # Every field says of which period it is: the figure, why there is none, the note.
    assert plain(shown).count(": Lainat 4–6/2026") == 3
    assert plain(shown).count(": Lainat 7–9/2026") == 3


def test_one_period_can_be_asked_for(office: Office, anna: Client) -> None:
    office.row("A1")
    open_window(office, SPRING)
    page = anna.get(PAGE, {"kausi": "2026-Q2"}).text
    assert "Kirjaus 4–6/2026" in plain(page)
    assert "2026-Q3:value" not in page
    assert 'href="/pikkula/kirjaus/?kausi=2026-Q3"' in page


def test_months_and_quarters_have_tables_of_their_own(office: Office, anna: Client) -> None:
    office.row("A1")
    office.row("A2", frequency="month")
    page = anna.get(PAGE).text
    assert page.count("data-grid") == 2
    assert page.index("A2.kirjasto.2026-07:value") < page.index("A1.kirjasto.2026-Q3:value")
    heads = plain(page[page.index("<thead") : page.index("</thead>")])
    assert heads == "Mittari ja tavoite Toteuma 7/2026 Toteuma 8/2026 Toteuma 9/2026"


def test_the_figure_before_is_beside_the_first_column_only(office: Office, anna: Client) -> None:
    row = office.row("A1")
    open_window(office, SPRING)
    office.enter(row, "7", "2026-Q1")
    page = anna.get(PAGE).text
    first = plain(re_line(page, "A1.kirjasto.2026-Q2"))
    second = plain(re_line(page, "A1.kirjasto.2026-Q3"))
    assert "Edellinen 7 kpl 1–3/2026" in first
    assert "Edellinen" not in second
    assert "Vuosi sitten – 7–9/2025" in second


def re_line(page: str, cell: str) -> str:
    """One cell by its whole code."""
    start = page.index(f'id="rivi-{cell}"')
    return page[start : page.index("</td>", start)]


def test_what_adds_up_shows_the_year_so_far_and_what_is_lacking(office: Office, anna: Client) -> None:
    row = office.row("A1", time="sum")
    office.enter(row, "4", "2026-Q1")
    office.enter(row, "100", "2025-Q4")
    shown = plain(line(anna.get(PAGE).text, "A1"))
    assert "Yhteensä 4 kpl 1–6/2026, 1 kausi puuttuu" in shown
    office.enter(row, "5", "2026-Q2")
    office.enter(row, "2.5", state="draft")
    assert "Yhteensä 11,5 kpl 1–9/2026" in plain(line(anna.get(PAGE).text, "A1"))


@pytest.mark.parametrize(
    ("target", "facts", "words"),
    [
        # 24 a year: by the end of September nine twelfths of it.
        ({"kind": "at_least", "value": 24, "repeats": "year"}, {"time": "sum"}, "Tahti vähintään 18 kpl 30.9."),
        (
            {"kind": "at_most", "value": 5, "repeats": "year"},
            {"time": "sum", "direction": "down"},
            "Tahti enintään 3,75 kpl 30.9.",
        ),
        (
            {"kind": "between", "value": 8, "upper": 12, "repeats": "year"},
            {"time": "sum"},
            "Tahti 6–9 kpl 30.9.",
        ),
        # From 10 on 1.1.2023 to 20 on 31.12.2026 there are 1460 days, 1368 of them to 30.9.2026: 10 + 10 × 1368/1460.
        (
            {"kind": "at_least", "value": 20, "due": dt.date(2026, 12, 31)},
            {"baseline": "10"},
            "Polku vähintään 19,37 kpl 30.9.",
        ),
    ],
)
def test_pace_and_path_stand_beside_the_field(office, anna, target: dict, facts: dict, words: str) -> None:
    office.row("A1", target, **facts)
    assert words in plain(line(anna.get(PAGE).text, "A1"))


@pytest.mark.parametrize(
    ("target", "facts"),
    [
        ({"kind": "watched"}, {"time": "sum"}),
        ({"kind": "undecided"}, {"time": "sum"}),
        ({"kind": "at_least", "value": 20}, {"baseline": "10"}),  # no date: nothing to draw a line to
        ({"kind": "at_least", "value": 20, "due": dt.date(2026, 9, 30)}, {"baseline": "10"}),  # reached
        ({"kind": "at_least", "value": 20, "due": dt.date(2026, 12, 31)}, {}),  # no baseline
    ],
)
def test_no_pace_is_told_where_there_is_none(office, anna, target: dict, facts: dict) -> None:
    office.row("A1", target, **facts)
    shown = plain(line(anna.get(PAGE).text, "A1"))
    assert "Tahti" not in shown
    assert "Polku" not in shown


def test_the_pace_of_many_units_is_said_to_be_the_whole_citys(office: Office, anna: Client) -> None:
    office.row(
        "A1", {"kind": "at_least", "value": 24, "repeats": "year"}, units=[office.library, office.school], time="sum"
    )
    assert "Tahti vähintään 18 kpl 30.9., koko kunta" in plain(line(anna.get(PAGE).text, "A1"))


def test_a_target_that_changes_between_the_columns_stands_in_each(office: Office, anna: Client) -> None:
    row = office.row("A1", {"kind": "at_least", "value": 10})
    office.world.target(row, "2026-07-01", kind="at_least", value=20)
    open_window(office, SPRING)
    page = anna.get(PAGE).text
    assert "Tavoite: vähintään 10 kpl" in plain(re_line(page, "A1.kirjasto.2026-Q2"))
    assert "Tavoite: vähintään 20 kpl" in plain(re_line(page, "A1.kirjasto.2026-Q3"))


def test_figures_of_two_periods_are_saved_and_sent_together(office: Office, anna: Client) -> None:
    office.row("A1")
    open_window(office, SPRING)
    both = "?kausi=2026-Q2&kausi=2026-Q3"
    data = {"A1.kirjasto.2026-Q2:value": "4", name("A1"): "5"}
    assert anna.post(SEND + both, data)["Location"] == PAGE + both
    assert sorted(Actual.objects.filter(submitted_at__isnull=False).values_list("value", flat=True)) == [4, 5]


def test_one_shut_period_does_not_keep_the_other_from_being_sent(office: Office, anna: Client) -> None:
    row = office.row("A1")
    open_window(office, SPRING, closes=dt.date(2026, 11, 1))
    office.enter(row, "4", "2026-Q2")
    answer = anna.post(f"{SEND}?kausi=2026-Q2&kausi=2026-Q3", {name("A1"): "5"}, follow=True)
    assert "Yksi luku lähetettiin hyväksyttäväksi." in plain(answer.text)
    assert "Kauden 4–6/2026 kirjaus päättyi 1.11.2026." in plain(answer.text)


def test_drafts_of_a_period_that_shut_meanwhile_stay_and_are_told(office: Office, anna: Client) -> None:
    row = office.row("A1")
    open_window(office, SPRING, closes=dt.date(2026, 11, 1))
    office.enter(row, "4", "2026-Q2", state="draft")
    answer = anna.post(f"{SEND}?kausi=2026-Q2&kausi=2026-Q3", {name("A1"): "5"}, follow=True)
    assert "Yksi luku lähetettiin hyväksyttäväksi." in plain(answer.text)
    assert "Lähettämättä jäi, koska kausi on suljettu: A1 4–6/2026." in plain(answer.text)
    sent = {one.period.code: one.submitted_at is not None for one in Actual.objects.all()}
    assert sent == {"2026-Q2": False, "2026-Q3": True}
    assert office.latest(row).submitted_by == office.anna


def test_a_saved_cell_tells_the_cells_beside_it_what_is_now_known(office: Office, anna: Client) -> None:
    office.row("A1", frequency="month", time="sum")
    address = f"{SAVE}?kausi=2026-Q3&rivi=A1.kirjasto.2026-07"
    part = anna.post(address, {"A1.kirjasto.2026-07:value": "3"}, headers=HTMX).text
    page = anna.get(PAGE).text
    for month in ("08", "09"):
        start = page.index(f'<div class="known" id="tiedossa-A1.kirjasto.2026-{month}">')
        shown = page[start : page.index("</dl>", start)]
        assert "Yhteensä" in shown
        assert shown.replace(">", ' data-hx-swap-oob="true">', 1) in part


def test_a_large_desk_shows_one_unit_at_a_time(office: Office, client: Client) -> None:
    steward = User.objects.create_user("pirjo")
    Membership.objects.create(user=steward, municipality=office.world.city, role="steward")
    client.force_login(steward)
    for number in range(31):
        office.row(f"A{number:02}", units=[office.library, office.school])
    page = client.get(PAGE).text
    assert page.count("data-cell") == 31
    assert "Lukuja on paljon, joten näet yhden yksikön kerrallaan." in page
    assert 'href="/pikkula/kirjaus/?kausi=2026-Q3&amp;yksikko=koulu">koulu 0/31</a>' in page
    other = client.get(PAGE, {"yksikko": "koulu"}).text
    assert "A00.koulu" in other
    assert "A00.kirjasto" not in other
    saved = client.post(f"{SAVE}?kausi=2026-Q3&yksikko=koulu", {"A00.koulu.2026-Q3:value": "3"})
    assert saved["Location"] == "/pikkula/kirjaus/?kausi=2026-Q3&yksikko=koulu"


def test_a_figure_that_a_large_desk_does_not_show_is_saved_all_the_same(office: Office, client: Client) -> None:
    steward = User.objects.create_user("pirjo")
    Membership.objects.create(user=steward, municipality=office.world.city, role="steward")
    client.force_login(steward)
    for number in range(31):
        office.row(f"A{number:02}", units=[office.library, office.school])
    # Without a unit in the address the page shows the library; the figure is the school's.
    address = f"{SAVE}?kausi=2026-Q3&rivi=A00.koulu.2026-Q3"
    part = client.post(address, {"A00.koulu.2026-Q3:value": "3"}, headers=HTMX)
    assert part.status_code == 200
    assert 'id="rivi-A00.koulu.2026-Q3"' in part.text
    refused = client.post(f"{SAVE}?kausi=2026-Q3", {"A01.koulu.2026-Q3:value": "noin 3"})
    assert refused.status_code == 422
    assert 'value="noin 3"' in refused.text
    assert [one.unit.code for one in Actual.objects.all()] == ["koulu"]


def test_a_unit_of_which_nothing_is_asked_is_said_to_have_nothing(office: Office, anna: Client) -> None:
    office.row("A1")
    answer = anna.get(PAGE, {"yksikko": "koulu"})
    assert answer.status_code == 404
    assert "Tältä yksiköltä ei kysytä lukuja" in answer.text


@pytest.mark.parametrize("windows", [1, 3])
def test_more_open_periods_ask_no_more_questions(
    office: Office, anna: Client, django_assert_max_num_queries, windows: int
) -> None:
    row = office.row("A1", {"kind": "at_least", "value": 3})
    office.enter(row, "4", "2025-Q4")
    for year in range(windows - 1):
        open_window(office, (dt.date(2025 - year, 7, 1), dt.date(2025 - year, 9, 30)))
    with django_assert_max_num_queries(12):
        assert anna.get(PAGE).text.count("data-cell") == windows
