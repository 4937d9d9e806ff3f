"""What people type into the entry page's fields, kept exactly as typed until it is saved or given back to them.

A field is named by its cell and what it asks: ``K09.kirjasto.2026-Q3:value``. Of every cell the form also says which
entry its writer saw (``seen``), so that nobody overwrites what they have not seen.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from measures.doubting import doubts_of
from measures.duties import Duty, kind_of
from measures.given import NO, YES, Given, NotRead, read_given
from measures.models import Actual
from measures.models.codes import LateReason, WhyEmpty
from measures.quantities import write_number

FIGURES = ("value", "numerator", "denominator")
LATE = ("late_reason", "late_text")
CONFIRMATION = "confirmation"
FIELDS = (*FIGURES, "forecast", "why_empty", "note", CONFIRMATION, *LATE)
SEEN = "seen"

_LONGEST = {"note": 2000, "late_text": 1000, CONFIRMATION: 1000}
_LONGEST_FIGURE = 120
# Cc control, Cf invisible and direction marks, Cs halves of characters, Co private use.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_HARMLESS = frozenset("\n\t\u00ad\u200d")
"""Line ends, soft hyphens, and what joins emoji into one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The texts of one cell's fields as typed, and the entry seen there: None for an empty cell."""

    texts: Mapping[str, str]
    seen: int | None = None

    def text(self, field: str) -> str:
        """What stands in a field; empty when it was not there."""
        return self.texts.get(field, "")


def typed_in(fields: Iterable[tuple[str, str]]) -> dict[str, Typed]:
    """The cells of a form by their code. Names that are not of cells are left out."""
    texts: dict[str, dict[str, str]] = {}
    seen: dict[str, int | None] = {}
    for name, text in fields:
        cell, mark, field = name.rpartition(":")
        if mark and field in FIELDS:
            texts.setdefault(cell, {})[field] = text.replace("\r\n", "\n")
        elif mark and field == SEEN:
            texts.setdefault(cell, {})
            seen[cell] = number_or_none(text)
    return {cell: Typed(known, seen.get(cell)) for cell, known in texts.items()}


def number_or_none(text: str) -> int | None:
    """A record's number; None for an empty text and for whatever cannot be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def fields_of(duty: Duty) -> tuple[str, ...]:
    """The fields a cell has, in the order they are filled in."""
    figures = ("numerator", "denominator") if kind_of(duty.cell) == "ratio" else ("value",)
    forecast = ("forecast",) if duty.cell.adds_up else ()
    late = LATE if duty.latest is not None and duty.latest.approved_at is not None else ()
    doubtful = (CONFIRMATION,) if doubts_of(duty, duty.latest) else ()
    return (*figures, *doubtful, *forecast, "why_empty", "note", *late)


def texts_of(entry: Actual | None, kind: str) -> dict[str, str]:
    """An entry as it stands in the fields, without its unit; reading it again gives the same entry."""
    if entry is None:
        return {}
    texts = {name: write_number(getattr(entry, name)) for name in (*FIGURES, "forecast") if _has(entry, name)}
    if kind == "yes_no" and entry.value is not None:
        texts["value"] = YES if entry.value else NO
    if entry.word:
        texts["value"] = entry.word
    return texts | {"note": entry.note, "why_empty": entry.why_empty, CONFIRMATION: entry.confirmation}


def _has(entry: Actual, name: str) -> bool:
    return getattr(entry, name) is not None


def is_as(typed: Typed, entry: Actual | None, kind: str) -> bool:
    """Do the fields still say what the entry says? Then nothing was typed."""
    known = texts_of(entry, kind)
    return all(text.strip() == known.get(field, "").strip() for field, text in typed.texts.items() if field not in LATE)


def read_typed(duty: Duty, typed: Typed, seen: Actual | None = None) -> Given:
    """What was typed into a cell, read. Raises NotRead with a sentence for each field at fault.

    ``seen``: the entry whose words of confirmation the writer had in the field, when it is not the latest.
    """
    faults = _unfit(typed) | _unexplained(duty, typed)
    given = None
    try:
        apart = {*LATE, CONFIRMATION}
        given = read_given(duty.asked, {field: typed.text(field) for field in fields_of(duty) if field not in apart})
    except NotRead as refused:
        faults = refused.faults | faults
    if given is None and not faults:
        faults[fields_of(duty)[0]] = _("Kirjattua lukua ei voi tyhjentää. Valitse syy, jos lukua ei ole.")
    if given is None or faults:
        raise NotRead(faults)
    # Words said of a figure that no longer looks odd would puzzle its reader.
    said = typed.text(CONFIRMATION).strip() if doubts_of(duty, given) else ""
    return replace(given, confirmation="" if _is_of_another(said, given, seen or duty.latest) else said)


def _is_of_another(said: str, given: Given, entry: Actual | None) -> bool:
    """Were the words in the field already, and of another figure? Those do not confirm this one."""
    if entry is None or said != entry.confirmation.strip():
        return False
    return any(getattr(given, name) != getattr(entry, name) for name in FIGURES)


def _unfit(typed: Typed) -> dict[str, str]:
    """Texts that no field takes: too long, with characters nobody sees, or a word that was not among the choices."""
    faults = {}
    for field, text in typed.texts.items():
        longest = _LONGEST.get(field, _LONGEST_FIGURE)
        if len(text) > longest:
            faults[field] = _("Tekstissä on %(length)s merkkiä, mahtuu enintään %(most)s.") % {
                "length": len(text),
                "most": longest,
            }
        elif field in _LONGEST and any(_is_unseen(character) for character in text):
            faults[field] = _("Tekstissä on merkki, joka ei näy. Kirjoita se kohta uudelleen.")
    if typed.text("why_empty").strip() not in {"", *WhyEmpty}:
        faults["why_empty"] = _("Valitse syy luettelosta.")
    return faults


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN and character not in _HARMLESS


def _unexplained(duty: Duty, typed: Typed) -> dict[str, str]:
    """An approved figure changes only for a reason; of one its writer has not seen nothing is asked yet."""
    if duty.latest is None or duty.latest.approved_at is None or duty.latest.pk != typed.seen:
        return {}
    reason = typed.text("late_reason")
    if reason not in set(LateReason):
        return {"late_reason": _("Luku on jo hyväksytty. Valitse, miksi se muuttuu; vanha luku jää historiaan.")}
    if reason == LateReason.OTHER and not typed.text("late_text").strip():
        return {"late_text": _("Kerro omin sanoin, miksi hyväksytty luku muuttuu.")}
    return {}
