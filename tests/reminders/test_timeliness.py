"""Timeliness: who kept the due day, by the first sending of each figure; worked out by hand."""

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.duties import cells_asked
from measures.entering import approve_actuals, return_actual
from measures.models import Window
from measures.timeliness import came_in, median, tally
from scorecard.models import Unit, User
from scorecard.models.codes import Role
from tests.approval.desk_world import browser
from tests.reminders.post_world import PostWorld
from tests.world import noon

ADDRESS = "/pikkula/tilannekuva/ajantasaisuus/"


@pytest.fixture
def mayor(city: PostWorld) -> User:
    """The city's management."""
    return city.person("johto", Role.MANAGEMENT)


def page(reader: User, query: str = "") -> str:
    """The page as somebody sees it."""
    answer = browser(reader).get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    return answer.text.replace("\xa0", " ")


def rows(text: str) -> list[str]:
    """The lines of the tables as words."""
    found = re.findall(r"<tr.*?</tr>", text, re.DOTALL)
    return [
        " ".join(re.sub(r"<[^>]+>", " ", one).split())
        for one in found
        if "<thead" not in one and 'scope="col"' not in one
    ]


def quarter(city: PostWorld, the_day: time_machine.Traveller) -> None:
    """Of five figures one is returned and corrected late, one sent after midnight, one drafted, one sent before it."""
    first = city.sent("KAYNNIT", "12000")
    the_day.move_to(noon("2026-10-21"))
    return_actual(entry=first.pk, reason="Nolla liikaa?", by=city.head)
    city.draft("AUKI", "kyllä")
    the_day.move_to(dt.datetime(2026, 10, 27, 21, 59, 59, tzinfo=dt.UTC))  # 23.59.59 in Helsinki
    museum = city.sent("KAYNNIT", "800", unit="museo")
    the_day.move_to(dt.datetime(2026, 10, 27, 22, 0, 0, tzinfo=dt.UTC))  # midnight
    city.sent("POISSA", "3/40")
    the_day.move_to(noon("2026-10-29"))
    city.sent("KAYNNIT", "1200")
    approve_actuals(entries=[museum.pk], by=city.head)


def test_every_figure_is_counted_once_and_by_its_first_sending(
    city: PostWorld, mayor: User, the_day: time_machine.Traveller
) -> None:
    quarter(city, the_day)
    text = page(mayor)
    assert "Ajoissa 2/5 lukua (40 %)" in text
    assert "Kysytyistä 5 luvusta 2 tuli ajoissa, 1 myöhässä, 1 on luonnoksena ja 1 puuttuu. Hyväksytty: 1." in " ".join(
        text.split()
    )
    # Asked, in time, late, draft, missing, returned, approved, median, state.
    assert rows(text)[:5] == [
        "Kirjasto 3 1 33,3 % 1 1 0 0 0 3 päivää ennen Puuttuu",
        "2 lukua selvitettävänä : Kirjasto Omatoimiaukiolo : luonnos, ei lähetetty "
        "Poissaolo-% : lähetetty päivän myöhässä",
        "Museo 2 1 50 % 0 0 1 0 1 määräpäivänä Puuttuu",
        "Yksi luku selvitettävänä : Museo Poissaolo-%: puuttuu",
        "Sivistys yhteensä 5 2 40 % 1 1 1 0 1 määräpäivänä Puuttuu",
    ]


def test_a_returned_figure_is_in_time_and_still_to_be_seen_to(
    city: PostWorld, mayor: User, the_day: time_machine.Traveller
) -> None:
    first = city.sent("KAYNNIT", "12000")
    return_actual(entry=first.pk, reason="Nolla liikaa?", by=city.head)
    the_day.move_to(noon("2026-10-28"))
    text = page(mayor)
    assert rows(text)[0] == "Kirjasto 3 1 33,3 % 0 0 2 1 0 7 päivää ennen Puuttuu"
    assert "Käynnit : palautettu korjattavaksi" in rows(text)[1]
    assert "Palautettuna korjattavaksi nyt: 1." in text
    assert "Palautettu ja korjattu luku lasketaan ensimmäisestä lähetyksestä" in text


@pytest.mark.parametrize(
    ("day", "sent", "state"),
    [
        ("2026-10-27", (), "Aikaa jäljellä"),
        ("2026-10-28", (), "Puuttuu"),
        ("2026-10-28", ("2026-10-27", "2026-10-27"), "Kaikki ajoissa"),
        ("2026-10-30", ("2026-10-27", "2026-10-29"), "Tuli myöhässä"),
    ],
)
def test_a_unit_has_its_state_in_a_word(
    city: PostWorld, mayor: User, the_day: time_machine.Traveller, day: str, sent: tuple[str, ...], state: str
) -> None:
    for row, when in zip((city.visits, city.absence), sent, strict=False):
        facts = {"numerator": Decimal(1), "denominator": Decimal(4)} if row is city.absence else {"value": "7"}
        city.enter(row, "2026-Q3", unit=city.museum, entered=when, state="submitted", **facts)
    the_day.move_to(noon(day))
    (museum,) = [one for one in rows(page(mayor)) if one.startswith("Museo")]
    assert museum.endswith(state)


@pytest.mark.parametrize(
    ("days", "middle"), [([], None), ([-7], "-7"), ([3, -1], "1"), ([5, 2], "3.5"), ([9, -2, 0], "0")]
)
def test_the_median_is_the_middle_one(days: list[int], middle: str | None) -> None:
    assert median(days) == (Decimal(middle) if middle is not None else None)


def test_before_the_due_day_what_has_not_come_is_still_to_come(city: PostWorld, mayor: User) -> None:
    city.sent("KAYNNIT", "12000")
    text = " ".join(page(mayor).split())
    assert "Lähetetty 1/5 lukua</h2>" in text
    assert "Kysytyistä 5 luvusta 1 on lähetetty, 0 on luonnoksena ja 4 on vielä tulematta." in text
    assert "Poissaolo-%</a>: vielä tulematta" in text or "Poissaolo-%: vielä tulematta" in text


def test_where_nothing_is_asked_the_page_leads_to_the_period_that_asked(city: PostWorld, mayor: User) -> None:
    """Only a yearly figure is left: July–September asks for none."""
    for row in (city.visits, city.absence, city.open):
        row.indicator.reporting_units.all().delete()
    text = page(mayor)
    assert "Tällä kaudella ei pyydetä yhtään lukua.</h2>" in text
    assert "Lähetetty 0/0" not in text


def test_a_hundred_percent_is_said_only_when_all_came_in_time(
    city: PostWorld, mayor: User, the_day: time_machine.Traveller
) -> None:
    for number in range(1500):
        unit = Unit(municipality=city.city, parent=city.sector, code=f"y{number}", kind="result_unit", name_fi="Y")
        unit.save()
        city.visits.indicator.reporting_units.create(unit=unit)
        city.enter(city.visits, "2026-Q3", "1", unit=unit, state="submitted", entered="2026-10-02")
    for row in (city.absence, city.open):
        row.indicator.reporting_units.all().delete()
    city.visits.indicator.reporting_units.filter(unit=city.library).delete()
    the_day.move_to(noon("2026-10-29"))
    assert "Ajoissa 1500/1501 lukua (99,9 %)" in page(mayor)


def test_the_trend_shows_the_latest_eight_windows_each_by_its_own_due_day(city: PostWorld, mayor: User) -> None:
    for number in range(10):
        quarter, year = number % 4, 2024 + number // 4
        starts = dt.date(year, 3 * quarter + 1, 1)
        ends = [dt.date(year, 3, 31), dt.date(year, 6, 30), dt.date(year, 9, 30), dt.date(year, 12, 31)][quarter]
        Window.objects.create(
            municipality=city.city,
            period_starts=starts,
            period_ends=ends,
            opens=ends,
            due=ends + dt.timedelta(days=14),
            closes=ends + dt.timedelta(days=28),
        )
    city.enter(city.visits, "2026-Q2", "1000", unit=city.library, state="submitted", entered="2026-07-14")
    city.enter(city.visits, "2026-Q1", "1000", unit=city.library, state="submitted", entered="2026-04-20")
    trend = [one for one in rows(page(mayor)) if "määräpäivä " in one]
    assert [one.split()[0] for one in trend] == [
        "7–9/2026",
        "4–6/2026",
        "1–3/2026",
        "10–12/2025",
        "7–9/2025",
        "4–6/2025",
        "1–3/2025",
        "10–12/2024",
    ]
    assert trend[1] == "4–6/2026 määräpäivä 14.7.2026 5 1 20 % 0 0 4 0 0 määräpäivänä Puuttuu"
    assert trend[2] == "1–3/2026 määräpäivä 14.4.2026 5 0 0 % 1 0 4 0 0 6 päivää myöhässä Puuttuu"
    assert "Kausi 1–3/2024 · luvut pyydetty 14.4.2024 mennessä" in page(mayor, "?kausi=2024-Q1")


def test_a_window_that_has_not_opened_is_not_counted(city: PostWorld, mayor: User) -> None:
    city.opened("2026-Q4", "2027-01-01", "2027-01-20", "2027-02-01")
    text = page(mayor)
    assert "10–12/2026" not in text
    assert browser(mayor).get(f"{ADDRESS}?kausi=2026-Q4").status_code == 404


def test_without_any_window_the_page_says_who_opens_one(city: PostWorld, mayor: User) -> None:
    city.window.delete()
    assert "Yhtään raportointi-ikkunaa ei ole avattu" in page(mayor)


def hrefs(text: str, name: str) -> list[str]:
    """Where a name in the tables leads."""
    return [one.replace("&amp;", "&") for one in re.findall(rf'<a href="([^"]+)">{name}</a>', text)]


def test_each_line_leads_where_its_reader_may_go(city: PostWorld, mayor: User, the_day: time_machine.Traveller) -> None:
    the_day.move_to(noon("2026-10-28"))
    late = city.sent("POISSA", "3/40")
    city.draft("AUKI", "kyllä")
    head = page(city.head)
    assert hrefs(head, "Kirjasto") == ["/pikkula/hyvaksynta/?kausi=2026-Q3"]
    assert hrefs(head, "Poissaolo-%")[0] == f"/pikkula/hyvaksynta/?kausi=2026-Q3#luku-{late.pk}"
    assert hrefs(head, "Omatoimiaukiolo") == [
        "/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-AUKI.kirjasto.2026-Q3"
    ]
    outside = page(mayor)
    assert hrefs(outside, "Kirjasto") == []
    assert hrefs(outside, "Käynnit") == []
    history = "/pikkula/tilannekuva/mittarit/POISSA/historia/?yksikko=kirjasto&kausi=2026-Q3"
    assert hrefs(outside, "Poissaolo-%") == [history]
    for reader, text in ((city.head, head), (mayor, outside)):
        for link in re.findall(r'href="(/pikkula/[^"#]+)', text):
            assert browser(reader).get(link.replace("&amp;", "&")).status_code == 200


def test_a_figure_of_no_unit_leads_to_its_history(
    city: PostWorld, mayor: User, the_day: time_machine.Traveller
) -> None:
    row = city.row("VAKILUKU", name_fi="Väkiluku", responsible_unit=city.library)
    city.enter(row, "2026-Q3", "19240", state="submitted", entered="2026-10-29")
    the_day.move_to(noon("2026-10-30"))
    assert hrefs(page(mayor), "Väkiluku") == ["/pikkula/tilannekuva/mittarit/VAKILUKU/historia/?kausi=2026-Q3"]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.MANAGEMENT, 200),
        (Role.STEWARD, 200),
        (Role.FINANCE, 200),
        (Role.AUDITOR, 200),
        (Role.READER, 403),
    ],
)
def test_it_is_for_those_who_lead(city: PostWorld, role: Role, status: int) -> None:
    assert browser(city.person("joku", role)).get(ADDRESS).status_code == status


def test_a_supervisor_and_people_of_other_cities_do_not_see_it(city: PostWorld) -> None:
    other = PostWorld("toinen", "998")
    assert browser(city.supervisor).get(ADDRESS).status_code == 403
    assert browser(other.steward).get(ADDRESS).status_code == 404
    assert browser(city.steward).post(ADDRESS).status_code == 405


def test_the_dashboard_and_the_approval_page_lead_to_it(city: PostWorld, mayor: User) -> None:
    assert f'<a href="{ADDRESS}">' in browser(mayor).get("/pikkula/tilannekuva/").text
    assert ADDRESS not in browser(city.supervisor).get("/pikkula/tilannekuva/").text
    assert f'<a href="{ADDRESS}?kausi=2026-Q3">' in browser(city.head).get("/pikkula/hyvaksynta/").text


def test_ten_times_the_units_ask_the_database_as_often(city: PostWorld, mayor: User) -> None:
    def asked() -> int:
        client = browser(mayor)
        with CaptureQueriesContext(connection) as found:
            assert client.get(ADDRESS).status_code == 200
        return len(found)

    few = asked()
    for number in range(20):
        unit = Unit.objects.create(
            municipality=city.city, parent=city.sector, code=f"y{number}", kind="result_unit", name_fi=f"Y{number}"
        )
        for row in (city.visits, city.absence):
            row.indicator.reporting_units.create(unit=unit)
        city.enter(city.visits, "2026-Q3", "10", unit=unit, state="submitted")
        city.person(f"h{number}", Role.SUPERVISOR, unit)
    assert asked() == few
    assert few <= 18


def test_what_is_asked_follows_the_rule_of_the_windows_own_time(city: PostWorld) -> None:
    earlier = city.opened("2026-Q2", "2026-07-01", "2026-07-14", "2026-07-28")
    city.visits.indicator.roll_up_rules.create(
        valid_from=dt.date(2026, 7, 1), across_units="municipality", across_time="sum"
    )
    asked = cells_asked([earlier, city.window])
    visits = {window: [one.code for one in cells if one.indicator.code == "KAYNNIT"] for window, cells in asked.items()}
    assert visits == {
        earlier.pk: ["KAYNNIT.kirjasto.2026-Q2", "KAYNNIT.museo.2026-Q2"],
        city.window.pk: ["KAYNNIT..2026-Q3"],
    }


def test_nothing_is_counted_where_nothing_was_asked(city: PostWorld) -> None:
    assert came_in(city.city, []) == {}
    assert tally([]).asked == 0
