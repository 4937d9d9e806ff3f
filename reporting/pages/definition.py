"""How an indicator is defined and what it hangs on, as lines of a definition sheet."""

from dataclasses import dataclass

from kemi_strategy.web.dates import write_day
from measures.labels import BINDINGS, DIRECTIONS, FREQUENCY_NAMES, READINGS
from measures.models.codes import Entity, Reading
from measures.periods import Frequency
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Kind
from reporting.pages.rows import target_words, unit_words
from reporting.sentences import value_text
from reporting.standing import RowStanding, Standing
from scorecard.labels import NODE_KINDS

_ACROSS_UNITS = {
    AcrossUnits.SUM: "yksiköiden luvut lasketaan yhteen",
    AcrossUnits.RATIO: "yksiköiden osoittajien summa jaetaan nimittäjien summalla",
    AcrossUnits.WEIGHTED: "yksiköiden painotettu keskiarvo",
    AcrossUnits.MEAN: "yksiköiden keskiarvo",
    AcrossUnits.SMALLEST: "yksiköiden pienin luku",
    AcrossUnits.LARGEST: "yksiköiden suurin luku",
    AcrossUnits.SHARE_DONE: "osuus yksiköistä, joissa asia on valmis",
    AcrossUnits.MUNICIPALITY: "yksi luku koko kunnasta",
    AcrossUnits.NONE: "yksiköiden lukuja ei yhdistetä",
}
_ACROSS_TIME = {
    AcrossTime.LAST: "viimeisin luku on voimassa",
    AcrossTime.SUM: "vuoden luvut lasketaan yhteen tammikuusta alkaen",
    AcrossTime.MEAN: "vuoden lukujen keskiarvo",
}
_KINDS = {"project": "projekti", "action": "toimenpide"} | {kind.value: word for kind, word in NODE_KINDS.items()}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the definition sheet."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Hanging:
    """A benefit, goal, project or action that the row hangs on."""

    kind: str
    name: str
    proposed: bool


def definition(row: RowStanding) -> tuple[Fact, ...]:
    """The definition sheet; lines without content are left out."""
    facts = (*_measured(row), *_aimed(row), *_answered(row))
    return tuple(Fact(label, text) for label, text in facts if text)


def _measured(row: RowStanding) -> list[tuple[str, str]]:
    indicator, rhythm = row.facts.indicator, row.facts.measured.rhythm
    often = FREQUENCY_NAMES[Frequency(indicator.frequency)]
    if rhythm.measuring_year is not None:
        often += f", mittausvuosi {rhythm.measuring_year}"
    return [
        ("Mittayksikkö", unit_words(indicator.unit)),
        ("Mitataan", often),
        ("Suunta", DIRECTIONS[indicator.direction] if indicator.direction != "none" else "ei ilmoitettu"),
        ("Yksiköistä", _ACROSS_UNITS[indicator.across_units]),
        ("Ajassa", _ACROSS_TIME[indicator.across_time]),
        ("Koskee", "koko konsernia" if indicator.entity == Entity.GROUP else "kuntaa"),
    ]


def _aimed(row: RowStanding) -> list[tuple[str, str]]:
    target, baseline = row.facts.target, row.facts.baseline
    decided = target.kind not in {Kind.WATCHED, Kind.UNDECIDED}
    start = value_text(baseline.value, row, unit=True) if baseline.value is not None else ""
    if baseline.date is not None and start:
        start += f" ({write_day(baseline.date)})"
    return [
        ("Lähtötaso", start),
        ("Lähtötaso lähteen sanoin", f"”{baseline.words}”" if baseline.words else ""),
        ("Vertailtavuus", "" if baseline.comparable else "lähtötaso ei ole vertailukelpoinen tavoitteen kanssa"),
        ("Tavoite", target_words(row) if decided else ""),
        ("Tavoite päätöksen sanoin", f"”{target.words}”" if target.words else ""),
        ("Sitovuus", BINDINGS[target.binding] if decided else ""),
        ("Tulkinta", READINGS[Reading(row.facts.reading)]),
    ]


def _answered(row: RowStanding) -> list[tuple[str, str]]:
    indicator = row.facts.indicator
    return [
        ("Vastuuyksikkö", indicator.responsible_unit),
        ("Vastuuhenkilön rooli", indicator.responsible_role),
        ("Lähde", indicator.source),
        ("Mittarin koodi", indicator.code),
    ]


def hangings(standing: Standing, code: str) -> tuple[Hanging, ...]:
    """What the row hangs on directly; the audience of public pages does not see proposed links."""
    found = []
    for node in standing.nodes:
        if code not in node.rows:
            continue
        links = [link for link in node.branch.links if link.row == code]
        if links:
            branch = node.branch
            found.append(Hanging(_KINDS[branch.kind], branch.names.fi, all(link.proposed for link in links)))
    return tuple(found)
