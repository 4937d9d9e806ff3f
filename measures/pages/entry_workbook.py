"""The entry workbook's plain values: what a desk asks, with what stands, or with what came back and is faulty.

What the upload reads (facts of a figure, words of lists) is Finnish for every reader; what only a person reads (the
instructions, faults, doubts) is in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import in_language, later
from kemi_strategy.web.speaking import named
from measures.desk import EntryDesk
from measures.doubting import doubts_of, unconfirmed
from measures.duties import Duty, kind_of
from measures.entering import why_shut
from measures.given import NO, YES
from measures.labels import LATE_REASONS, WHY_EMPTY, finnish
from measures.models import Actual
from measures.pages.entries import figure_words, name_of
from measures.pages.entry_instructions import INSTRUCTIONS
from measures.pages.entry_known import target_words
from measures.quantities import plain
from measures.sheets import Percent, Raw, Unreadable, as_kept, as_text, shortest
from measures.spans import write_period
from measures.typed import CONFIRMATION, FIGURES, LATE, fields_of, texts_of
from measures.uploads.judging import Effect, Judged, unit_words
from measures.uploads.rows import ROW
from measures.workbooks.entry_book import EntryBook, Filled, Line
from measures.workbooks.entry_columns import FILLED, NUMBERS, heading_of, tag_of

_CONFIRM = later("Korjaa luku tai kirjoita sarakkeeseen Vahvistus, miksi se on oikein.")
_REPLACES = later("Jos lähetät tämän rivin näin, sinun lukusi korvaa sen.")
_APART = (later("Rivit, joita ei otettu"), later("Nämä lähettämäsi rivit eivät ole tässä työkirjassa."))
_WORDS = {
    "why_empty": {code.value: word for code, word in finnish(WHY_EMPTY).items()},
    "late_reason": {code.value: word for code, word in finnish(LATE_REASONS).items()},
}


def entry_book(desk: EntryDesk) -> EntryBook:
    """The workbook of a desk, filled in with what stands."""
    return _book(desk, [_line(desk, duty) for duty in desk.duties], ())


def returned_book(desk: EntryDesk, judged: Sequence[Judged]) -> EntryBook:
    """The same with what came back in it, the faulty cells marked and told; rows of no figure are told apart."""
    rows = {one.row.cell: one for one in judged if one.duty is not None}
    lines = [
        _returned(_line(desk, duty), rows[duty.cell.code]) if duty.cell.code in rows else _line(desk, duty)
        for duty in desk.duties
    ]
    apart = [
        (_("Rivi %(number)s") % {"number": one.row.number}, " ".join(map(str, one.faults.values())))
        for one in judged
        if one.duty is None
    ]
    return _book(desk, lines, [_APART, *apart] if apart else ())


def conflict_words(one: Judged) -> str:
    """Whose figure stands and what becomes of it."""
    standing = one.standing
    if standing is None or one.duty is None:
        return _("Lukua, jota olit muuttamassa, ei enää ole. Lataa työkirja uudestaan.")
    who = f"{name_of(standing.entered_by)}, {write_moment(standing.entered_at)}"
    return _("Joku muu kirjasi luvun tällä välin: %(standing)s (%(who)s).") % {
        "standing": figure_words(standing, one.duty.asked),
        "who": who,
    }


def fault_words(one: Judged) -> tuple[str, ...]:
    """A row's faults, each with the heading of its cell."""
    found = [f"{heading_of(name)}: {words}" if name != ROW else words for name, words in one.faults.items()]
    return tuple(found)


def _book(desk: EntryDesk, lines: Sequence[Line], more: Sequence[tuple[str, str]]) -> EntryBook:
    title = _("Kirjaus %(periods)s") % {"periods": write_period(desk.window.period)}
    told = [(str(label), str(words)) for label, words in (*_instructions(desk), *more)]
    return EntryBook(title, str(named(desk.municipality)), desk.window.opens, lines, told)


def _line(desk: EntryDesk, duty: Duty) -> Line:
    is_shut = duty.reopened is None and not desk.window.is_open(desk.today)
    with in_language("fi"):
        known, choices, filled = _known(duty), _choices(duty), {} if is_shut else _standing(duty)
    return Line(
        known=known,
        filled=filled,
        choices=choices,
        tag=tag_of(desk.municipality.code, desk.window.period.code, duty.cell.code),
        seen=duty.latest.pk if duty.latest is not None else None,
        message=why_shut(desk.window, desk.today) if is_shut else _message(duty),
    )


def _known(duty: Duty) -> dict[str, str]:
    cell, asked = duty.cell, duty.asked
    name = cell.indicator.name_fi
    return {
        "code": cell.indicator.code,
        "title": f"{name} ({cell.indicator.terms_fi})" if asked.kind == "ratio" and cell.indicator.terms_fi else name,
        "unit": unit_words(cell),
        "period": cell.period.code,
        "measure": asked.unit.replace("<", " – ") if asked.kind != "yes_no" else _("kyllä/ei"),
        "target": target_words(duty.target, asked).removeprefix("Tavoite: "),
        "before": _earlier(duty.before, duty),
        "year_ago": _earlier(duty.year_ago, duty),
    }


def _choices(duty: Duty) -> dict[str, Sequence[str]]:
    asked = duty.asked
    choices = {"why_empty": tuple(finnish(WHY_EMPTY).values()), "late_reason": tuple(finnish(LATE_REASONS).values())}
    if asked.kind in {"yes_no", "level"}:
        choices["value"] = (YES, NO) if asked.kind == "yes_no" else asked.scale
    return {name: words for name, words in choices.items() if name in _fillable(duty)}


def _earlier(entry: Actual | None, duty: Duty) -> str:
    if entry is None:
        return "–"
    return f"{figure_words(entry, duty.asked)}\n({write_period(entry.period)})"


def _fillable(duty: Duty) -> tuple[str, ...]:
    """The cells that are open: the page's fields, and always a place to confirm a figure."""
    fields = fields_of(duty)
    confirmed = duty.asked.kind in {"number", "ratio"} and CONFIRMATION not in fields
    return (*fields, CONFIRMATION) if confirmed else fields


def _standing(duty: Duty) -> dict[str, Filled]:
    texts = texts_of(duty.latest, kind_of(duty.cell))
    filled: dict[str, Filled] = {}
    for name in _fillable(duty):
        number = getattr(duty.latest, name, None) if name in NUMBERS and duty.asked.kind != "yes_no" else None
        text = "" if name in LATE else texts.get(name, "")
        filled[name] = Decimal(plain(number)) if isinstance(number, Decimal) else _WORDS.get(name, {}).get(text, text)
    return filled


def _message(duty: Duty) -> str:
    """What the figure's writer should know: why it came back, or why it is asked to be confirmed."""
    entry = duty.latest
    if entry is not None and entry.returned_at is not None and entry.returned_by is not None:
        return _("Palautettu %(returned_at)s, %(returned_by)s: %(reason)s") % {
            "returned_at": write_day(entry.returned_at),
            "returned_by": name_of(entry.returned_by),
            "reason": entry.return_reason,
        }
    return " ".join((*doubts_of(duty, entry), str(_CONFIRM))) if unconfirmed(duty) else ""


def _returned(line: Line, one: Judged) -> Line:
    """The line as it came back. A conflict that has been shown is seen: sent again, the figure replaces the other.

    Words that confirmed a figure do not come along into a conflict: they may be of another figure, or of one that is
    still to be changed. What is doubtful is confirmed anew.
    """
    conflict = one.effect is Effect.CONFLICT
    filled = {name: _as_given(name, one) if name in one.row.raws else content for name, content in line.filled.items()}
    stray = {name: _as_given(name, one) for name in one.faults if name not in filled and name in one.row.raws}
    words, faults = fault_words(one), {name: str(said) for name, said in one.faults.items() if name != ROW}
    if conflict:
        words = (conflict_words(one), _REPLACES, *((*one.doubts, _CONFIRM) if one.doubts else ()))
        filled |= {name: "" for name in (CONFIRMATION,) if name in filled}
        faults = {name: words[0] for name in FIGURES if name in filled}
    elif one.doubts and one.given is not None and not one.given.confirmation:
        words = (*one.doubts, _CONFIRM)
    return replace(
        line,
        filled=filled | stray,
        seen=line.seen if conflict else one.row.typed.seen,
        message=" ".join(map(str, words)) or line.message,
        faults=faults,
        faulty=one.stops,
    )


def _as_given(name: str, one: Judged) -> Filled:
    raw: Raw = one.row.raws[name]
    percent = one.duty is not None and one.duty.asked.percent and name in {"value", "forecast"}
    if isinstance(raw, Percent) and percent:
        return as_kept(shortest(raw.number).scaleb(2))
    if isinstance(raw, int | float) and not isinstance(raw, bool) and name in NUMBERS:
        return as_kept(shortest(raw))
    return raw.shown if isinstance(raw, Unreadable) else as_text(raw)


def _instructions(desk: EntryDesk) -> tuple[tuple[str, str], ...]:
    facts = {
        "municipality": named(desk.municipality),
        "period": write_period(desk.window.period),
        "due": write_day(desk.window.due),
    }
    return tuple((_label(label), words.format(**facts)) for label, words in INSTRUCTIONS)


def _label(label: str) -> str:
    """A label in the reader's language; one that is about a column has the column's own heading first."""
    told = str(label)
    with in_language("fi"):
        heading = str(label)
    about_column = any(heading.startswith(column.heading) for column in FILLED)
    return f"{heading} – {told}" if about_column and told != heading else told
