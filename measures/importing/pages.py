"""The pages of imports as plain values: sending, what a trial found row by row, how a step proceeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import named
from measures.importing.lines import NOTE, problem_of
from measures.importing.steps import UNDER_WAY, Step, step_of
from measures.models import Import, ImportLine
from measures.quantities.refusals import shown
from measures.workbooks.limits import IMPORT
from scorecard.models import Municipality, Strategy, User

PER_PAGE = 50
OUTCOMES: dict[str, str] = Words(
    {
        "refused": later("hylätty"),
        "asked": later("kysytään"),
        "changed": later("muuttuu"),
        "new": later("uusi"),
        NOTE: later("huomaa"),
        "same": later("ennallaan"),
        "fine": later("kelpaa"),
    }
)
FILTERED = ("refused", "asked", "changed", "new", NOTE)
STEPS: dict[Step, str] = Words(
    {
        Step.READING: later("luetaan ja tarkistetaan"),
        Step.REFUSED: later("ei voitu lukea"),
        Step.TRIED: later("odottaa hyväksyntää"),
        Step.WRITING: later("tallennetaan"),
        Step.WRITTEN: later("tuotu"),
        Step.UNDOING: later("perutaan"),
        Step.UNDONE: later("peruttu"),
    }
)
_STOPPED: dict[str, str] = Words(
    {
        "changed": later(
            "Tiedot muuttuivat esikatselun jälkeen, joten mitään ei tallennettu. Alla on uusi esikatselu: tarkista ja "
            "hyväksy se."
        ),
        "moved": later("Tuonti oli ehtinyt jo toiseen vaiheeseen. Mitään ei muutettu."),
        "later": later("Tuontia ei voi perua, koska sen jälkeen on tuotu muuta. Peru ensin viimeisin tuonti."),
        "frozen": later("Tuontia ei voi perua, koska sen jälkeen on jäädytetty raportti. Jäädytetty ei enää muutu."),
        "entered": later("Tuontia ei voi perua, koska sen lukuihin on sen jälkeen kirjattu tai niitä on hyväksytty."),
        "decided": later("Tuontia ei voi perua, koska tavoitetta on muutettu sen jälkeen."),
        "assessed": later("Tuontia ei voi perua, koska riviä on arvioitu sen jälkeen."),
        "changed_since": later("Tuontia ei voi perua, koska sen tuomia tietoja on muutettu sen jälkeen."),
        "used": later("Tuontia ei voi perua, koska sen tuomiin tietoihin on sen jälkeen liitetty muuta."),
    }
)


@dataclass(frozen=True, slots=True)
class Recent:
    """An import on the list."""

    name: str
    address: str
    when: str
    who: str
    step: str
    strategy: str


@dataclass(frozen=True, slots=True)
class SendingPage:
    """Where a workbook is sent, and what else can be done: doors to files, and the latest imports."""

    fault: str
    most: int
    send: str
    empty: str
    example: str
    paste: str
    exports: tuple[tuple[str, str], ...]
    recent: tuple[Recent, ...]


def sending_page(
    municipality: Municipality, strategies: Sequence[Strategy], recent: Sequence[Import], fault: str = ""
) -> SendingPage:
    """The page."""
    code = municipality.code
    return SendingPage(
        fault,
        IMPORT.file // 1_000_000,
        reverse("tuonti-laheta", args=[code]),
        reverse("tuonti-tyhja", args=[code]),
        reverse("tuonti-esimerkki", args=[code]),
        reverse("tuonti-liita", args=[code]),
        tuple((named(one), reverse("vienti", args=[code, one.code])) for one in strategies),
        tuple(_recent(code, one) for one in recent),
    )


def _recent(code: str, one: Import) -> Recent:
    return Recent(
        shown(one.name) or _("Nimetön tiedosto"),
        reverse("tuonti-nayta", args=[code, one.pk]),
        write_moment(one.uploaded_at),
        _name_of(one.uploaded_by),
        STEPS[step_of(one)],
        one.strategy,
    )


def _name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell told: from what to what, or what is wrong. ``field``: the name of the form's field, where it is asked."""

    kind: str
    column: str
    old: str = ""
    new: str = ""
    value: str = ""
    sentence: str = ""
    choices: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file."""

    place: str
    sheet: str
    name: str
    outcome: str
    code: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """The rows of one sheet by what becomes of them."""

    sheet: str
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter to choose."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """Which lines are shown and where the others are."""

    shown: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the lines: an outcome, a sheet, a page."""

    outcome: str = ""
    sheet: str = ""
    page: int = 1

    @property
    def query(self) -> dict[str, str]:
        """The filters as in an address."""
        given = {"nayta": self.outcome, "valilehti": self.sheet}
        return {name: text for name, text in given.items() if text}


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import."""

    name: str
    facts: str
    step: str
    words: str
    poll: str
    told: str
    refused: str
    strategy: str
    counts: tuple[Count, ...]
    outcomes: tuple[Choice, ...]
    sheets: tuple[Choice, ...]
    lines: tuple[Line, ...]
    paging: Paging
    questions: tuple[Line, ...]
    answer: str
    again: str
    accept: str
    undo: str
    fatal: bool
    changed: bool
    back: str
    row_words: str


def asked_in(query: Mapping[str, str]) -> Asked:
    """What the address asks of the lines; what is none is not asked."""
    outcome, page = query.get("nayta", ""), query.get("sivu", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    return Asked(outcome if outcome in FILTERED else "", query.get("valilehti", "")[:100], max(1, number))


def import_page(one: Import, lines: Sequence[ImportLine], questions: Sequence[ImportLine], asked: Asked) -> ImportPage:
    """The page. ``lines`` has one more than is shown where there are more."""
    code, step = one.municipality.code, step_of(one)

    def address(page: str) -> str:
        return reverse(page, args=[code, one.pk])

    counts = one.found.get("counts", {})
    return ImportPage(
        name=shown(one.name) or _("Nimetön tiedosto"),
        facts=facts_of(one),
        step=step.value,
        words=STEPS[step],
        poll=address("tuonti-vaihe") if step in UNDER_WAY else "",
        told=stopped_words(one.stopped),
        refused=one.refused,
        strategy=one.strategy,
        counts=tuple(Count(sheet, _counted(found)) for sheet, found in counts.items()),
        outcomes=tuple(Choice(code, OUTCOMES[code], code == asked.outcome) for code in FILTERED),
        sheets=tuple(Choice(sheet, sheet, sheet == asked.sheet) for sheet in counts),
        lines=tuple(_line(line) for line in lines[:PER_PAGE]),
        paging=_paging(address("tuonti-nayta"), asked, more=len(lines) > PER_PAGE),
        questions=tuple(_line(line) for line in questions) if step is Step.TRIED else (),
        answer=address("tuonti-vastaa"),
        again=address("tuonti-uudestaan"),
        accept=address("tuonti-hyvaksy"),
        undo=address("tuonti-peru") if step is Step.WRITTEN else "",
        fatal=bool(one.found.get("fatal")),
        changed=bool(one.found.get("changed")),
        back=reverse("tuonti", args=[code]),
        row_words=_row_words(counts),
    )


def stopped_words(code: str) -> str:
    """What kept a step from being done."""
    return _STOPPED.get(code, "")


def facts_of(one: Import) -> str:
    """Who sent the file, when, and how large it is."""
    size = number_words(-(-one.size // 1000))
    return _("%(who)s %(when)s, %(size)s kt") % {
        "who": _name_of(one.uploaded_by), "when": write_moment(one.uploaded_at), "size": size,
    }  # fmt: skip


def _row_words(counts: Mapping[str, Mapping[str, int]]) -> str:
    rows = sum(number for found in counts.values() for number in found.values())
    return number_words(rows)


def _counted(found: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    return tuple((code, f"{number_words(found[code])} {OUTCOMES[code]}") for code in OUTCOMES if found.get(code))


def _line(line: ImportLine) -> Line:
    return Line(
        _("rivi %(row)s") % {"row": line.row} if line.row else _("koko välilehti"),
        line.sheet,
        " · ".join(part for part in (line.code, line.title) if part),
        OUTCOMES[line.outcome],
        line.outcome,
        tuple(_cell(line, place, cell) for place, cell in enumerate(line.cells)),
    )


def _cell(line: ImportLine, place: int, cell: Mapping[str, Any]) -> Cell:
    if cell["kind"] == "change":
        return Cell("change", cell["column"], _short(cell["old"]) or "–", _short(cell["new"]) or "–")
    problem = problem_of(line, cell)
    field = f"v{line.pk}-{place}" if cell["kind"] == "asked" else ""
    return Cell(
        cell["kind"], cell["column"], value=shown(cell["value"]), sentence=problem.sentence,
        choices=tuple(problem.choices), field=field,
    )  # fmt: skip


def number_words(number: int) -> str:
    """A count as written."""
    return write_number(Decimal(number))


def _short(text: str) -> str:
    return shown(" ".join(text.split())) if len(text) <= _SHOWN else shown(" ".join(text.split())[:_SHOWN]) + "…"


_SHOWN = 160


def _paging(address: str, asked: Asked, *, more: bool) -> Paging:
    def to(page: int) -> str:
        return f"{address}?{urlencode(asked.query | {'sivu': str(page)})}"

    before = to(asked.page - 1) if asked.page > 1 else ""
    words = _("Sivu %(page)s") % {"page": asked.page} if before or more else ""
    return Paging(words, before, to(asked.page + 1) if more else "")
