"""What has changed since the last report, and what has come nearer to its goal or fallen back, as plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import Words, later
from measures.quantities import write_number
from measures.rollup import exact
from reporting.comparing import Change, Mover, RowChange, changes, movers
from reporting.pages.counts import Badge, badge
from reporting.pages.places import Places
from reporting.sentences import headline, reason_sentence, value_text
from reporting.spans import figure_note
from reporting.standing import RowStanding, Standing

_MOST = 5
_KINDS = Words(
    {
        Change.MISSING: later("tieto jäi puuttumaan"),
        Change.REPORTED: later("uusi tieto"),
        Change.VERDICT: later("tila muuttui"),
    }
)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A row that has changed: from which verdict to which, and how it now is, in a sentence."""

    name: str
    address: str
    kind: str
    before: Badge
    now: Badge
    proposed: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class MoverLine:
    """A row that has moved: its figures then and now with their times, and its step in percent of its way."""

    name: str
    address: str
    figures: str
    step: str
    badge: Badge
    proposed: bool


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since ``report``. ``compared``: which days; ``why_not``: why nothing is compared, else empty."""

    report: str = ""
    compared: str = ""
    why_not: str = ""
    changes: tuple[ChangeLine, ...] = ()
    improved: tuple[MoverLine, ...] = ()
    declined: tuple[MoverLine, ...] = ()
    unranked: str = ""


def since_page(before: Standing, report: str, now: Standing, places: Places, kept: Collection[str]) -> Since:
    """The rows kept (by code) in ``now`` beside those of the Standing of the last report's period."""
    moved = movers(before, now, kept)
    return Since(
        report=report,
        compared=f"{write_day(before.period.ends)} → {write_day(now.period.ends)}",
        changes=tuple(_change(one, places) for one in changes(before, now, kept)),
        improved=tuple(_mover(one, places) for one in moved.improved[:_MOST]),
        declined=tuple(_mover(one, places) for one in moved.declined[:_MOST]),
        unranked=_unranked(moved.unmoved, moved.left_out),
    )


def step_words(step: Fraction) -> str:
    """A step as percent of the way, with its sign; a step too small for whole percents with a decimal.

    >>> step_words(Fraction(1, 3)), step_words(Fraction(-1, 500))
    ('+33\\xa0%', '−0,2\\xa0%')
    """
    percent = exact(step * 100)
    number = write_number(percent, decimals=0 if abs(percent) >= 1 else 1, unit="%")
    return f"+{number}" if step > 0 else number


def _change(one: RowChange, places: Places) -> ChangeLine:
    row = one.now
    sentence = reason_sentence(row) if one.kind is Change.MISSING else headline(row)
    return ChangeLine(
        name=row.facts.indicator.names.told,
        address=places.row(row.code),
        kind=_KINDS[one.kind],
        before=badge(one.before.verdict),
        now=badge(row.verdict),
        proposed=row.proposed,
        sentence=f"{sentence} {_moved(one.before, row)}".rstrip(),
    )


def _moved(before: RowStanding, now: RowStanding) -> str:
    """The level then and now, where it is another: the sentence tells its way from the baseline only. Sums of unlike
    times are not set side by side."""
    then, figure = before.figure.value, now.figure.value
    if now.figure.adds_up or then is None or figure is None or then == figure:
        return ""
    return _("Luku oli %(then)s ja on nyt %(now)s.") % {
        "then": value_text(then, before),
        "now": value_text(figure, now),
    }


def _mover(one: Mover, places: Places) -> MoverLine:
    row = one.now
    return MoverLine(
        name=row.facts.indicator.names.told,
        address=places.trace(row.code),
        figures=f"{_figure(one.before)} → {_figure(row)}",
        step=step_words(one.step),
        badge=badge(row.verdict),
        proposed=row.proposed,
    )


def _figure(row: RowStanding) -> str:
    return f"{value_text(row.figure.value, row, unit=True)} ({figure_note(row.figure)})"


def _unranked(unmoved: int, left_out: int) -> str:
    parts = []
    if unmoved:
        parts.append(
            _("Yksi mittari on ennallaan.")
            if unmoved == 1
            else _("%(unmoved)s mittaria on ennallaan.") % {"unmoved": unmoved}
        )
    if left_out:
        parts.append(
            _("Yhtä mittaria ei voi verrata: siltä puuttuu luku, lähtötaso tai lähtötasoa parempi tavoite.")
            if left_out == 1
            else _(
                "%(left_out)s mittaria ei voi verrata: niiltä puuttuu luku, lähtötaso tai lähtötasoa parempi tavoite."
            )
            % {"left_out": left_out}
        )
    return " ".join(parts)
