"""What a pasted block would do, in plain values: a verdict for each figure, and the cells that have no place."""

from dataclasses import dataclass

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.desk import EntryDesk
from measures.doubting import doubts_of
from measures.duties import Duty
from measures.entering import why_shut
from measures.given import Given
from measures.labels import WHY_EMPTY
from measures.models.codes import WhyEmpty
from measures.pages.entries import figure_words
from measures.pages.entry import address_of
from measures.pasting import Pasted, Placing, Stray
from measures.spans import write_period
from measures.typed import FIGURES, SEEN
from measures.uploads.judging import CODES, Effect

NEW, CHANGED, SAME, REFUSED = Effect.NEW, Effect.CHANGED, Effect.SAME, Effect.REFUSED

_RETURNED = later("Luku on palautettu korjattavaksi. Jos se on oikein, paina sen kohdalla ”Luku on oikein, pidä se”.")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One figure: what stands, what the block brings, the verdict on it and what to know of it."""

    name: str
    of: str
    stands: str
    brought: str
    verdict: str
    verdict_words: str
    remarks: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PastePage:
    """The preview. ``saved`` and ``kept``: how many figures would be saved, and how many stay in their fields as typed.

    ``fault``: why the block could not be placed at all; ``text`` is then shown again.
    """

    save: str
    back: str
    lines: tuple[PastedLine, ...]
    strays: tuple[Stray, ...]
    saved: int
    kept: int
    writer: str
    fault: str = ""
    text: str = ""


def paste_page(desk: EntryDesk, placing: Placing) -> PastePage:
    """The preview of a block that was placed."""
    lines = tuple(_line(desk, one) for one in placing.pasted)
    return PastePage(
        save=address_of(desk, "kirjaus-tallenna"),
        back=address_of(desk, "kirjaus"),
        lines=lines,
        strays=tuple(placing.strays),
        saved=sum(line.verdict in {CODES[NEW], CODES[CHANGED]} for line in lines),
        kept=sum(line.verdict == CODES[REFUSED] for line in lines),
        writer=desk.by.get_username(),
    )


def refused_page(desk: EntryDesk, fault: str, text: str) -> PastePage:
    """The page of a block that could not be placed."""
    save, back = address_of(desk, "kirjaus-tallenna"), address_of(desk, "kirjaus")
    return PastePage(save, back, (), (), 0, 0, desk.by.get_username(), fault, text)


def _line(desk: EntryDesk, one: Pasted) -> PastedLine:
    duty, cell = one.duty, one.duty.cell
    window = desk.window_of(duty)
    shut = duty.reopened is None and not window.is_open(desk.today)
    faults = (why_shut(window, desk.today),) if shut else tuple(one.faults.values())
    verdict = _verdict(one, shut=shut)
    doubts = doubts_of(duty, one.given) if verdict in {NEW, CHANGED} else ()
    remarks = one.given.remarks if one.given is not None else ()
    if verdict == SAME and duty.latest is not None and duty.latest.returned_at is not None:
        remarks = (*remarks, _RETURNED)
    return PastedLine(
        name=named(cell.indicator),
        of=" · ".join(filter(None, (named(cell.unit) if cell.unit else "", write_period(cell.period)))),
        stands=figure_words(duty.latest, duty.asked),
        brought=_brought(duty, one),
        verdict=CODES[verdict],
        verdict_words=verdict.word,
        remarks=(*faults, *remarks, *doubts),
        fields=() if verdict == SAME else _fields(one),
    )


def _verdict(one: Pasted, *, shut: bool) -> Effect:
    if one.is_as_it_stands:
        return SAME
    if shut or one.given is None:
        return REFUSED
    return NEW if one.duty.latest is None else CHANGED


def _brought(duty: Duty, one: Pasted) -> str:
    """As it was read; what could not be read as it was typed."""
    given = one.given
    if given is None:
        return " / ".join(one.typed.text(name) for name in FIGURES if one.typed.text(name))
    return _reason(given) or given.echo or given.word or one.typed.text("value")


def _reason(given: Given) -> str:
    return WHY_EMPTY[WhyEmpty(given.why_empty)] if given.why_empty else ""


def _fields(one: Pasted) -> tuple[tuple[str, str], ...]:
    """The form's fields of one figure, as the entry page sends them."""
    code = one.duty.cell.code
    texts = tuple((f"{code}:{name}", text) for name, text in one.typed.texts.items())
    return (*texts, (f"{code}:{SEEN}", str(one.typed.seen or "")))
