"""The pages of the entry workbook in plain values: sending it, and what it would change before anything is changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from measures.desk import EntryDesk
from measures.entering import why_shut
from measures.labels import LATE_REASONS, WHY_EMPTY
from measures.models import Upload
from measures.pages.entries import figure_words, name_of
from measures.pages.entry_workbook import conflict_words, fault_words
from measures.quantities import write_number
from measures.quantities.refusals import shown
from measures.spans import write_period
from measures.typed import FIGURES, texts_of
from measures.uploads.accepting import told_of
from measures.uploads.judging import CODES, Effect, Judged, unit_words
from measures.workbooks.entry_columns import heading_of

_ORDER = (Effect.REFUSED, Effect.CONFLICT, Effect.NEW, Effect.CHANGED, Effect.SAME)
_MANY = Words(
    {
        Effect.NEW: later("uutta"),
        Effect.CHANGED: later("muuttuu"),
        Effect.SAME: later("ennallaan"),
        Effect.CONFLICT: later("ristiriitaa"),
        Effect.REFUSED: later("hylättyä"),
    }
)
_SHOWN = 300
"""Characters of a note shown on the preview."""


@dataclass(frozen=True, slots=True)
class UploadPage:
    """Sending a workbook. ``fault``: why the last one could not be read."""

    period: str
    shut: str
    download: str
    send: str
    entry: str
    fault: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One figure of the file: what stands, what the file says, and what would become of it.

    ``beside``: what else changes, as (name, from, to). ``told``: faults and conflicts; ``doubts``: why it looks odd.
    """

    number: int
    name: str
    scope: str
    code: str
    effect: str
    old: str
    old_by: str
    new: str
    terms: str
    beside: tuple[tuple[str, str, str], ...]
    told: tuple[str, ...]
    doubts: tuple[str, ...]
    waits: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What an upload would do. ``stops``: rows because of which nothing can be accepted; ``waits``: those to confirm.

    ``done``: it has been accepted already, and what came of it.
    """

    period: str
    file: str
    counts: str
    rows: tuple[DiffRow, ...]
    same: tuple[DiffRow, ...]
    stops: int
    enters: int
    waits: int
    notes: tuple[str, ...]
    told: str
    done: str
    accept: str
    marked: str
    again: str
    entry: str


def upload_page(desk: EntryDesk, fault: str = "") -> UploadPage:
    """The page of sending a workbook of a window."""
    code, window = desk.municipality.code, desk.window
    shut = "" if window.is_open(desk.today) else why_shut(window, desk.today)
    return UploadPage(
        period=write_period(window.period),
        shut=shut,
        download=_address("kirjaus-tyokirja-lataa", desk),
        send=_address("kirjaus-tyokirja-laheta", desk),
        entry=_address("kirjaus", desk),
        fault=fault,
        others=tuple(
            (write_period(one.period), f"{reverse('kirjaus-tyokirja', args=[code])}?kausi={one.period.code}")
            for one in desk.others
        ),
    )


def preview_page(
    desk: EntryDesk, upload: Upload, judged: Sequence[Judged], notes: Sequence[str], told: str = ""
) -> PreviewPage:
    """The page of what an upload would change."""
    ordered = sorted(judged, key=lambda one: (_ORDER.index(one.effect), one.row.number))
    rows = [_row(one) for one in ordered if one.effect is not Effect.SAME]
    own = [desk.municipality.code, upload.pk]
    sent = write_moment(upload.uploaded_at)
    return PreviewPage(
        period=write_period(desk.window.period),
        file=f"{shown(upload.name)}, {sent}",
        counts=counts_of(judged),
        rows=tuple(rows),
        same=tuple(_row(one) for one in ordered if one.effect is Effect.SAME),
        stops=sum(one.stops for one in judged),
        enters=sum(one.enters for one in judged),
        waits=sum(row.waits for row in rows),
        notes=tuple(notes),
        told=told,
        done=told_of(upload) if upload.accepted_at is not None else "",
        accept=reverse("kirjaus-tyokirja-hyvaksy", args=own),
        marked=reverse("kirjaus-tyokirja-korjattava", args=own),
        again=_address("kirjaus-tyokirja", desk),
        entry=_address("kirjaus", desk),
    )


def row_words(one: Judged) -> str:
    """A row's verdict in one line, for the command line."""
    row = _row(one)
    what = f"{row.old} → {row.new}" if one.effect is Effect.CHANGED else row.new
    why = [*row.told, *row.doubts, *row.remarks]
    scope = f", {row.scope}" if row.scope else ""
    return _("rivi %(number)s %(name)s%(scope)s: %(outcome)s: %(faults)s") % {
        "number": row.number,
        "name": row.name,
        "scope": scope,
        "outcome": row.effect,
        "faults": " ".join(str(part) for part in (what, *why)),
    }


def counts_of(judged: Sequence[Judged]) -> str:
    """How many there are of each verdict."""
    found = Counter(one.effect for one in judged)
    told = [
        f"{found[effect]} {effect.word if found[effect] == 1 else _MANY[effect]}" for effect in _ORDER if found[effect]
    ]
    return ", ".join(told)


def _row(one: Judged) -> DiffRow:
    duty, standing = one.duty, one.standing
    told = fault_words(one)
    if one.effect is Effect.CONFLICT:
        told = (conflict_words(one), *told)
    return DiffRow(
        number=one.row.number,
        name=named(duty.cell.indicator) if duty is not None else _named(one),
        scope=f"{unit_words(duty.cell)}, {write_period(duty.cell.period)}" if duty is not None else "",
        code=CODES[one.effect],
        effect=one.effect.word,
        old=figure_words(standing, duty.asked) if duty is not None else "–",
        old_by=f"{name_of(standing.entered_by)}, {write_moment(standing.entered_at)}" if standing is not None else "",
        new=_new(one),
        terms=_terms(one),
        beside=_beside(one),
        told=told,
        doubts=one.doubts,
        waits=bool(one.doubts) and one.given is not None and not one.given.confirmation and one.enters,
        remarks=(*one.row.remarks, *(one.given.remarks if one.given is not None else ())) if one.enters else (),
    )


def _named(one: Judged) -> str:
    """A row of no figure by what it says of itself."""
    said = one.row.said
    words = [said.get("code", ""), said.get("title", ""), said.get("unit", ""), said.get("period", "")]
    return shown(" ".join(word for word in words if word)) or _("tuntematon rivi")


def _new(one: Judged) -> str:
    """The new figure as it was read; what was typed where it was not."""
    if one.effect is Effect.SAME and one.duty is not None:
        return figure_words(one.standing, one.duty.asked)
    if one.given is not None:
        if one.given.why_empty:
            return next(word for code, word in WHY_EMPTY.items() if code.value == one.given.why_empty)
        return one.given.figure
    typed = " / ".join(shown(one.typed.text(name)) for name in FIGURES if one.typed.text(name))
    return typed or "–"


def _terms(one: Judged) -> str:
    """Of a ratio its terms as typed, so that the share can be checked."""
    if one.given is None or one.given.denominator is None or one.effect is Effect.SAME:
        return ""
    return one.given.text


def _beside(one: Judged) -> tuple[tuple[str, str, str], ...]:
    """What changes beside the figure, as it would be kept."""
    if one.duty is None or one.given is None or one.effect is Effect.SAME:
        return ()
    forecast = write_number(one.given.forecast) if one.given.forecast is not None else ""
    kept = {"forecast": forecast, "note": one.given.note, "confirmation": one.given.confirmation}
    known = texts_of(one.standing, one.duty.asked.kind)
    found = [
        (heading_of(name), _short(known.get(name, "")), _short(text))
        for name, text in kept.items()
        if text != known.get(name, "")
    ]
    reason = {code.value: word for code, word in LATE_REASONS.items()}.get(one.typed.text("late_reason"), "")
    said = [reason, shown(one.typed.text("late_text").strip())] if reason else []
    return (*found, (heading_of("late_reason"), "", ": ".join(filter(None, said)))) if said else tuple(found)


def _short(text: str) -> str:
    return " ".join(text.split())[:_SHOWN] or "–"


def _address(page: str, desk: EntryDesk) -> str:
    return f"{reverse(page, args=[desk.municipality.code])}?kausi={desk.window.period.code}"
