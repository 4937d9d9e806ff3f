"""The sentences of a Standing in Swedish and English: every rule, the row in one sentence, the target, the series."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from kemi_strategy.web.speaking import speaking
from measures.targets import Direction, Kind, Repeats, Target
from measures.verdicts import Rule
from reporting.sentences import goal_phrase, headline, reason_sentence, trend_sentence
from reporting.standing import Names, RowStanding
from reporting.wordings import WORDINGS
from tests.pages.judged import row
from tests.pages.test_sentences import AT_LEAST, CASES, DONE, SUM, YEARLY, plain

# One pair for each of the Finnish cases, in their order.
REASONS = [
    (
        "Det finns inget entydigt beslut om målet, så läget bedöms inte.",
        "There is no unambiguous decision on the target, so its status is not assessed.",
    ),
    (
        "Tolkningen av källan har ännu inte bekräftats, så läget bedöms inte offentligt.",
        "The reading of the source has not been confirmed yet, so its status is not assessed in public.",
    ),
    (
        "Målet (minst 100) strider mot indikatorns riktning: ett mindre tal är bättre.",
        "The target (at least 100) contradicts the indicator's direction: a smaller figure is better.",
    ),
    (
        "För ett tal som växer under året kan ett mål ställas bara för ett kalenderår, så läget bedöms inte.",
        "For a figure that adds up over the year a target can be set for a calendar year only, "
        "so its status is not assessed.",
    ),
    (
        "Målet räknas från utgångsläget, men det finns inget jämförbart utgångsläge.",
        "The target is counted from the baseline, but there is no comparable baseline.",
    ),
    (
        "Målet saknar ett värde som talet kunde jämföras med.",
        "The target has no value to compare the figure with.",
    ),
    (
        "Talet och målet är av olika slag och kan inte jämföras med varandra.",
        "The figure and the target are of different kinds and cannot be compared.",
    ),
    (
        "Indikatorn har inget mål. Talet följs upp.",
        "The indicator has no target. The figure is monitored.",
    ),
    (
        "Det finns ännu inget tal att bedöma. Följande period slutar 31.3.2023.",
        "There is no figure to assess yet. The next period ends on 31 March 2023.",
    ),
    (
        "Det finns ännu inget tal att bedöma. Inget mätår har beslutats.",
        "There is no figure to assess yet. No measuring year has been decided.",
    ),
    (
        "Talet för den avslutade perioden saknas.",
        "The figure for the ended period is missing.",
    ),
    (
        "För den avslutade perioden finns inget tal (har inte mätts).",
        "There is no figure for the ended period (not measured).",
    ),
    (
        "Det senaste talet 90 st (läget 6/2024) är för gammalt för att bedömas.",
        "The latest figure 90 pcs (as of Jun 2024) is too old to be assessed.",
    ),
    (
        "Talet för den indikator som det jämförs med (Poistot) saknas för samma tid.",
        "The figure of the indicator compared with (Poistot) is missing for the same time.",
    ),
    (
        "Talet är ofullständigt och bedöms inte: 1/2 enheter har gett alla sina tal.",
        "The figure is incomplete and not assessed: 1/2 units have given all their figures.",
    ),
    (
        "Talet är ofullständigt och bedöms inte: en del av tidens tal saknas.",
        "The figure is incomplete and not assessed: some figures of the time are missing.",
    ),
    (
        "Talet som avgör om målet nås saknas: det senaste är 90 st (läget 3/2025).",
        "The figure that decides on the target is missing: the latest is 90 pcs (as of Mar 2025).",
    ),
    (
        "101 st uppfyller målet: minst 100.",
        "101 pcs meets the target: at least 100.",
    ),
    (
        "Klart: målet har uppnåtts.",
        "Done: the target has been met.",
    ),
    (
        "101 uppfyller målet (minst 100), men talet gäller tiden efter slutdatumet 31.12.2024.",
        "101 meets the target (at least 100), but the figure is from after the due date 31 December 2024.",
    ),
    (
        "Årets övre gräns 100 har redan överskridits: summan är 121 st.",
        "The upper limit of the year, 100, has already been passed: the total is 121 pcs.",
    ),
    (
        "65,5 % uppfyller inte målet (minst 66,0 %), men skillnaden, 0,5 procentenheter, är högst 10 % av målet.",
        "65.5% does not meet the target (at least 66.0%), but the difference, 0.5 percentage points, "
        "is at most 10% of the target.",
    ),
    (
        "−1 mn € uppfyller inte målet (minst 0), men skillnaden, 1, är högst 2 mn €.",
        "−1 M€ does not meet the target (at least 0), but the difference, 1, is at most 2 M€.",
    ),
    (
        "50 uppfyller inte målet: minst 100. Slutdatumet var 30.6.2025.",
        "50 does not meet the target: at least 100. The due date was 30 June 2025.",
    ),
    (
        "Prognosen 101 uppfyller målet: minst 100.",
        "The forecast 101 meets the target: at least 100.",
    ),
    (
        "Prognosen 99 uppfyller inte målet: minst 100.",
        "The forecast 99 does not meet the target: at least 100.",
    ),
    (
        "Summan 51 st håller takten: jämn takt efter månad 6 är minst 50.",
        "The total 51 pcs keeps pace: an even pace after month 6 is at least 50.",
    ),
    (
        "Summan 60 håller inte takten: jämn takt efter månad 6 är högst 50.",
        "The total 60 does not keep pace: an even pace after month 6 is at most 50.",
    ),
    (
        "Hittills är 12 större än Poistot (10).",
        "So far 12 is greater than Poistot (10).",
    ),
    (
        "Hittills är 8 inte större än Poistot (10).",
        "So far 8 is not greater than Poistot (10).",
    ),
    (
        "80 ligger i fas: i jämn takt mot slutdatumet 31.12.2025 vore talet nu minst 75.",
        "80 is on schedule: at an even pace towards the due date 31 December 2025 the figure would now be at least 75.",
    ),
    (
        "95 st är bättre än utgångsläget 90, men målet (minst 100) uppfylls ännu inte.",
        "95 pcs is better than the baseline 90, but the target (at least 100) is not met yet.",
    ),
    (
        "90 st är inte bättre än utgångsläget 90, och målet (minst 100) uppfylls inte.",
        "90 pcs is not better than the baseline 90, and the target (at least 100) is not met.",
    ),
    (
        "90 ligger inte på den nivå som ska bibehållas: minst 100.",
        "90 is not at the level to be kept: at least 100.",
    ),
    (
        "Slutdatumet är först 31.12.2025, och framsteg kan ännu inte bedömas: saken är antingen klar eller inte.",
        "The due date is not until 31 December 2025, and progress cannot be assessed yet: it is either done or not.",
    ),
    (
        "Året pågår, och framsteg kan ännu inte bedömas: jämförbart utgångsläge saknas.",
        "The year is not over, and progress cannot be assessed yet: there is no comparable baseline.",
    ),
    (
        "90 uppfyller inte målet (minst 100), och ingen annan jämförelse visar framsteg.",
        "90 does not meet the target (at least 100), and no other comparison shows progress.",
    ),
    (
        "Ännu inte klart, och inget slutdatum har beslutats.",
        "Not done yet, and no due date has been decided.",
    ),
]


def test_there_is_a_pair_for_every_finnish_case() -> None:
    assert len(REASONS) == len(CASES)


@pytest.mark.parametrize(
    ("rule", "judged", "swedish", "english"),
    [(rule, judged, *pair) for (rule, judged, _), pair in zip(CASES, REASONS, strict=False)],
)
def test_the_reason_is_told_in_each_language(rule: Rule, judged: RowStanding, swedish: str, english: str) -> None:
    assert judged.score.reason.rule is rule
    assert plain(reason_sentence(judged, "sv")) == swedish
    assert plain(reason_sentence(judged, "en")) == english


@pytest.mark.parametrize(
    ("judged", "swedish", "english"),
    [
        (
            row(
                Target(Kind.AT_MOST, Decimal("13.0")),
                {"2025-Q2": "13.2"},
                baseline="13.5",
                name="Työttömyys-%",
                unit="%",
                decimals=1,
                direction=Direction.DOWN,
            ),
            "Arbetslöshets-% sjönk från 13,5 till 13,2; målet är högst 13,0.",
            "Unemployment rate fell from 13.5 to 13.2; the target is at most 13.0.",
        ),
        (
            row(Target(Kind.AT_LEAST, Decimal(66)), {"2025-Q2": "66"}, baseline="64", name="Työllisyysaste", unit="%"),
            "Sysselsättningsgrad steg från 64 % till 66 %; målet är minst 66 %.",
            "Employment rate rose from 64% to 66%; the target is at least 66%.",
        ),
        (
            row(Target(Kind.HOLD), {"2025-Q2": "19400"}, baseline="19400", unit="henkilöä"),
            "Antal invånare är kvar på utgångsläget 19 400 personer; målet är minst 19 400 personer.",
            "Number of residents stayed at the baseline 19 400 people; the target is at least 19 400 people.",
        ),
        (
            row(YEARLY, {"2025-Q1": "25", "2025-Q2": "25"}, name="Yöpymiset", unit="kpl", **SUM),
            "Övernattningar: 1–6/2025 sammanlagt 50 st; målet är minst 100 st årligen.",
            "Nights: 50 pcs in total (Jan–Jun 2025); the target is at least 100 pcs each year.",
        ),
        (
            row(Target(Kind.WATCHED), {"2025-Q2": "-14.5"}, baseline="-18.9", name="Ylijäämä", unit="milj. €"),
            "Överskott steg från −18,9 till −14,5 (mn €); det finns inget mål, talet följs upp.",
            "Surplus rose from −18.9 to −14.5 (M€); there is no target, the figure is monitored.",
        ),
        (
            row(DONE, {"2025-Q2": False}, name="Järjestelmä"),
            "Systemet: nej (läget 6/2025); målet är slutförande senast 31.12.2025.",
            "The system: no (as of Jun 2025); the target is completion by 31 December 2025.",
        ),
        (
            row(AT_LEAST, {"2024-Q1": "7"}),
            "Antal invånare: det senaste talet 7 är gammalt (läget 3/2024); målet är minst 100.",
            "Number of residents: the latest figure 7 is old (as of Mar 2024); the target is at least 100.",
        ),
        (
            row(AT_LEAST, {"2025-Q2": "95"}, name="Ajoissa aloitetut (osuus)"),
            "Påbörjade i tid (andel): talet är 95 (läget 6/2025); målet är minst 100.",
            "Begun in time (share): the figure stood at 95 (as of Jun 2025); the target is at least 100.",
        ),
    ],
)
def test_the_row_in_one_sentence(judged: RowStanding, swedish: str, english: str) -> None:
    named = {
        "Työttömyys-%": ("Arbetslöshets-%", "Unemployment rate"),
        "Työllisyysaste": ("Sysselsättningsgrad", "Employment rate"),
        "Asukkaiden määrä": ("Antal invånare", "Number of residents"),
        "Yöpymiset": ("Övernattningar", "Nights"),
        "Ylijäämä": ("Överskott", "Surplus"),
        "Järjestelmä": ("Systemet", "The system"),
        "Ajoissa aloitetut (osuus)": ("Påbörjade i tid (andel)", "Begun in time (share)"),
    }
    names = judged.facts.indicator.names
    told = replaced(judged, Names(names.fi, *named[names.fi]))
    assert plain(headline(told, "sv")) == swedish
    assert plain(headline(told, "en")) == english


def replaced(judged: RowStanding, names: Names) -> RowStanding:
    """The row with its name in three languages."""
    indicator = replace(judged.facts.indicator, names=names)
    return replace(judged, facts=replace(judged.facts, indicator=indicator))


def test_without_the_language_the_name_is_the_finnish_one() -> None:
    assert headline(row(AT_LEAST, {"2025-Q2": "95"}), "sv") == (
        "Asukkaiden määrä är 95 (läget 6/2025); målet är minst 100."
    )


@pytest.mark.parametrize(
    ("target", "baseline", "swedish", "english"),
    [
        (Target(Kind.MORE_THAN, Decimal(2), repeats=Repeats.PERIOD), None, "över 2 st varje period",
            "more than 2 pcs each period"),
        (Target(Kind.CHANGE_BY, Decimal(10)), "200", "minst 220 st (+10 % från utgångsläget)",
            "at least 220 pcs (+10% from the baseline)"),
        (Target(Kind.CHANGE_BY, Decimal(10)), None, "en förändring på +10 % från utgångsläget",
            "a change of +10% from the baseline"),
        (Target(Kind.HOLD), None, "att utgångsläget bibehålls", "to keep the baseline"),
        (Target(Kind.WATCHED), None, "", ""),
    ],
)  # fmt: skip
def test_the_target_in_short_words(target: Target, baseline: str | None, swedish: str, english: str) -> None:
    judged = row(target, baseline=baseline, unit="kpl")
    assert (plain(goal_phrase(judged, "sv")), plain(goal_phrase(judged, "en"))) == (swedish, english)


def test_the_series_in_one_sentence() -> None:
    judged = row(AT_LEAST, {"2024-Q4": "9", "2025-Q1": "5", "2025-Q2": "7"})
    assert trend_sentence(judged, "sv") == "9 (10–12/2024) → 7 (4–6/2025); minst 5, störst 9."
    assert trend_sentence(judged, "en") == "9 (Oct–Dec 2024) → 7 (Apr–Jun 2025); lowest 5, highest 9."


def test_without_a_language_it_is_the_one_now_written() -> None:
    judged = row(AT_LEAST, {"2025-Q2": "101"})
    with speaking("sv"):
        assert reason_sentence(judged) == "101 uppfyller målet: minst 100."
    assert reason_sentence(judged) == "101 täyttää tavoitteen: vähintään 100."


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "table",
    ["reasons", "goals", "open_goals", "directions", "comparisons", "done", "why", "words"],
)
def test_every_template_exists_with_the_same_places(language: str, table: str) -> None:
    finnish, other = getattr(WORDINGS["fi"], table), getattr(WORDINGS[language], table)
    assert other.keys() == finnish.keys()
    for key, template in finnish.items():
        assert places(other[key]) == places(template), key


def places(template: str) -> set[str]:
    """What a template leaves to be filled in."""
    return set(re.findall("{([a-z_]+)}", template))
