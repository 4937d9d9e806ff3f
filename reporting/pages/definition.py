"""How an indicator is defined and what it hangs on, as lines of a definition sheet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import content, spoken
from measures.labels import BINDINGS, DIRECTIONS, FREQUENCY_NAMES, READINGS, TIME_TOLD, UNITS_TOLD
from measures.models.codes import Entity, Reading
from measures.periods import Frequency
from measures.targets import Kind
from reporting.pages.places import Places
from reporting.pages.rows import target_words, unit_words
from reporting.renderers.report_words import body_in
from reporting.sentences import value_text
from reporting.standing import RowStanding, Standing
from scorecard.labels import NODE_KINDS
from scorecard.models import Decision

_RAW_CELLS = re.compile(r": [A-ZÅÄÖ]{2,} ”.*$", re.DOTALL)
"""«, rivi 5: NYT ”666 13,5 64 34”, TAVOITE …»: cells of the source under their heads."""
KINDS: dict[str, str] = Words(
    {"project": later("projekti"), "action": later("toimenpide")}
    | {kind.value: word for kind, word in dict.items(NODE_KINDS)}
)


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
    address: str = ""


def definition(row: RowStanding, decided: Sequence[Fact] = (), *, public: bool = False) -> tuple[Fact, ...]:
    """The definition sheet; lines without content are left out. ``decided``: by which decisions the target stands."""
    before, after = [*_measured(row), *_aimed(row)], [*_qualities(row), *_answered(row, public=public)]
    return (*_facts(before), *decided, *_facts(after))


def _facts(lines: Iterable[tuple[str, str]]) -> Iterable[Fact]:
    return (Fact(label, text) for label, text in lines if text)


def decided_by(own: Decision | None, strategys: Iterable[Decision]) -> tuple[Fact, ...]:
    """The decision of the target itself; without one the decisions on the whole strategy."""
    if own is not None:
        return (Fact(_("Tavoitteen päätös"), decision_words(own)),)
    words = "; ".join(decision_words(one) for one in strategys)
    return (Fact(_("Strategian päätökset"), words),) if words else ()


def decision_words(decision: Decision) -> str:
    """Who decided, when, and in which section: «Kaupunginvaltuusto 4.12.2023 § 110»."""
    section = f" § {decision.section}" if decision.section else ""
    return f"{body_in(decision.body, spoken()) or decision.body} {write_day(decision.date)}{section}"


def _measured(row: RowStanding) -> list[tuple[str, str]]:
    indicator, rhythm = row.facts.indicator, row.facts.measured.rhythm
    often = FREQUENCY_NAMES[Frequency(indicator.frequency)]
    if rhythm.measuring_year is not None:
        often = _("%(often)s, mittausvuosi %(year)s") % {"often": often, "year": rhythm.measuring_year}
    return [
        (_("Mittayksikkö"), unit_words(indicator.unit)),
        (_("Mitataan"), often),
        (_("Seuraava luku"), next_words(row)),
        (_("Suunta"), DIRECTIONS[indicator.direction] if indicator.direction != "none" else _("ei ilmoitettu")),
        (_("Yksiköiden luvuista"), UNITS_TOLD[indicator.across_units]),
        (_("Vuoden aikana"), TIME_TOLD[indicator.across_time]),
        (_("Koskee"), _("koko konsernia") if indicator.entity == Entity.GROUP else _("kuntaa")),
    ]


def next_words(row: RowStanding) -> str:
    """When the next figure is due, in words."""
    day = row.figure.next_due
    return (
        _("kausi päättyy %(day)s") % {"day": write_day(day)} if day is not None else _("mittausvuotta ei ole päätetty")
    )


def _qualities(row: RowStanding) -> list[tuple[str, str]]:
    """What to bear in mind of the figures: parts lacking, rules changed, gaps in the series."""
    figure, rolled = row.figure, row.figure.rolled
    changed = sorted(rule.valid_from for rule in row.facts.measured.rules if rule.valid_from is not None)
    gaps = sum(one.value is None for _period, one in row.series)
    notes = []
    if rolled is not None and rolled.expected > 1 and rolled.lacking:
        notes.append(_("Luvussa on mukana %(coverage)s yksikköä.") % {"coverage": rolled.coverage})
    if figure.old is not None:
        notes.append(_("Viimeisin luku on vanha, eikä sitä käytetä arviossa."))
    if gaps:
        notes.append(
            _("Yhdeltä kaudelta ei ole lukua.") if gaps == 1 else _("%(gaps)s kaudelta ei ole lukua.") % {"gaps": gaps}
        )
    if changed:
        notes.append(_("Laskutapa on muuttunut: %(days)s alkaen.") % {"days": ", ".join(map(write_day, changed))})
    return [(_("Luvun laadusta"), " ".join(notes))]


def _aimed(row: RowStanding) -> list[tuple[str, str]]:
    target, baseline = row.facts.target, row.facts.baseline
    decided = target.kind not in {Kind.WATCHED, Kind.UNDECIDED}
    start = value_text(baseline.value, row, unit=True) if baseline.value is not None else ""
    if baseline.date is not None and start:
        start += f" ({write_day(baseline.date)})"
    return [
        (_("Lähtötaso"), start),
        (_("Lähtötaso lähteen sanoin"), content(f"”{baseline.words}”" if baseline.words else "")),
        (_("Vertailtavuus"), "" if baseline.comparable else _("lähtötaso ei ole vertailukelpoinen tavoitteen kanssa")),
        (_("Tavoite"), target_words(row) if decided else ""),
        (_("Tavoite päätöksen sanoin"), content(f"”{target.words}”" if target.words else "")),
        (_("Sitovuus"), BINDINGS[target.binding] if decided else ""),
        (_("Tulkinta"), READINGS[Reading(row.facts.reading)]),
    ]


def _answered(row: RowStanding, *, public: bool) -> list[tuple[str, str]]:
    """Whose the indicator is. The raw cells of a table are for those who compare it with the source."""
    indicator = row.facts.indicator
    source = _RAW_CELLS.sub("", indicator.source) if public else indicator.source
    return [
        (_("Vastuuyksikkö"), indicator.responsible_unit),
        (_("Vastuuhenkilön rooli"), indicator.responsible_role),
        (_("Lähde"), content(source)),
        (_("Mittarin koodi"), indicator.code),
    ]


def hangings(standing: Standing, code: str, places: Places) -> tuple[Hanging, ...]:
    """What the row hangs on directly; the audience of public pages does not see proposed links."""
    found = []
    for node in standing.nodes:
        if code not in node.rows:
            continue
        links = [link for link in node.branch.links if link.row == code]
        if links:
            branch = node.branch
            proposed = all(link.proposed for link in links)
            address = places.thing(branch.kind, branch.code)
            found.append(Hanging(KINDS[branch.kind], branch.names.told, proposed, address))
    return tuple(found)
