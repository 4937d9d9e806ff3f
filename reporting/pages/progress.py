"""The public progress page's plain values: what the municipality wants, and how it stands, for anybody."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import content, named
from reporting.pages.cards import NodeCard, cards
from reporting.pages.choices import Choice, period_choices, strategy_choices
from reporting.pages.counts import Tally, tally
from reporting.pages.definition import decision_words
from reporting.pages.groups import Groups, groups
from reporting.pages.places import Places
from reporting.pages.public.messages import message
from reporting.standing import Standing
from scorecard.models import Decision, Strategy
from scorecard.models.codes import NodeKind


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision on the strategy: who and when, and in its own words."""

    heading: str
    diary_number: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What the public page shows. ``left_out``: what the public does not see yet, said as sentences."""

    municipality: str
    strategy: str
    mission: str
    vision: str
    at: str
    periods: tuple[Choice, ...]
    strategies: tuple[Choice, ...]
    number_of_rows: int
    message: str
    tally: Tally
    values: tuple[NodeCard, ...]
    values_source: str
    goals: tuple[NodeCard, ...]
    aims: tuple[NodeCard, ...]
    table: Groups
    left_out: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]
    map: str


def progress_page(
    standing: Standing,
    places: Places,
    strategies: Iterable[Strategy],
    decisions: Iterable[Decision],
    today: dt.date,
) -> Progress:
    """The public page of a Standing made for the public. ``strategies``: those that can be chosen."""
    facts = standing.strategy
    table = groups(standing, places)
    values = cards(standing, places, NodeKind.VALUE)
    return Progress(
        municipality=facts.municipality_names.told,
        strategy=facts.names.told,
        mission=facts.mission.told,
        vision=facts.vision.told,
        at=write_day(standing.period.ends),
        periods=period_choices(standing.period, facts.valid_from, today),
        strategies=strategy_choices(((one.code, named(one), one.state_on(today)) for one in strategies), facts.code),
        number_of_rows=len(standing.rows),
        message=message(standing.tally),
        tally=tally(standing.tally),
        values=values,
        values_source=_said_once(values),
        goals=cards(standing, places, NodeKind.GOAL),
        aims=cards(standing, places, NodeKind.OBJECTIVE) if table.kind is not NodeKind.OBJECTIVE else (),
        table=table,
        left_out=_left_out(standing),
        decisions=tuple(_line(decision) for decision in decisions),
        map=places.map,
    )


def _left_out(standing: Standing) -> tuple[str, ...]:
    open_readings = sum(row.proposed for row in standing.rows)
    links = any(link.proposed for node in standing.nodes for link in node.branch.links)
    sentences = []
    if open_readings:
        sentences.append(
            _(
                "%(number)s mittarin tavoite on luettu lähteestä ehdotuksena. Niiden tila on ”tulkinta "
                "avoin”, kunnes kunta vahvistaa tulkinnan."
            )
            % {"number": open_readings}
        )
    if links:
        sentences.append(_("Mittarien ehdotetut yhteydet päämääriin eivät ole mukana, ennen kuin ne on vahvistettu."))
    if standing.rows:
        sentences.append(_("Mukana ovat vain hyväksytyt luvut. Hyväksymistä odottavia lukuja ei näytetä."))
    return tuple(sentences)


def _said_once(values: tuple[NodeCard, ...]) -> str:
    """What is said of every value in the same words, as their common source is; else nothing."""
    said = {value.description for value in values}
    return said.pop() if len(said) == 1 else ""


def _line(decision: Decision) -> DecisionLine:
    return DecisionLine(decision_words(decision), decision.diary_number, content(decision.text), decision.link)
