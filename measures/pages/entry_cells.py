"""One cell of the entry page in plain values: a figure asked, what is known of it, its fields with their texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from measures.doubting import doubts_of, unconfirmed
from measures.duties import Duty
from measures.given import NO, YES, Asked, Given, NotRead, answer_words, read_given
from measures.labels import LATE_REASONS, WHY_EMPTY
from measures.models import Actual
from measures.pages.entries import STATES, State, figure_words, name_of, number_of, state_of
from measures.pages.entry_known import Known
from measures.plausible import oddities
from measures.quantities import unit_words
from measures.recording import Outcome
from measures.spans import write_period
from measures.typed import CONFIRMATION, FIGURES, LATE, fields_of, texts_of

_LABELS = Words(
    {
        "value": later("Toteuma"),
        "numerator": later("Osoittaja"),
        "denominator": later("Nimittäjä"),
        "forecast": later("Ennuste"),
        "why_empty": later("Miksi lukua ei ole"),
        "note": later("Huomautus"),
        "confirmation": later("Vahvista luku: miksi se on oikein"),
        "late_reason": later("Miksi hyväksytty luku muuttuu"),
        "late_text": later("Muutoksen perustelu"),
    }
)
_EMPTY = "empty"
TERMS = ("numerator", "denominator")
CONFLICT = later("Joku muu kirjasi luvun tällä välin. Valitse, kumpi jää.")
OWN_CONFLICT = later("Kirjasit luvun tällä välin itse, toisessa ikkunassa tai muuta tietä. Valitse, kumpi jää.")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its text as typed or as saved, and what is wrong with it. ``shape``: text, choice or prose.

    ``held``: what has been saved, where something else was typed and not accepted. ``own``: what the indicator itself
    calls its numerator or denominator.
    """

    id: str
    name: str
    label: str
    text: str
    shape: str
    fault: str
    figure: bool
    options: tuple[Option, ...] = ()
    suffix: str = ""
    held: str | None = None
    own: str = ""


@dataclass(frozen=True, slots=True)
class TwoFigures:
    """A conflict: what has been entered since and by whom, what this person typed, and the entry that stands now."""

    sentence: str
    theirs_label: str
    theirs: str
    who: str
    mine: str
    entry: int


@dataclass(frozen=True, slots=True)
class CellView:
    """What a cell shows. ``seen``: the entry its writer sees, for the form. ``more``: are the further fields open?

    ``confirm``: where a doubtful figure is confirmed. ``shut``: the rule that keeps the window shut; ``typed``: what
    was typed and not saved, as there are no fields then. ``about``: the figure's name and period, for who hears it.
    """

    id: str
    code: str
    name: str
    about: str
    known: Known
    opened: str
    figure: str
    state: str
    state_words: str
    figures: tuple[Field, ...]
    confirm: tuple[Field, ...]
    further: tuple[Field, ...]
    more: bool
    further_label: str
    seen: str
    address: str
    shut: str
    typed: str
    echo: str
    remarks: tuple[str, ...]
    entered: str
    returned: str
    returned_by: str
    conflict: TwoFigures | None
    refused: bool

    @property
    def is_ratio(self) -> bool:
        """Are there two figures to tell apart?"""
        return len(self.figures) > 1

    @property
    def fields(self) -> tuple[Field, ...]:
        """All the fields, in order."""
        return (*self.figures, *self.confirm, *self.further)


def cell_view(outcome: Outcome, known: Known, address: str, shut: str, reader: int) -> CellView:
    """A duty as it stands after an outcome. ``address``: where its form goes; ``shut``: why it takes nothing."""
    duty, typed = outcome.duty, outcome.typed
    cell, entry, asked = duty.cell, duty.latest, duty.asked
    texts = typed.texts if typed is not None else texts_of(entry, asked.kind)
    saved = texts_of(entry, asked.kind) if typed is not None else texts
    fields = [_field(duty, name, texts, outcome.faults, saved) for name in fields_of(duty)]
    confirm = tuple(one for one in fields if one.name.endswith(f":{CONFIRMATION}"))
    further = tuple(one for one in fields if not one.figure and one not in confirm)
    state = state_of(entry) if entry is not None else None
    again = _read_again(entry, asked)
    return CellView(
        id=f"rivi-{cell.code}",
        code=cell.code,
        name=named(cell.indicator),
        about=about(duty),
        known=known,
        opened=_opened(duty),
        figure=figure_words(entry, asked),
        state=state.value if state is not None else _EMPTY,
        state_words=_state_words(duty, state),
        figures=tuple(one for one in fields if one.figure),
        confirm=confirm,
        further=further,
        more=any(one.fault or one.text for one in further),
        further_label=_further_label(duty),
        seen=_seen(outcome),
        address=f"{address}&rivi={cell.code}",
        shut=shut,
        typed=_all_typed(texts) if shut and outcome.refused else "",
        echo=again.echo if again is not None else "",
        remarks=_remarks(duty, again),
        entered=f"{write_moment(entry.entered_at)}, {name_of(entry.entered_by)}" if entry is not None else "",
        returned=entry.return_reason if entry is not None and state is State.RETURNED else "",
        returned_by=_returned_by(entry) if state is State.RETURNED else "",
        conflict=_conflict(outcome, asked, reader),
        refused=outcome.refused,
    )


def about(duty: Duty) -> str:
    """The figure's name and period."""
    return f"{named(duty.cell.indicator)} {write_period(duty.cell.period)}"


def _opened(duty: Duty) -> str:
    """Until when a figure of a shut window is open by itself."""
    if duty.reopened is None:
        return ""
    return _("Avattu %(open_until)s asti: %(reason)s") % {
        "open_until": write_day(duty.reopened.expires_at),
        "reason": duty.reopened.reason,
    }


def _state_words(duty: Duty, state: State | None) -> str:
    if state is None:
        return _("tyhjä")
    return _("vahvista luku") if state is State.DRAFT and unconfirmed(duty) else STATES[state]


def _field(
    duty: Duty, name: str, texts: Mapping[str, str], faults: Mapping[str, str], saved: Mapping[str, str]
) -> Field:
    asked, code, text = duty.asked, duty.cell.code, texts.get(name, "")
    held = saved.get(name, "")
    options = _options(name, asked, text)
    prose = name in {"note", "late_text", "confirmation"}
    suffix = unit_words(asked.unit) if name in {"value", "forecast"} and not options else ""
    return Field(
        id=f"{code}-{name}",
        name=f"{code}:{name}",
        label=_LABELS[name],
        text=text,
        shape="choice" if options else "prose" if prose else "text",
        fault=faults.get(name, ""),
        figure=name in FIGURES,
        options=options,
        suffix=suffix,
        held=held if held != text else None,
        own=dict(zip(TERMS, duty.cell.indicator.terms, strict=True)).get(name, ""),
    )


def _options(name: str, asked: Asked, text: str) -> tuple[Option, ...]:
    if name == "why_empty":
        words = {code.value: word for code, word in WHY_EMPTY.items()}
    elif name == "late_reason":
        words = {code.value: word for code, word in LATE_REASONS.items()}
    elif name == "value" and asked.kind == "yes_no":
        words = {answer: answer_words(answer) for answer in (YES, NO)}
    elif name == "value" and asked.kind == "level":
        words = {word: word for word in asked.scale}
    else:
        return ()
    known = {"": "–"} | words
    # A word that is not among the choices is kept as one, so that what was sent is not lost from sight.
    if text not in known:
        known[text] = text
    return tuple(Option(code, word, code == text) for code, word in known.items())


def _further_label(duty: Duty) -> str:
    names = [_("Ennuste")] if duty.cell.adds_up else []
    if LATE[0] in fields_of(duty):
        names.append(_("muutoksen syy"))
    words = [*names, _("huomautus"), _("ei lukua")]
    return ", ".join(words).capitalize()


def _seen(outcome: Outcome) -> str:
    """Of what was not saved the entry its writer saw, so that a conflict stays one until it has been settled."""
    if outcome.typed is not None:
        return str(outcome.typed.seen or "")
    entry = outcome.duty.latest
    return str(entry.pk) if entry is not None else ""


def _read_again(entry: Actual | None, asked: Asked) -> Given | None:
    """The reading of what was typed, said again: the same right after saving and on any later day."""
    if entry is None or entry.why_empty:
        return None
    try:
        return read_given(asked, texts_of(entry, asked.kind) | _as_entered(entry, asked))
    except NotRead:
        return None


def _as_entered(entry: Actual, asked: Asked) -> dict[str, str]:
    return {"value": entry.text_entered} if entry.text_entered and asked.kind == "number" else {}


def _remarks(duty: Duty, again: Given | None) -> tuple[str, ...]:
    """Decisions made in reading, and what looks odd beside earlier figures."""
    entry, asked = duty.latest, duty.asked
    if entry is None or asked.kind not in {"number", "ratio"}:
        return ()
    now, before, year_ago = (number_of(one, asked) for one in (entry, duty.before, duty.year_ago))
    odd = oddities(now, before, year_ago, adds_up=duty.cell.adds_up)
    return (*(again.remarks if again is not None else ()), *doubts_of(duty, entry), *_said_before(duty), *odd)


def _said_before(duty: Duty) -> tuple[str, ...]:
    """The words that confirmed the figure in whose place this doubtful one came; they are to be said anew."""
    before = duty.latest.supersedes if duty.latest is not None and unconfirmed(duty) else None
    if before is None or not before.confirmation:
        return ()
    figure = figure_words(before, duty.asked)
    return (
        _("Edellinen luku %(figure)s vahvistettiin: ”%(confirmation)s”. Kerro, miksi tämä luku on oikein.")
        % {"figure": figure, "confirmation": before.confirmation},
    )


def _returned_by(entry: Actual | None) -> str:
    if entry is None or entry.returned_by is None or entry.returned_at is None:
        return ""
    return f"{name_of(entry.returned_by)}, {write_moment(entry.returned_at)}"


def _conflict(outcome: Outcome, asked: Asked, reader: int) -> TwoFigures | None:
    current, typed = outcome.conflict, outcome.typed
    if current is None or typed is None:
        return None
    own = current.entered_by_id == reader
    return TwoFigures(
        sentence=OWN_CONFLICT if own else CONFLICT,
        theirs_label=_("Tallennettu luku") if own else _("Heidän lukunsa"),
        theirs=figure_words(current, asked),
        who=f"{name_of(current.entered_by)}, {write_moment(current.entered_at)}",
        mine=_figures_typed(typed.texts) or _without_figure(typed.texts),
        entry=current.pk,
    )


def _figures_typed(texts: Mapping[str, str]) -> str:
    return " / ".join(texts[name] for name in FIGURES if texts.get(name))


def _all_typed(texts: Mapping[str, str]) -> str:
    """What was typed, for the eye: figures first, then the forecast and the note."""
    rest = [texts[name] for name in ("forecast", "note") if texts.get(name)]
    return " · ".join([_figures_typed(texts) or _without_figure(texts), *rest])


def _without_figure(texts: Mapping[str, str]) -> str:
    words = {code.value: word for code, word in WHY_EMPTY.items()}
    return words.get(texts.get("why_empty", ""), _("ei lukua"))
