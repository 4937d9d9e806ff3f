"""What the sentences say, rule by rule, and how figures are written in them."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.figures import Entry, Measured, Reporter, RuleVersion
from measures.periods import Frequency, Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Baseline, Binding, Direction, Kind, Repeats, Target
from measures.verdicts import Band, Rule, Verdict
from reporting.pages.places import Places
from reporting.pages.rows import row_view
from reporting.sentences import goal_phrase, headline, reason_sentence, trend_sentence
from reporting.spans import figure_note, figure_span
from reporting.standing import Audience, Names, RowStanding
from tests.pages.judged import row

YEAR_END = dt.date(2025, 12, 31)
AT_LEAST = Target(Kind.AT_LEAST, Decimal(100))
YEARLY = Target(Kind.AT_LEAST, Decimal(100), repeats=Repeats.YEAR)
DONE = Target(Kind.DONE, due=YEAR_END)
SUM = {"time": AcrossTime.SUM}
OTHER = Measured(
    Rhythm(Frequency.QUARTER),
    [RuleVersion(AcrossUnits.MUNICIPALITY, AcrossTime.SUM)],
    [Reporter(None)],
    {(None, Period.parse(f"2025-Q{part}")): Entry(Decimal(5)) for part in (1, 2)},
    dt.date(2023, 1, 1),
)
COMPARED = {"other": OTHER, "other_names": Names("Poistot")}
COMPARE = Target(Kind.COMPARE, op=">", other="P1", repeats=Repeats.YEAR)
HALVES = {"units": ("a", "b"), "across": AcrossUnits.SUM}

CASES: list[tuple[Rule, RowStanding, str]] = [
    (
        Rule.UNDECIDED,
        row(Target(Kind.UNDECIDED)),
        "Tavoitteesta ei ole yksiselitteistä päätöstä, joten tilaa ei arvioida.",
    ),
    (
        Rule.UNCONFIRMED,
        row(AT_LEAST, {"2025-Q2": "101"}, audience=Audience.PUBLIC, reading="proposed"),
        "Lähteen tulkintaa ei ole vielä vahvistettu, joten tilaa ei arvioida julkisesti.",
    ),
    (
        Rule.AGAINST_DIRECTION,
        row(AT_LEAST, {"2025-Q2": "101"}, direction=Direction.DOWN),
        "Tavoite (vähintään 100) on ristiriidassa mittarin suunnan kanssa: pienempi luku on parempi.",
    ),
    (
        Rule.BAD_CALENDAR,
        row(Target(Kind.AT_LEAST, Decimal(100), due=dt.date(2025, 9, 30)), {"2025-Q2": "101"}, **SUM),
        "Vuoden mittaan kertyvälle luvulle voi asettaa tavoitteen vain kalenterivuodeksi, joten tilaa ei arvioida.",
    ),
    (
        Rule.NEEDS_BASELINE,
        row(Target(Kind.MOVES_UP), {"2025-Q2": "101"}),
        "Tavoite lasketaan lähtötasosta, mutta vertailukelpoista lähtötasoa ei ole.",
    ),
    (
        Rule.NEEDS_GOAL,
        row(Target(Kind.AT_LEAST), {"2025-Q2": "101"}),
        "Tavoitteelta puuttuu arvo, johon lukua voisi verrata.",
    ),
    (
        Rule.WRONG_TYPE,
        row(AT_LEAST, {"2025-Q2": True}),
        "Luku ja tavoite ovat eri lajia, joten niitä ei voi verrata toisiinsa.",
    ),
    (Rule.WATCHED, row(Target(Kind.WATCHED), {"2025-Q2": "1"}), "Mittarilla ei ole tavoitetta. Lukua seurataan."),
    (
        Rule.NO_VALUE_DUE,
        row(AT_LEAST, at="2023-02-01"),
        "Arvioitavaa lukua ei vielä ole. Seuraava kausi päättyy 31.3.2023.",
    ),
    (
        Rule.NO_VALUE_DUE,
        row(AT_LEAST, frequency=Frequency.TWO_YEARS),
        "Arvioitavaa lukua ei vielä ole. Mittausvuotta ei ole päätetty.",
    ),
    (Rule.NO_VALUE, row(AT_LEAST), "Päättyneeltä kaudelta puuttuu luku."),
    (
        Rule.NO_VALUE,
        row(AT_LEAST, {"2025-Q2": Entry(why_empty="not_measured")}),
        "Päättyneeltä kaudelta ei ole lukua (ei mitattu).",
    ),
    (
        Rule.NO_VALUE,
        row(AT_LEAST, {"2024-Q2": "90"}, unit="kpl"),
        "Viimeisin luku 90 kpl (tilanne 6/2024) on liian vanha arvioitavaksi.",
    ),
    (
        Rule.OTHER_LACKING,
        row(COMPARE, {"2025-Q1": "6"}, other_names=Names("Poistot"), **SUM),
        "Verrattavan mittarin (Poistot) luku puuttuu samalta ajalta.",
    ),
    (
        Rule.PARTS_LACKING,
        row(AT_LEAST, {"2025-Q2 a": "60"}, **HALVES),
        "Luku on vajaa, joten sitä ei arvioida: 1/2 yksiköstä on antanut kaikki lukunsa.",
    ),
    (
        Rule.PARTS_LACKING,
        row(YEARLY, {"2025-Q2": "60"}, **SUM),
        "Luku on vajaa, joten sitä ei arvioida: osa sen ajan luvuista puuttuu.",
    ),
    (
        Rule.STALE,
        row(Target(Kind.AT_LEAST, Decimal(100), due=dt.date(2025, 6, 30)), {"2025-Q1": "90"}, unit="kpl"),
        "Tavoitteen ratkaisevaa lukua ei ole: viimeisin on 90 kpl (tilanne 3/2025).",
    ),
    (Rule.HOLDS, row(AT_LEAST, {"2025-Q2": "101"}, unit="kpl"), "101 kpl täyttää tavoitteen: vähintään 100."),
    (Rule.HOLDS, row(DONE, {"2025-Q2": True}), "Valmis: tavoite on saavutettu."),
    (
        Rule.HOLDS_LATE,
        row(Target(Kind.AT_LEAST, Decimal(100), due=dt.date(2024, 12, 31)), {"2025-Q2": "101"}),
        "101 täyttää tavoitteen (vähintään 100), mutta luku on määräpäivän 31.12.2024 jälkeiseltä ajalta.",
    ),
    (
        Rule.LIMIT_PASSED,
        row(
            Target(Kind.AT_MOST, Decimal(100), repeats=Repeats.YEAR),
            {"2025-Q1": "60", "2025-Q2": "61"},
            direction=Direction.DOWN,
            unit="kpl",
            **SUM,
        ),
        "Vuoden yläraja 100 on jo ylitetty: kertymä on 121 kpl.",
    ),
    (
        Rule.WITHIN_BAND,
        row(Target(Kind.AT_LEAST, Decimal(66), due=dt.date(2025, 6, 30)), {"2025-Q2": "65.5"}, unit="%", decimals=0),
        "65,5 % ei täytä tavoitetta (vähintään 66,0 %), mutta ero, 0,5 prosenttiyksikköä, "
        "on enintään 10 % tavoitteesta.",
    ),
    (
        Rule.WITHIN_BAND,
        row(
            Target(Kind.AT_LEAST, Decimal(0), due=dt.date(2025, 6, 30)),
            {"2025-Q2": "-1"},
            unit="milj. €",
            band=Band(absolute=Decimal(2)),
        ),
        "−1 milj. € ei täytä tavoitetta (vähintään 0), mutta ero, 1, on enintään 2 milj. €.",
    ),
    (
        Rule.NOT_REACHED,
        row(Target(Kind.AT_LEAST, Decimal(100), due=dt.date(2025, 6, 30)), {"2025-Q2": "50"}),
        "50 ei täytä tavoitetta: vähintään 100. Määräpäivä oli 30.6.2025.",
    ),
    (
        Rule.FORECAST,
        row(AT_LEAST, {"2025-Q2": Entry(Decimal(90), forecast=Decimal(101))}),
        "Ennuste 101 täyttää tavoitteen: vähintään 100.",
    ),
    (
        Rule.FORECAST,
        row(AT_LEAST, {"2025-Q2": Entry(Decimal(90), forecast=Decimal(99))}),
        "Ennuste 99 ei täytä tavoitetta: vähintään 100.",
    ),
    (
        Rule.PACE,
        row(YEARLY, {"2025-Q1": "25", "2025-Q2": "26"}, unit="kpl", **SUM),
        "Kertymä 51 kpl pysyy tahdissa: tasainen tahti 6 kuukauden kohdalla on vähintään 50.",
    ),
    (
        Rule.PACE,
        row(
            Target(Kind.BETWEEN, Decimal(80), Decimal(100), repeats=Repeats.YEAR),
            {"2025-Q1": "30", "2025-Q2": "30"},
            **SUM,
        ),
        "Kertymä 60 ei pysy tahdissa: tasainen tahti 6 kuukauden kohdalla on enintään 50.",
    ),
    (
        Rule.SO_FAR,
        row(COMPARE, {"2025-Q1": "6", "2025-Q2": "6"}, **SUM, **COMPARED),
        "Toistaiseksi 12 on suurempi kuin Poistot (10).",
    ),
    (
        Rule.SO_FAR,
        row(COMPARE, {"2025-Q1": "4", "2025-Q2": "4"}, **SUM, **COMPARED),
        "Toistaiseksi 8 ei ole suurempi kuin Poistot (10).",
    ),
    (
        Rule.LINE,
        row(
            Target(Kind.AT_LEAST, Decimal(100), due=YEAR_END),
            {"2025-Q2": "80"},
            baseline="50",
            starts=dt.date(2024, 12, 31),
        ),
        "80 on aikataulussa: tasaisella tahdilla kohti määräpäivää 31.12.2025 luku olisi nyt vähintään 75.",
    ),
    (
        Rule.BASELINE,
        row(AT_LEAST, {"2025-Q2": "95"}, baseline="90", unit="kpl"),
        "95 kpl on parempi kuin lähtötaso 90, mutta tavoite (vähintään 100) ei vielä täyty.",
    ),
    (
        Rule.BASELINE,
        row(AT_LEAST, {"2025-Q2": "90"}, baseline="90", unit="kpl"),
        "90 kpl ei ole lähtötasoa 90 parempi, eikä tavoite (vähintään 100) täyty.",
    ),
    (
        Rule.BASELINE,
        row(Target(Kind.HOLD, Decimal(100)), {"2025-Q2": "90"}, baseline="100"),
        "90 ei ole tasolla, joka on tarkoitus säilyttää: vähintään 100.",
    ),
    (
        Rule.NOTHING_TO_JUDGE_BY,
        row(DONE, {"2025-Q2": False}),
        "Määräpäivä on vasta 31.12.2025, eikä etenemistä voi vielä arvioida: asia joko on valmis tai ei ole.",
    ),
    (
        Rule.NOTHING_TO_JUDGE_BY,
        row(Target(Kind.AT_LEAST, Decimal(100), repeats=Repeats.YEAR), {"2025-Q2": "90"}),
        "Vuosi on kesken, eikä etenemistä voi vielä arvioida: vertailukelpoinen lähtötaso puuttuu.",
    ),
    (
        Rule.OTHERWISE,
        row(AT_LEAST, {"2025-Q2": "90"}),
        "90 ei täytä tavoitetta (vähintään 100), eikä mikään muu vertailukohta osoita edistymistä.",
    ),
    (
        Rule.OTHERWISE,
        row(Target(Kind.DONE), {"2025-Q2": False}),
        "Ei ole vielä valmis, eikä määräpäivää ole päätetty.",
    ),
]


def plain(text: str) -> str:
    """The sentence with ordinary spaces."""
    return text.replace("\xa0", " ")


def test_every_rule_has_its_sentence() -> None:
    assert {rule for rule, *_ in CASES} == set(Rule)


@pytest.mark.parametrize(("rule", "judged", "sentence"), CASES, ids=[rule.value for rule, *_ in CASES])
def test_the_reason_is_told(rule: Rule, judged: RowStanding, sentence: str) -> None:
    assert judged.score.reason.rule is rule
    assert plain(reason_sentence(judged)) == sentence


@pytest.mark.parametrize(
    ("language", "sentence", "note"),
    [
        ("fi", "Käynnit: 1–9/2026 yhteensä 3 141, osa luvuista puuttuu; tavoitetta ei ole, lukua seurataan.", "vajaa"),
        ("sv", "Käynnit: 1–9/2026 sammanlagt 3 141, en del av siffrorna saknas; ", "ofullständig"),
        ("en", "Käynnit: 3 141 in total (Jan–Sep 2026), some of the figures are missing; ", "incomplete"),
    ],
)
def test_a_sum_short_of_a_quarter_is_said_to_be_so_also_where_nothing_is_judged(
    language: str, sentence: str, note: str
) -> None:
    entries = {"2026-Q1": "1497", "2026-Q2": "1644"}
    short = row(Target(Kind.WATCHED), entries, at="2026-09-30", name="Käynnit", **SUM)
    assert short.verdict is Verdict.WATCHED
    assert plain(headline(short, language)).startswith(sentence)
    assert figure_note(short.figure, language).endswith(note)
    whole = row(Target(Kind.WATCHED), entries, at="2026-06-30", name="Käynnit", **SUM)
    assert figure_note(whole.figure, language) == figure_span(whole.figure, language)


def test_a_figure_judged_on_a_part_of_its_units_says_so() -> None:
    judged = row(AT_LEAST, {"2025-Q2 a": "101"}, units=("a", "b"), across=AcrossUnits.MEAN)
    assert reason_sentence(judged) == "101 täyttää tavoitteen: vähintään 100. Mukana on 1/2 yksikköä."


@pytest.mark.parametrize(
    ("judged", "sentence"),
    [
        (
            row(
                Target(Kind.AT_MOST, Decimal("13.0")), {"2025-Q2": "13.2"}, baseline="13.5", name="Työttömyys-%",
                unit="%", decimals=1, direction=Direction.DOWN,
            ),
            "Työttömyys-% laski 13,5:stä 13,2:een; tavoite on enintään 13,0.",
        ),
        (
            row(Target(Kind.AT_LEAST, Decimal(66)), {"2025-Q2": "66"}, baseline="64", name="Työllisyysaste", unit="%"),
            "Työllisyysaste nousi 64 %:sta 66 %:iin; tavoite on vähintään 66 %.",
        ),
        (
            row(Target(Kind.HOLD), {"2025-Q2": "19400"}, baseline="19400", unit="henkilöä"),
            "Asukkaiden määrä pysyi lähtötasossa 19 400 henkilöä; tavoite on vähintään 19 400 henkilöä.",
        ),
        (
            row(AT_LEAST, {"2025-Q2": "90"}, name="Oppimistulokset", baseline="80"),
            "Oppimistulokset: luku nousi 80:stä 90:een; tavoite on vähintään 100.",
        ),
        (
            row(YEARLY, {"2025-Q1": "25", "2025-Q2": "25"}, name="Yöpymiset", unit="kpl", **SUM),
            "Yöpymiset: 1–6/2025 yhteensä 50 kpl; tavoite on vähintään 100 kpl vuosittain.",
        ),
        (
            row(Target(Kind.WATCHED), {"2025-Q2": "-14.5"}, baseline="-18.9", name="Ylijäämä", unit="milj. €"),
            "Ylijäämä nousi −18,9:stä −14,5:een (milj. €); tavoitetta ei ole, lukua seurataan.",
        ),
        (row(DONE, {"2025-Q2": False}, name="Järjestelmä"),
            "Järjestelmä: ei (tilanne 6/2025); sen pitää olla valmis 31.12.2025 mennessä."),
        (row(AT_LEAST, {"2024-Q1": "7"}), "Asukkaiden määrä: viimeisin luku 7 on vanha (tilanne 3/2024); "
            "tavoite on vähintään 100."),
        (
            row(Target(Kind.LEVEL, level="hyvä", scale=("heikko", "hyvä")), {"2025-Q2": "heikko"}, name="Taso"),
            "Taso: heikko (tilanne 6/2025); tavoite on vähintään hyvä.",
        ),
        (
            row(Target(Kind.MOVES_DOWN), {"2025-Q2": "9"}, direction=Direction.DOWN),
            "Asukkaiden määrä on 9 (tilanne 6/2025); tavoite on pienempi kuin lähtötaso.",
        ),
    ],
)  # fmt: skip
def test_the_row_in_one_sentence(judged: RowStanding, sentence: str) -> None:
    assert plain(headline(judged)) == sentence


@pytest.mark.parametrize(
    ("target", "baseline", "phrase"),
    [
        (Target(Kind.MORE_THAN, Decimal(2), repeats=Repeats.PERIOD), None, "yli 2 kpl joka kausi"),
        (Target(Kind.BETWEEN, Decimal(70), Decimal(100)), None, "70–100 kpl"),
        (Target(Kind.CHANGE_BY, Decimal(10)), "200", "vähintään 220 kpl (+10 % lähtötasosta)"),
        (Target(Kind.CHANGE_BY, Decimal(10)), None, "muutos +10 % lähtötasosta"),
        (Target(Kind.MOVES_UP), "200", "suurempi kuin lähtötaso 200 kpl"),
        (Target(Kind.HOLD), None, "lähtötaso säilyy"),
        (Target(Kind.LESS_THAN, Decimal(10), due=YEAR_END, binding=Binding.PROPOSED), None,
            "alle 10 kpl 31.12.2025 mennessä"),
        (Target(Kind.WATCHED), None, ""),
    ],
)  # fmt: skip
def test_the_target_in_short_words(target: Target, baseline: str | None, phrase: str) -> None:
    assert plain(goal_phrase(row(target, baseline=baseline, unit="kpl"))) == phrase


def test_unlike_numbers_never_look_alike() -> None:
    judged = row(Target(Kind.AT_LEAST, Decimal(4)), {"2025-Q2": "3.96"}, baseline="3.958", decimals=1)
    assert "3,960 on parempi kuin lähtötaso 3,958, mutta tavoite (vähintään 4,000)" in reason_sentence(judged)


def test_a_decided_number_keeps_its_decimals() -> None:
    judged = row(Target(Kind.AT_MOST, Decimal("1.85")), {"2025-Q2": "2"}, decimals=0, direction=Direction.DOWN)
    assert "enintään 1,85" in headline(judged)


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ({}, "Lukuja ei ole vielä."),
        ({"2025-Q1": "7"}, "Yksi luku: 7 (1–3/2025)."),
        ({"2024-Q4": "9", "2025-Q1": "5", "2025-Q2": "7"}, "9 (10–12/2024) → 7 (4–6/2025); pienin 5, suurin 9."),
        ({"2025-Q1": False, "2025-Q2": True}, "ei (1–3/2025) → kyllä (4–6/2025)."),
    ],
)
def test_the_series_in_one_sentence(entries: dict[str, object], sentence: str) -> None:
    assert trend_sentence(row(AT_LEAST, entries)) == sentence


def test_a_baseline_of_another_quantity_is_not_compared_with() -> None:
    told = headline(row(AT_LEAST, {"2025-Q2": "95"}))
    assert told == "Asukkaiden määrä on 95 (tilanne 6/2025); tavoite on vähintään 100."
    assert Baseline(Decimal(1), comparable=False).number is None


def test_of_a_yearly_sum_not_yet_there_the_latest_is_told() -> None:
    """In June there is no sum of 2025 yet, and the chart beside it shows those of the years before."""
    yearly = {"frequency": Frequency.YEAR, "time": AcrossTime.SUM, "decimals": 1}
    surplus = row(YEARLY, {"2023": "1.5", "2024": "2.2"}, **yearly)
    assert headline(surplus).startswith("Asukkaiden määrä: kuluvan vuoden lukua ei ole vielä, viimeisin 2,2 (2024); ")
    assert headline(surplus, "en").startswith(
        "Asukkaiden määrä: no figure for the year yet, the latest is 2.2 (2024); "
    )
    assert row_view(surplus, Places("kemi", Audience.INTERNAL)).value_notes == ("viimeisin 2,2 (2024)",)


def test_without_any_year_there_is_no_figure() -> None:
    assert headline(row(YEARLY, frequency=Frequency.YEAR, time=AcrossTime.SUM)).startswith(
        "Asukkaiden määrä: lukua ei ole; "
    )
