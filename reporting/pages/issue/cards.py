"""The pages of one row where its deviation card and the officer's own assessment are written."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kemi_strategy.web.dates import write_day, write_moment
from measures.labels import VERDICTS
from measures.models import Assessment
from measures.periods import Frequency, Period, Rhythm
from measures.spans import write_period
from measures.verdicts import Verdict
from reporting.models import Deviation
from reporting.models.codes import CardState
from reporting.pages.counts import Badge, badge
from reporting.sentences import headline, reason_sentence
from reporting.standing import RowStanding
from scorecard.models import User
from scorecard.work.fields import Asked

STATES = {
    CardState.OPEN: gettext_lazy("avoin"),
    CardState.ACCEPTED: gettext_lazy("hyväksytty poikkeama"),
    CardState.CLOSED: gettext_lazy("päätetty"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, under its label. ``late``: that its day has gone by."""

    label: str
    words: str
    late: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One version: what was said, and by whom and when."""

    head: str
    lines: tuple[Line, ...]
    by: str


@dataclass(frozen=True, slots=True)
class RowWords:
    """The page: the row as it stands, what has been said, and the forms of those who may write.

    ``heads``: of the form, of its button and of what has been said.
    """

    title: str
    heads: tuple[str, str, str]
    name: str
    headline: str
    reason: str
    badge: Badge
    at: str
    back: str
    said: tuple[Said, ...]
    form: Asked | None
    withdrawal: Asked | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class RowNotes:
    """On an indicator's own page: its last card, and where cards and assessments are written."""

    card: Said | None
    card_address: str
    assessment_address: str


def row_notes(
    card: Deviation | None, municipality: str, row: str, at: dt.date, chosen: tuple[tuple[str, str], ...] = ()
) -> RowNotes:
    """What is told of the row's card on a day; ``chosen`` is carried along in the addresses."""
    query = f"?{urlencode(chosen)}" if chosen else ""
    args = [municipality, row]
    return RowNotes(
        card_said(card, at) if card is not None else None,
        reverse("poikkeama", args=args) + query,
        reverse("arvio", args=args) + query,
    )


def late_words(state: str, day: dt.date | None, at: dt.date) -> str:
    """That the day by which an open deviation was to be put right has gone by; empty of all others."""
    late = state == CardState.OPEN and day is not None and day < at
    return _("määräaika on ohitettu") if late else ""


def card_said(one: Deviation, at: dt.date | None = None) -> Said:
    """A version of a card. ``at``: the day on which it is looked at, of the version that is in force."""
    lines = [Line(_("Syy"), one.cause), Line(_("Toimet"), one.done), Line(_("Vastuu"), one.responsible)]
    if one.date is not None:
        late = late_words(one.state, one.date, at) if at is not None else ""
        lines.append(Line(_("Mihin mennessä"), write_day(one.date), late))
    if one.state == CardState.ACCEPTED and one.decided_on is not None and one.expires is not None:
        lines.append(Line(_("Päätös"), f"{one.body} {write_day(one.decided_on)} § {one.section}"))
        lines.append(Line(_("Voimassa asti"), write_day(one.expires)))
    if one.closing:
        lines.append(Line(_("Miten päättyi"), one.closing))
    return Said(str(STATES[CardState(one.state)]), tuple(lines), _signed(one.written_by, one.written_at))


def assessment_said(one: Assessment) -> Said:
    """An assessment, or that one was taken back."""
    period = write_period(Period.spanning(one.period_starts, one.period_ends))
    word = VERDICTS[Verdict(one.verdict)] if one.verdict else _("arvio peruttiin")
    return Said(f"{period}: {word}", (Line(_("Perustelu"), one.reason),), _signed(one.assessed_by, one.assessed_at))


def _signed(person: User, at: dt.datetime) -> str:
    return f"{write_moment(at)}, {person.get_full_name() or person.get_username()}"


def row_words(
    row: RowStanding,
    title: str,
    heads: tuple[str, str, str],
    period: Period,
    back: str,
    said: Iterable[Said],
    form: Asked | None,
    withdrawal: Asked | None = None,
    empty: str = "",
) -> RowWords:
    """The page."""
    indicator = row.facts.indicator
    return RowWords(
        title=title,
        heads=heads,
        name=f"{row.code} {indicator.names.told}",
        headline=headline(row),
        reason=reason_sentence(row),
        badge=badge(row.verdict),
        at=write_day(period.ends),
        back=back,
        said=tuple(said),
        form=form,
        withdrawal=withdrawal,
        empty=empty,
    )


def assessed_periods(at: Period) -> Sequence[tuple[str, str]]:
    """The periods that an assessment can be given of: those that end with the one looked at or just before it."""
    ended = [Rhythm(one).latest_ended(at.ends) for one in (Frequency.QUARTER, Frequency.HALF, Frequency.YEAR)]
    found = {one.code: one for one in (at, *ended)}
    ordered = sorted(found.values(), key=lambda one: (one.ends, one.months), reverse=True)
    return [(one.code, write_period(one)) for one in ordered]
