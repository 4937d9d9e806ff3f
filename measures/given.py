"""Reads what a person typed into one cell of the entry page: a figure, its two terms, a word, or why there is none.

Plain Python. Numbers are read by ``quantities``; nothing that was typed is dropped, and every refusal says which
field it is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kemi_strategy.web.speaking import say as _
from kemi_strategy.web.speaking import spoken
from measures.quantities import Refused, read_number, write_number
from measures.rollup import quotient

YES, NO = "kyllä", "ei"
ANSWERS = {YES: YES, "ja": YES, "yes": YES, NO: NO, "nej": NO, "no": NO}
"""An answer is read in any of the languages, as numbers are, and kept as one word."""
MOST_DIGITS = 15
"""What every database and workbook keeps of a number: SQLite and Excel would change a longer one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell asks for. ``near``: figures already known of it, which decide an ambiguous number.

    ``kind``: number, yes_no, level or ratio. ``percent``: a ratio is shown × 100.
    """

    kind: str
    unit: str = ""
    decimals: int = 0
    scale: tuple[str, ...] = ()
    percent: bool = False
    near: Sequence[Decimal] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What was read: one of value, both terms, a word, or a reason for none.

    ``echo`` says it back; ``figure`` the same without the forecast.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    word: str = ""
    why_empty: str = ""
    forecast: Decimal | None = None
    note: str = ""
    confirmation: str = ""
    text: str = ""
    echo: str = ""
    figure: str = ""
    remarks: tuple[str, ...] = ()


class NotRead(Exception):
    """What was typed cannot be read. ``faults``: a sentence for each field at fault."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


def answer_words(answer: str) -> str:
    """Yes or no in the language now written."""
    return {YES: _("kyllä"), NO: _("ei")}[answer]


def read_given(asked: Asked, typed: Mapping[str, str]) -> Given | None:
    """What was typed into ``value``, ``numerator``, ``denominator``, ``forecast``, ``why_empty``, ``note``.

    None when nothing was. Raises NotRead with a sentence for each field at fault.
    """
    texts = {name: text.strip() for name, text in typed.items()}
    if not any(texts.values()):
        return None
    reading = _Reading(asked, texts)
    given = reading.figure()
    if reading.faults:
        raise NotRead(reading.faults)
    return given


class _Reading:
    """One cell being read; collects what is at fault."""

    def __init__(self, asked: Asked, texts: Mapping[str, str]) -> None:
        self.asked, self.texts = asked, texts
        self.faults: dict[str, str] = {}
        self.remarks: list[str] = []

    def text(self, field: str) -> str:
        return self.texts.get(field, "")

    def figure(self) -> Given:
        typed = [self.text(field) for field in ("value", "numerator", "denominator") if self.text(field)]
        why_empty, forecast = self.text("why_empty"), self.number("forecast", self.asked.unit)
        given = Given(forecast=forecast, note=self.text("note"), text=" / ".join(typed))
        if why_empty and typed:
            self.faults["why_empty"] = _("Anna joko luku tai syy sille, ettei lukua ole, ei molempia.")
        if why_empty:
            return replace(given, why_empty=why_empty, remarks=tuple(self.remarks))
        if not typed and self.asked.kind != "ratio":
            self.faults["value"] = _("Luku puuttuu. Anna luku tai valitse syy, miksi sitä ei ole.")
        read = self.ratio() if self.asked.kind == "ratio" else self.single()
        read["figure"] = read.get("echo", "")
        if forecast is not None:
            read["echo"] = _("%(value)s, ennuste %(forecast)s") % {
                "value": read["echo"],
                "forecast": self.written(forecast),
            }
        return replace(given, **read, remarks=tuple(self.remarks))

    def number(self, field: str, unit: str, *, near: Sequence[Decimal] = ()) -> Decimal | None:
        if not self.text(field):
            return None
        try:
            read = read_number(self.text(field), unit=unit, decimals=self.asked.decimals, near=near)
        except Refused as refused:
            self.faults[field] = refused.sentence(spoken())
            return None
        if len(read.value.normalize().as_tuple().digits) > MOST_DIGITS:
            self.faults[field] = _(
                "Luvussa on yli %(most_digits)s numeroa, eikä sitä voi säilyttää tarkasti. Tarkista luku."
            ) % {"most_digits": MOST_DIGITS}
            return None
        self.remarks.extend(read.notes)
        return read.value

    def single(self) -> dict[str, Any]:
        if self.asked.kind == "yes_no":
            return self.yes_or_no()
        if self.asked.kind == "level":
            return self.level()
        value = self.number("value", self.asked.unit, near=self.asked.near)
        return {"value": value, "echo": self.written(value)}

    def written(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        places = max(self.asked.decimals, -int(value.normalize().as_tuple().exponent))
        return write_number(value, decimals=places, unit=self.asked.unit)

    def yes_or_no(self) -> dict[str, Any]:
        said = ANSWERS.get(self.text("value").casefold(), "")
        if self.text("value") and not said:
            self.faults["value"] = _("Vastaus on kyllä tai ei. Luettiin «%(typed)s».") % {"typed": self.text("value")}
        return {"value": Decimal(said == YES), "echo": answer_words(said) if said else ""}

    def level(self) -> dict[str, Any]:
        said = {word.casefold(): word for word in self.asked.scale}.get(self.text("value").casefold())
        if self.text("value") and said is None:
            self.faults["value"] = _("Taso on jokin näistä: %(scale)s.") % {"scale": ", ".join(self.asked.scale)}
        return {"word": said or "", "echo": said or ""}

    def ratio(self) -> dict[str, Any]:
        numerator, denominator = self.number("numerator", ""), self.number("denominator", "")
        for field, name in (("numerator", _("Osoittaja")), ("denominator", _("Nimittäjä"))):
            if not self.text(field):
                self.faults[field] = _("%(name)s puuttuu. Suhdeluku lasketaan kahdesta luvusta.") % {"name": name}
        if denominator is not None and denominator < 0:
            self.faults["denominator"] = _("Nimittäjä ei voi olla negatiivinen.")
        if denominator == 0 and numerator:
            self.faults["denominator"] = _("Nimittäjä on 0, vaikka osoittaja ei ole. Tarkista kumpikin luku.")
        share = quotient(numerator, denominator, percent=self.asked.percent)
        shown = write_number(share, decimals=max(self.asked.decimals, 1), unit=self.asked.unit)
        return {"numerator": numerator, "denominator": denominator, "echo": shown}
