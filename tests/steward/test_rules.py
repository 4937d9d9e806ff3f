"""Roll-up rules are valid from a day and change no closed period; units report from–to and hand over to others."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from measures import above
from measures.above import Frozen
from measures.actions import open_window
from measures.models import KpiRow, ReportingUnit, RollUpRule
from measures.periods import Period
from measures.rollup import AcrossTime, AcrossUnits
from measures.steward.keeping.reporting import add_reporting, change_reporting, drop_reporting, hand_over_reporting
from measures.steward.keeping.rules import Joining, decide_rule, drop_rule
from scorecard.models import Unit
from scorecard.work.keeping.versions import ChangedMeanwhile, version
from tests.work.workshop import Workshop, browser, made_by, seen_in
from tests.world import noon

PAGE = "/pikkula/hallinta/mittarit/K01/"
MEAN = Joining(AcrossUnits.MEAN, AcrossTime.LAST)


@pytest.fixture
def row(city: Workshop) -> KpiRow:
    """The sum of two units, with figures of two quarters: 3 + 5 and 4 + 6."""
    row = city.row("K01", units=[city.library, city.museum])
    for period, values in (("2026-Q2", ("3", "5")), ("2026-Q3", ("4", "6"))):
        city.enter(row, period, values[0], unit=city.library)
        city.enter(row, period, values[1], unit=city.museum)
    return row


@pytest.fixture
def reported(city: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The half-year of 2026 has been reported."""
    report = Frozen(city.strategy.pk, "2026-H1", dt.date(2026, 6, 30), noon("2026-09-01"))
    monkeypatch.setattr(above, "_frozen", [lambda _strategies: [report]])


def latest(row: KpiRow) -> int:
    return max(RollUpRule.objects.filter(indicator=row.indicator).values_list("pk", flat=True))


def typed(row: KpiRow, **change: str) -> dict[str, str]:
    given = {"across_units": "mean", "across_time": "last", "weight": "", "valid_from": "1.10.2026"}
    return given | {"seen": str(latest(row))} | change


def value(city: Workshop, period: str) -> str:
    """The figure of the whole city."""
    return str(city.stands("K01", period).figure.value)


# --- rules


def test_a_new_rule_changes_no_closed_period(city: Workshop, row: KpiRow, the_day: time_machine.Traveller) -> None:
    city.enter(row, "2026-Q4", "2", unit=city.library)
    city.enter(row, "2026-Q4", "8", unit=city.museum)
    answer = browser(city.steward).post(f"{PAGE}saanto/", typed(row), follow=True)
    assert "Yhdistelysääntö on tallennettu." in answer.text
    assert "1.10.2026 alkaen" in answer.text
    the_day.move_to(noon("2027-02-01"))
    # Sums stay sums; from October on the mean of 2 and 8.
    assert (value(city, "2026-Q2"), value(city, "2026-Q3"), value(city, "2026-Q4")) == ("8", "10", "5")
    rule = RollUpRule.objects.get(valid_from=dt.date(2026, 10, 1))
    assert made_by(rule) == [("+", "paavo-pikkula")]


@pytest.mark.parametrize("day", ["30.9.2026", "1.1.2023", ""])
def test_a_rule_of_a_closed_period_is_refused_with_the_first_day_there_is(
    city: Workshop, row: KpiRow, day: str
) -> None:
    answer = browser(city.steward).post(f"{PAGE}saanto/", typed(row, valid_from=day))
    assert answer.status_code == 422
    sentence = "aikaisintaan 1.10.2026 alkaen" if day else "Kirjoita päivä, josta alkaen sääntö on voimassa."
    assert sentence in answer.text
    assert RollUpRule.objects.count() == 1


def test_a_period_whose_window_is_open_is_not_closed(city: Workshop, row: KpiRow) -> None:
    days = {"opens": dt.date(2026, 10, 1), "due": dt.date(2026, 10, 30), "closes": dt.date(2026, 11, 10)}
    open_window(municipality=city.city, period=Period.parse("2026-Q3"), by=city.steward, **days)
    browser(city.steward).post(f"{PAGE}saanto/", typed(row, valid_from="1.7.2026"))
    assert (value(city, "2026-Q2"), value(city, "2026-Q3")) == ("8", "5")


def test_a_reported_period_is_closed_even_then(city: Workshop, row: KpiRow, reported: None) -> None:
    days = {"opens": dt.date(2026, 7, 1), "due": dt.date(2026, 10, 30), "closes": dt.date(2026, 11, 10)}
    open_window(municipality=city.city, period=Period.parse("2026-Q2"), by=city.steward, **days)
    with pytest.raises(ValidationError, match=r"aikaisintaan 1\.7\.2026"):
        decide_rule(
            indicator=row.indicator, seen=latest(row), joining=MEAN, valid_from=dt.date(2026, 4, 1), by=city.steward
        )


def test_without_figures_the_rule_is_changed_from_the_beginning(city: Workshop) -> None:
    row = city.row("K01", units=[city.library])
    browser(city.steward).post(f"{PAGE}saanto/", typed(row, valid_from=""))
    rule = RollUpRule.objects.get()
    assert (rule.across_units, rule.valid_from) == ("mean", None)


def test_a_rule_not_yet_in_force_is_taken_back_and_others_are_not(city: Workshop, row: KpiRow) -> None:
    client = browser(city.steward)
    first = RollUpRule.objects.get()
    client.post(f"{PAGE}saanto/", typed(row))
    made = RollUpRule.objects.get(valid_from=dt.date(2026, 10, 1))
    text = client.get(PAGE).text
    assert f"saanto/{made.pk}/poista/" in text
    assert f"saanto/{first.pk}/poista/" not in text
    assert client.post(f"{PAGE}saanto/{first.pk}/poista/").status_code == 422
    client.post(f"{PAGE}saanto/{made.pk}/poista/")
    assert list(RollUpRule.objects.all()) == [first]
    with pytest.raises(ValidationError, match="ainakin yksi"):
        drop_rule(rule=first, by=city.steward)


def test_two_stewards_at_once(city: Workshop, row: KpiRow) -> None:
    seen = latest(row)
    decide_rule(indicator=row.indicator, seen=seen, joining=MEAN, valid_from=dt.date(2026, 10, 1), by=city.steward)
    largest = Joining(AcrossUnits.LARGEST, AcrossTime.LAST)
    with pytest.raises(ChangedMeanwhile):
        decide_rule(
            indicator=row.indicator, seen=seen, joining=largest, valid_from=dt.date(2027, 1, 1), by=city.steward
        )
    answer = browser(city.steward).post(f"{PAGE}saanto/", typed(row, seen=str(seen), across_units="largest"))
    assert answer.status_code == 422
    assert "Joku muu ehti tallentaa tähän välillä." in answer.text
    # The very same sent twice is no conflict.
    decide_rule(indicator=row.indicator, seen=seen, joining=MEAN, valid_from=dt.date(2026, 10, 1), by=city.steward)
    assert RollUpRule.objects.count() == 2


# --- reporting units


def units(row: KpiRow) -> dict[str, tuple[str, str]]:
    """Who reports, from when to when."""
    found = ReportingUnit.objects.filter(indicator=row.indicator).select_related("unit")
    return {one.unit.code: (str(one.valid_from or ""), str(one.valid_to or "")) for one in found}


def test_several_units_are_added_at_once(city: Workshop) -> None:
    row = city.row("K01", across="sum")
    mine = {"units": [str(city.library.pk), str(city.museum.pk)], "valid_from": "1.1.2026"}
    answer = browser(city.steward).post(f"{PAGE}raportoijat/", mine, follow=True)
    assert "2 yksikköä lisättiin." in answer.text
    assert units(row) == {"kirjasto": ("2026-01-01", ""), "museo": ("2026-01-01", "")}
    assert made_by(ReportingUnit.objects.first()) == [("+", "paavo-pikkula")]
    again = add_reporting(indicator=row.indicator, units=[city.library], valid_from=None, by=city.steward)
    assert again == []
    assert units(row)["kirjasto"] == ("2026-01-01", "")


def test_none_chosen_is_said(city: Workshop) -> None:
    city.row("K01", across="sum")
    answer = browser(city.steward).post(f"{PAGE}raportoijat/", {"valid_from": ""})
    assert answer.status_code == 422
    assert "Valitse ainakin yksi yksikkö." in answer.text


def test_a_unit_is_ended_but_no_figure_is_left_outside(city: Workshop, row: KpiRow) -> None:
    one = ReportingUnit.objects.get(unit=city.museum)
    client, address = browser(city.steward), f"{PAGE}raportoijat/{one.pk}/"
    seen = seen_in(client.get(PAGE).text, address)
    answer = client.post(address, {"valid_from": "", "valid_to": "30.6.2026", "seen": seen})
    assert answer.status_code == 422
    assert "Viimeinen päivä voi olla aikaisintaan se." in answer.text
    client.post(address, {"valid_from": "", "valid_to": "30.9.2026", "seen": seen})
    assert units(row)["museo"] == ("", "2026-09-30")
    assert value(city, "2026-Q3") == "10"
    with pytest.raises(ValidationError, match=r"päättyy 30\.6\.2026"):
        change_reporting(
            reporter=one,
            seen=version(ReportingUnit, id=one.pk),
            valid_from=dt.date(2026, 7, 1),
            valid_to=None,
            by=city.steward,
        )


def test_days_out_of_order_are_said(city: Workshop) -> None:
    city.row("K01", units=[city.library])
    one = ReportingUnit.objects.get()
    mine = {"valid_from": "1.7.2026", "valid_to": "30.6.2026", "seen": str(version(ReportingUnit, id=one.pk))}
    answer = browser(city.steward).post(f"{PAGE}raportoijat/{one.pk}/", mine)
    assert "Viimeinen päivä ei voi olla ennen ensimmäistä." in answer.text


def test_handed_over_the_figures_stay_where_they_were_entered(
    city: Workshop, row: KpiRow, the_day: time_machine.Traveller
) -> None:
    one = ReportingUnit.objects.get(unit=city.museum)
    mine = {"unit": str(city.area.pk), "last_day": "30.9.2026"}
    answer = browser(city.steward).post(f"{PAGE}raportoijat/{one.pk}/siirra/", mine, follow=True)
    assert "Vapaa raportoi tästä eteenpäin. Aiemmat luvut jäävät yksikölle Museo." in answer.text
    assert units(row) == {"kirjasto": ("", ""), "museo": ("", "2026-09-30"), "vapaa": ("2026-10-01", "")}
    city.enter(row, "2026-Q4", "2", unit=city.library)
    city.enter(row, "2026-Q4", "8", unit=city.area)
    the_day.move_to(noon("2027-02-01"))
    assert (value(city, "2026-Q3"), value(city, "2026-Q4")) == ("10", "10")
    with pytest.raises(ValidationError, match="raportoi jo mittaria"):
        hand_over_reporting(
            reporter=ReportingUnit.objects.get(unit=city.library),
            unit=city.area,
            last_day=dt.date(2026, 12, 31),
            by=city.steward,
        )


def test_one_that_has_reported_is_not_taken_away(city: Workshop, row: KpiRow) -> None:
    add_reporting(indicator=row.indicator, units=[city.area], valid_from=dt.date(2026, 10, 1), by=city.steward)
    client = browser(city.steward)
    for unit, status in ((city.museum, 422), (city.area, 302)):
        one = ReportingUnit.objects.get(unit=unit)
        assert client.post(f"{PAGE}raportoijat/{one.pk}/poista/").status_code == status
    assert set(units(row)) == {"kirjasto", "museo"}


@pytest.mark.parametrize("since", [None, dt.date(2026, 6, 30)])
def test_who_reports_does_not_change_in_a_reported_period(
    city: Workshop, row: KpiRow, reported: None, since: dt.date | None
) -> None:
    """A unit added from the beginning would make 2/2 of the half-year 2/3."""
    added: list[Unit] = [city.area]
    with pytest.raises(ValidationError, match=r"aikaisintaan 1\.7\.2026"):
        add_reporting(indicator=row.indicator, units=added, valid_from=since, by=city.steward)
    add_reporting(indicator=row.indicator, units=added, valid_from=dt.date(2026, 7, 1), by=city.steward)
    drop_reporting(reporter=ReportingUnit.objects.get(unit=city.area), by=city.steward)
    assert set(units(row)) == {"kirjasto", "museo"}
