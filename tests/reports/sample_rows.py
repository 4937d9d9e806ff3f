"""The rows, the tree and the Standing of the sample report (``tests.reports.samples``)."""

import dataclasses
import datetime as dt
from decimal import Decimal

from measures.figures import Entry, Measured, Reporter, RuleVersion, series
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Baseline, Binding, Direction, Kind, Repeats, Target
from measures.verdicts import Band
from reporting.standing import (
    Audience,
    Branch,
    IndicatorFacts,
    Link,
    Names,
    RowFacts,
    RowStanding,
    Standing,
    StrategyFacts,
    judge,
    stand_nodes,
)

PERIOD = Period.parse("2025-H1")
AT = PERIOD.ends
CUT_OFF = dt.datetime(2025, 8, 18, 12, 30, tzinfo=dt.UTC)


def row_of(
    code: str,
    names: Names,
    target: Target,
    entries: dict[str, Entry],
    *,
    baseline: Baseline | None = None,
    unit: str = "",
    decimals: int = 0,
    direction: Direction = Direction.UP,
    across: AcrossUnits = AcrossUnits.MUNICIPALITY,
    time: AcrossTime = AcrossTime.LAST,
    reporters: tuple[str | None, ...] = (None,),
    value_type: str = "number",
    entity: str = "municipality",
    first_day: dt.date = dt.date(2024, 1, 1),
) -> RowStanding:
    cells = {}
    for place, entry in entries.items():
        period, _, reporter = place.partition(" ")
        cells[reporter or None, Period.parse(period)] = entry
    quarterly = Rhythm(Frequency.QUARTER)
    known = [Reporter(one) for one in reporters]
    rules = [RuleVersion(across, time)]
    measured = Measured(quarterly, rules, known, cells, first_day, unit == "%", target.scale)
    indicator = IndicatorFacts(
        code,
        names,
        unit,
        decimals,
        direction,
        value_type,
        "quarter",
        across,
        time,
        entity,
        "talousjohtaja",
        "Hallinto",
        "kuntatilasto",
        "hallinto",
    )
    facts = RowFacts(indicator, measured, target, baseline or Baseline(), Band(), "clear")
    judged = judge(facts, AT, Audience.PUBLIC, series(measured, AT))
    return dataclasses.replace(judged, facts=dataclasses.replace(facts, measured=_without_entries(measured)))


def _without_entries(measured: Measured) -> Measured:
    return dataclasses.replace(measured, entries={})


def _numbers(*figures: str, year: int = 2024) -> dict[str, Entry]:
    """Quarters one after another from the first one of the year."""
    return {f"{year + place // 4}-Q{place % 4 + 1}": Entry(Decimal(figure)) for place, figure in enumerate(figures)}


SCALE = ("heikko", "tyydyttävä", "hyvä", "erinomainen")


def _rows() -> list[RowStanding]:
    return [
        row_of(
            "M1",
            Names("Asukkaiden määrä", "Antal invånare", "Number of residents"),
            Target(Kind.HOLD, Decimal(19400), words="19 400"),
            _numbers("19400", "19390", "19350", "19310", "19280", "19240"),
            baseline=Baseline(Decimal(19400), dt.date(2023, 12, 31), words="19 400"),
            direction=Direction.HOLD,
        ),
        row_of(
            "M2",
            Names("Työttömyysaste", "Arbetslöshetsgrad"),
            Target(
                Kind.AT_MOST, Decimal(10), due=dt.date(2025, 12, 31), words="enintään 10 % vuoden 2025 loppuun mennessä"
            ),
            _numbers("13.4", "13.2", "13", "12.8", "12.4", "12.1"),
            unit="%",
            decimals=1,
            direction=Direction.DOWN,
            baseline=Baseline(Decimal("13.5"), dt.date(2023, 12, 31), words="13,5 %"),
        ),
        row_of(
            "M3",
            Names("Vuoden ylijäämä", "Årets överskott", "Annual surplus"),
            Target(Kind.MORE_THAN, Decimal(2), repeats=Repeats.YEAR, words="ylijäämä yli 2 milj. €"),
            {**_numbers("0.5", "0.5", "0.6", "0.7", "0.8"), "2025-Q2": Entry(Decimal("0.7"), forecast=Decimal("2.6"))},
            unit="milj. €",
            decimals=1,
            time=AcrossTime.SUM,
            baseline=Baseline(Decimal("-18.9"), None, comparable=False, words="kertynyt alijäämä 18,9 milj. €"),
        ),
        *_of_schools(),
        *_without_a_number(),
    ]


def _of_schools() -> list[RowStanding]:
    return [
        row_of(
            "M4",
            Names("Tyytyväisten oppilaiden osuus", "Andel nöjda elever", "Share of satisfied pupils"),
            Target(Kind.AT_LEAST, Decimal(60), repeats=Repeats.PERIOD, words="vähintään 60 %"),
            {
                "2025-Q2 koulu-a": Entry(None, Decimal(3), Decimal(4)),
                "2025-Q2 koulu-b": Entry(None, Decimal(5), Decimal(8)),
            },
            unit="%",
            decimals=1,
            across=AcrossUnits.RATIO,
            reporters=("koulu-a", "koulu-b"),
        ),
        row_of(
            "M5",
            Names("Järjestelmä on käytössä"),
            Target(Kind.DONE, due=dt.date(2026, 6, 30), words="käytössä"),
            {"2025-Q2": Entry(False)},
            value_type="yes_no",
            direction=Direction.NONE,
        ),
        row_of(
            "M6",
            Names("Palvelutaso", "Servicenivå", "Level of service"),
            Target(
                Kind.LEVEL,
                level="hyvä",
                scale=SCALE,
                repeats=Repeats.PERIOD,
                words="vähintään hyvä",
                binding=Binding.INDICATIVE,
            ),
            {"2025-Q2": Entry("hyvä")},
            value_type="level",
            unit="heikko<tyydyttävä<hyvä<erinomainen",
        ),
    ]


def _without_a_number() -> list[RowStanding]:
    return [
        row_of(
            "M7",
            Names("Palvelutapahtumat"),
            Target(Kind.WATCHED),
            _numbers("1200", "1350.5", year=2025),
            direction=Direction.NONE,
        ),
        row_of("M8", Names("Kestävyysmittarit paranevat"), Target(Kind.UNDECIDED, words="paranee"), {}),
        row_of(
            "M9",
            Names("Sairauspoissaolot, konserni", "Sjukfrånvaro", "Sick leave"),
            Target(Kind.AT_MOST, Decimal(100), repeats=Repeats.YEAR, words="enintään 100 päivää"),
            {
                "2025-Q1 koulu-a": Entry(Decimal(10)),
                "2025-Q2 koulu-a": Entry(Decimal(12)),
                "2025-Q1 koulu-b": Entry(Decimal(9)),
            },
            across=AcrossUnits.SUM,
            time=AcrossTime.SUM,
            reporters=("koulu-a", "koulu-b"),
            direction=Direction.DOWN,
            unit="pv",
            entity="group",
        ),
    ]


def _branches() -> list[Branch]:
    return [
        Branch("talous", "benefit", Names("Talous paranee", "Ekonomin förbättras"), links=(Link("M2"), Link("M3"))),
        Branch(
            "palvelut", "benefit", Names("Palvelut paranevat"), links=(Link("M4"), Link("M5"), Link("M6"), Link("M7"))
        ),
        Branch(
            "viisas", "goal", Names("Viisas Kaupunki", "Den kloka staden", "Wise city"), links=(Link("M1"), Link("M3"))
        ),
        Branch("johtaminen", "theme", Names("Johtaminen"), "viisas", links=(Link("M8"),)),
        Branch("valittava", "goal", Names("Välittävä Kaupunki"), links=(Link("M4"), Link("M9"))),
        Branch("vihrea", "goal", Names("Vihreä Kaupunki")),
        Branch("P1", "project", Names("Muutosohjelma"), links=(Link("M5"),)),
    ]


def standing_made() -> Standing:
    rows = _rows()
    strategy = StrategyFacts(
        "malli-2024",
        Names("Mallin strategia 2024–2030", "Modells strategi 2024–2030", "Strategy of Malli 2024–2030"),
        Names("Hyvä arki", "En god vardag", "A good everyday life"),
        Names("Lapin paras kaupunki"),
        "strategy",
        "adopted",
        "malli",
        Names("Malli", "Modell", "Malli"),
        True,
        dt.date(2024, 1, 1),
        dt.date(2030, 12, 31),
    )
    nodes = stand_nodes(_branches(), rows, Audience.PUBLIC)
    return Standing(strategy, PERIOD, CUT_OFF, Audience.PUBLIC, nodes, tuple(rows))
