"""What each row of an uploaded workbook would do to the ledger: new, changed, unchanged, in conflict, or refused.

Nothing is written here. The rules are those of the entry page: cells are read and doubted as there, and a figure that
another has entered since the workbook was downloaded is a conflict.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.languages import Words, in_language, later
from kemi_strategy.web.speaking import named, say
from measures.desk import EntryDesk
from measures.doubting import doubts_of
from measures.duties import Cell, Duty, kind_of
from measures.entering import says_the_same, why_shut
from measures.given import Given, NotRead
from measures.models import Actual
from measures.models.codes import LateReason
from measures.periods import Period
from measures.quantities import Refused, read_number, write_number
from measures.quantities.refusals import shown
from measures.recording import untouched
from measures.rollup import quotient, same_as_shown
from measures.sheets import NOT_THE_RATIO, as_text, same_word
from measures.typed import CONFIRMATION, FIGURES, LATE, Typed, fields_of, read_typed, texts_of
from measures.uploads.rows import ROW, UploadedRow
from measures.workbooks.texts import clean

WHOLE_MUNICIPALITY = later("koko kunta")
_NO_WINDOW = later("Kaudella ei ole kirjausikkunaa, joten lukua ei voi kirjata.")
_NOT_ASKED = later("Tätä ei kysytä tällä rivillä. Tyhjennä solu.")


class Effect(StrEnum):
    """What a row would do."""

    NEW = "uusi"
    CHANGED = "muuttuu"
    SAME = "ennallaan"
    CONFLICT = "ristiriita"
    REFUSED = "hylätty"

    @property
    def word(self) -> str:
        """What the user reads."""
        return EFFECTS[self]


EFFECTS = Words(
    {
        Effect.NEW: later("uusi"),
        Effect.CHANGED: later("muuttuu"),
        Effect.SAME: later("ennallaan"),
        Effect.CONFLICT: later("ristiriita"),
        Effect.REFUSED: later("hylätty"),
    }
)


CODES = {
    Effect.NEW: "new",
    Effect.CHANGED: "changed",
    Effect.SAME: "same",
    Effect.CONFLICT: "conflict",
    Effect.REFUSED: "refused",
}
"""The looks of a verdict, here and over a pasted block."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and its verdict. ``duty``: the figure as it stands, None when the row is of none of the reader's.

    ``faults``: a sentence for each field, or for the whole row; ``doubts``: why the new figure looks odd.
    """

    row: UploadedRow
    effect: Effect
    desk: EntryDesk | None = None
    duty: Duty | None = None
    typed: Typed = field(default_factory=lambda: Typed({}))
    given: Given | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Is it because of this row that nothing can be accepted?"""
        return self.effect in {Effect.CONFLICT, Effect.REFUSED}

    @property
    def enters(self) -> bool:
        """Would the row add an entry?"""
        return self.effect in {Effect.NEW, Effect.CHANGED}

    @property
    def seen(self) -> int | None:
        """The entry that the new one replaces: the one the row's writer saw, else the one that stands."""
        if self.row.sees:
            return self.row.typed.seen
        latest = self.duty.latest if self.duty is not None else None
        return latest.pk if latest is not None else None

    @property
    def standing(self) -> Actual | None:
        """The entry that stands now."""
        return self.duty.latest if self.duty is not None else None


def unit_words(cell: Cell) -> str:
    """Whose figure it is."""
    return named(cell.unit) if cell.unit is not None else str(WHOLE_MUNICIPALITY)


def judge(desks: Sequence[EntryDesk], rows: Sequence[UploadedRow]) -> list[Judged]:
    """Every row's verdict, in the order of the file."""
    places = {duty.cell.code: (desk, duty) for desk in desks for duty in desk.duties}
    stray = {row.cell for row in rows if row.cell and row.cell not in places}
    strange = dict.fromkeys(stray, _NO_WINDOW) | _strangers(desks, stray)
    seen = _seen(rows, [duty for _, duty in places.values()])
    return [_judged(row, places.get(row.cell), strange, seen) for row in rows]


def _seen(rows: Sequence[UploadedRow], duties: Sequence[Duty]) -> dict[tuple[int, int | None, int], Actual]:
    """The entries that writers saw and that do not stand any more, by indicator, unit and number: one query."""
    standing = {duty.latest.pk for duty in duties if duty.latest is not None}
    older = {row.typed.seen for row in rows if row.typed.seen is not None} - standing
    found = Actual.objects.filter(pk__in=older, indicator__in={duty.cell.indicator.pk for duty in duties})
    return {(one.indicator_id, one.unit_id, one.pk): one for one in found} if older else {}


def _strangers(desks: Sequence[EntryDesk], codes: Collection[str]) -> dict[str, str]:
    """Why these are not the reader's, of those whose period has a window."""
    found: dict[str, str] = {}
    for desk in desks:
        starts, ends = desk.window.period_starts, desk.window.period_ends
        own = {code for code in codes if (last := _last_day(code)) is None or starts <= last <= ends}
        found |= desk.strangers(own) if own else {}
    return found


def _last_day(code: str) -> dt.date | None:
    """The last day of a cell's period; None where its code names none."""
    try:
        return Period.parse(code.rpartition(".")[2]).ends
    except ValueError:
        return None


def _judged(
    row: UploadedRow,
    place: tuple[EntryDesk, Duty] | None,
    strange: Mapping[str, str],
    seen: Mapping[tuple[int, int | None, int], Actual],
) -> Judged:
    if place is None:
        why = row.faults.get(ROW) or strange.get(row.cell, _NO_WINDOW)
        return Judged(row, Effect.REFUSED, typed=row.typed, faults={ROW: why})
    desk, duty = place
    judged = Judged(row, Effect.SAME, desk, duty, _completed(row, duty))
    mismatch = _mismatch(row, duty)
    if mismatch:
        return replace(judged, effect=Effect.REFUSED, faults={ROW: mismatch})
    if row.faults:
        return replace(judged, effect=Effect.REFUSED, faults=row.faults)
    if untouched(duty, judged.typed, lambda known, number: seen.get((*known.cell.key[:2], number))):
        return judged
    if duty.reopened is None and not desk.window.is_open(today()):
        return _shut(judged, desk, duty)
    return _read(judged, duty)


def _shut(judged: Judged, desk: EntryDesk, duty: Duty) -> Judged:
    """A figure of a shut window may only be what it was."""
    same = _read(judged, duty)
    if same.effect is Effect.SAME:
        return same
    return replace(judged, effect=Effect.REFUSED, faults={ROW: why_shut(desk.window, today())})


def _completed(row: UploadedRow, duty: Duty) -> Typed:
    """What the row says, with what stands in place of columns that the file does not have."""
    known = texts_of(duty.latest, kind_of(duty.cell))
    kept = {name: known[name] for name in row.absent if name in known and name not in (*FIGURES, CONFIRMATION)}
    texts = kept | {name: _as_known(text, known.get(name, "")) for name, text in row.typed.texts.items()}
    latest = duty.latest.pk if duty.latest is not None else None
    return Typed(texts, row.typed.seen if row.sees else latest)


def _as_known(text: str, known: str) -> str:
    """What a cell cannot hold of a text, a tab say, has not been changed by anybody."""
    return known if text == as_text(clean(known)) else text


def _mismatch(row: UploadedRow, duty: Duty) -> str:
    """Rows are known by their hidden tag: one whose visible words are another figure's has been sorted apart."""
    cell = duty.cell
    with in_language("fi"):  # as the workbook is written
        ours = {"code": cell.indicator.code, "unit": unit_words(cell), "period": cell.period.code}
    for name, own in ours.items():
        said = row.said.get(name, "") if row.sees else ""
        if said and same_word(said) != same_word(own):
            return _(
                "Rivin piilotettu tunniste on luvun %(code)s, mutta rivillä lukee ”%(said)s”. Siirrä ja lajittele "
                "aina kokonaisia rivejä."
            ) % {"code": shown(cell.code), "said": shown(said)}
    return ""


def _read(judged: Judged, duty: Duty) -> Judged:
    """The row as the entry page would read it."""
    typed, faults = judged.typed, _not_asked(judged, duty)
    try:
        given = read_typed(duty, typed)
    except NotRead as refused:
        same = _same_in_other_words(duty, typed, refused)
        return judged if same else replace(judged, effect=Effect.REFUSED, faults=refused.faults | faults)
    if faults:
        return replace(judged, effect=Effect.REFUSED, faults=faults)
    latest = duty.latest
    if latest is not None and CONFIRMATION in judged.row.absent:
        kept = replace(given, confirmation=latest.confirmation)
        given = kept if says_the_same(latest, kept) else given
    if latest is not None and says_the_same(latest, given):
        return replace(judged, given=given)
    doubts = doubts_of(duty, given)
    if judged.seen != (latest.pk if latest is not None else None):
        return replace(judged, effect=Effect.CONFLICT, given=given, doubts=doubts)
    return replace(judged, effect=Effect.NEW if latest is None else Effect.CHANGED, given=given, doubts=doubts)


def _same_in_other_words(duty: Duty, typed: Typed, refused: NotRead) -> bool:
    """Was only the reason missing for changing an approved figure, which is not changed but spelled otherwise?"""
    if duty.latest is None or set(refused.faults) - set(LATE):
        return False
    given = read_typed(duty, Typed({**typed.texts, "late_reason": LateReason.ERROR.value}, typed.seen))
    return says_the_same(duty.latest, given)


def _not_asked(judged: Judged, duty: Duty) -> dict[str, str]:
    """Figures in cells that the row does not have; a ratio beside its terms must be their quotient."""
    asked = fields_of(duty)
    stray = [name for name in (*FIGURES, "forecast") if judged.typed.text(name).strip() and name not in asked]
    faults = dict.fromkeys(stray, _NOT_ASKED)
    if "value" in faults and not judged.row.sees and duty.asked.kind == "ratio":
        faults.pop("value")
        faults |= _not_the_ratio(judged.typed, duty)
    return faults


def _not_the_ratio(typed: Typed, duty: Duty) -> dict[str, str]:
    try:
        given = read_number(typed.text("value"), unit=duty.asked.unit, decimals=duty.asked.decimals).value
        terms: list[Decimal] = [read_number(typed.text(name)).value for name in ("numerator", "denominator")]
    except Refused:
        return {}
    ratio = quotient(*terms, percent=duty.asked.percent)
    if same_as_shown(given, ratio, duty.asked.decimals):
        return {}
    words = _("ei arvoa") if ratio is None else write_number(round(ratio, max(duty.asked.decimals, 1)))
    return {"value": say(NOT_THE_RATIO).format(words)}
