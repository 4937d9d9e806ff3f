"""Reads the sheet Mittarit: what is measured, where it stood, what was decided, and how sure the reading is.

What the sheet leaves open is decided so: no tiheys means once a year, no kertymä a level, no suunta
none, no sitovuus indicative, no raja_% ten per cent. No yhdistely means the municipality's own figure where no unit
reports it; where units do, they are shown without a figure above them, and it is asked how to join them.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from measures import labels
from measures.loading.cells import Row, as_text
from measures.loading.columns import INDICATORS
from measures.loading.reading_targets import Names, Questions, read_target
from measures.loading.reading_tree import Codes, texts
from measures.loading.records import Days, Facts, IndicatorRecord, StrategyRecord
from measures.loading.source import Tables
from measures.models.codes import Entity, Reading, ValueType
from measures.models.indicators import split_terms
from measures.periods import Frequency, Rhythm
from measures.quantities import Refused, read_number
from measures.rollup import AcrossTime, AcrossUnits
from measures.sheets import same_word
from measures.targets import Baseline, Direction, Target

_NAMES = {"nimi_fi": "name_fi", "nimi_sv": "name_sv", "nimi_en": "name_en"}
_TERMS = {"suhde_fi": "terms_fi", "suhde_sv": "terms_sv", "suhde_en": "terms_en"}
_DAYS = re.compile(r"([A-Za-z0-9._-]+?)\s*=\s*(\d{4}-\d\d-\d\d)?\s*\.\.\s*(\d{4}-\d\d-\d\d)?", re.ASCII)
_YES_NO_UNIT = "kyllä/ei"


def read_indicators(tables: Tables, strategy: StrategyRecord, known: dict[str, Facts]) -> list[IndicatorRecord]:
    """The indicators in their order. ``known``: those the municipality already has, for columns left out."""
    records, codes = [], Codes()
    rows = [(codes.take(row, "koodi", indicator=True), row) for row in tables.rows(INDICATORS)]
    names = {code: tuple(as_text(row.raw(name)) for name in _NAMES if row.has(name)) for code, row in rows}
    for order, (code, row) in enumerate(rows, start=1):
        records.append(_read(row, code, order, strategy, known.get(code, Facts()), names))
    return records


def _read(row: Row, code: str, order: int, strategy: StrategyRecord, before: Facts, names: Names) -> IndicatorRecord:
    questions = Questions(row.text("kysymys"))
    facts = _facts(row, before, questions)
    baseline = _baseline(row, facts, questions)
    draft = read_target(row, code, facts, baseline, questions, strategy=strategy, names=names)
    decimals = _decimals(row, facts, baseline, draft.target)
    near = tuple(number for number in (baseline.value, draft.target.value, draft.target.upper) if number is not None)
    facts = _with(facts, decimals=decimals, near=near)
    return IndicatorRecord(
        row,
        code,
        _indicator_values(row, facts),
        {"order": order} | _row_values(row, facts, baseline, questions),
        facts,
        draft.target if draft.said else None,
        row.has("kertymä") or row.has("yhdistely"),
        row.code("vastuuyksikkö", needed=False) if row.has("vastuuyksikkö") else None,
        _weight(row, facts),
        _reporting(row, facts),
        row.refs("kohteet") if row.has("kohteet") else None,
        _reporting_days(row),
    )


def _facts(row: Row, before: Facts, questions: Questions) -> Facts:
    unit = row.text("mittayksikkö", limit=120) if row.has("mittayksikkö") else before.unit
    frequency: Frequency = before.rhythm.frequency
    year = before.rhythm.measuring_year
    if row.has("tiheys"):
        frequency = row.word("tiheys", labels.FREQUENCIES) or Frequency.YEAR
    if row.has("mittausvuosi"):
        year = row.whole("mittausvuosi", 1990, 2199)
    if Rhythm(frequency, year).never_due:
        questions.unless_asked("Minä vuosina mitataan? Mittausvuosi puuttuu.")
    across_time = before.across_time
    if row.has("kertymä"):
        across_time = row.word("kertymä", labels.ACROSS_TIME) or AcrossTime.LAST
    direction = before.direction
    if row.has("suunta"):
        direction = row.word("suunta", labels.DIRECTIONS) or Direction.NONE
    return Facts(
        unit,
        before.decimals,
        _value_type(row, unit),
        direction,
        Rhythm(frequency, year),
        _across_units(row, before, questions),
        across_time,
    )


def _value_type(row: Row, unit: str) -> ValueType:
    if "<" in unit:
        words = [same_word(word) for word in unit.split("<")]
        if "" in words or len(set(words)) < len(words):
            row.refuse("mittayksikkö", "Asteikossa on tyhjä tai kahdesti sama sana. Kirjoita esimerkiksi heikko<hyvä.")
        return ValueType.LEVEL
    done = same_word(row.text("tavoite_laji")) == "valmis"
    return ValueType.YES_NO if done or same_word(unit) == _YES_NO_UNIT else ValueType.NUMBER


def _across_units(row: Row, before: Facts, questions: Questions) -> AcrossUnits:
    if not row.has("yhdistely"):
        said = None
    else:
        said = row.word("yhdistely", labels.ACROSS_UNITS)
    if said is not None:
        return said
    if row.raw("yhdistely") is None and row.raw("raportoivat") is not None:
        questions.always("Miten yksiköiden luvut yhdistetään? Yhdistely puuttuu.")
        return AcrossUnits.NONE
    return before.across_units if not row.has("yhdistely") else AcrossUnits.MUNICIPALITY


def _baseline(row: Row, facts: Facts, questions: Questions) -> Baseline:
    """The baseline's value, or its words where the cell has no number: then it is asked, not guessed."""
    words = row.text("lähtötaso_sanat")
    raw = row.raw("lähtötaso")
    value = None
    if isinstance(raw, str) and not _is_number(raw, facts):
        written = row.text("lähtötaso")
        words = words or written
        if facts.value_type is ValueType.NUMBER and not facts.says_yes_or_no:
            questions.always(f"Mikä on lähtötaso lukuna? Lähteessä on ”{written}”.")
            row.remark("lähtötaso", "Lähtötaso ei ole luku, joten se luettiin sanoiksi ja luku jäi kysymykseksi.")
    else:
        value = row.decimal("lähtötaso", unit=facts.unit, decimals=_declared(row), percent=facts.is_percent)
    comparable = row.yes_no("lähtötaso_vertailukelpoinen")
    return Baseline(value, row.date("lähtötaso_pvm"), comparable is not False, words)


def _is_number(text: str, facts: Facts) -> bool:
    try:
        read_number(text, unit=facts.unit)
    except Refused as refused:
        # An ambiguous number is a number: its refusal is told by the cell, with both readings.
        return refused.code == "ambiguous"
    return True


def _declared(row: Row) -> int | None:
    raw = row.raw("desimaalit")
    text = as_text(raw)
    return int(text) if len(text) == 1 and text in "0123456789" else None


def _decimals(row: Row, facts: Facts, baseline: Baseline, target: Target) -> int:
    if not row.has("desimaalit") and facts.decimals:
        return facts.decimals
    said = row.whole("desimaalit", 0, 10)
    if said is not None:
        return said
    return max(_places(number) for number in (baseline.value, target.value, target.upper, Decimal(0)))


def _places(number: Decimal | None) -> int:
    if number is None:
        return 0
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _with(facts: Facts, *, decimals: int, near: tuple[Decimal, ...]) -> Facts:
    return Facts(
        facts.unit,
        decimals,
        facts.value_type,
        facts.direction,
        facts.rhythm,
        facts.across_units,
        facts.across_time,
        near,
    )


def _indicator_values(row: Row, facts: Facts) -> dict[str, Any]:
    values = (
        texts(row, _NAMES, limit=300)
        | _terms(row)
        | {
            "measure_unit": facts.unit,
            "decimals": facts.decimals,
            "value_type": facts.value_type,
            "direction": facts.direction,
            "frequency": facts.rhythm.frequency,
            "measuring_year": facts.rhythm.measuring_year,
        }
    )
    if row.has("taho"):
        values["entity"] = row.word("taho", labels.ENTITIES) or Entity.MUNICIPALITY
    if row.has("vastuu"):
        values["responsible_role"] = row.text("vastuu", limit=200)
    if row.has("lähde"):
        values["source"] = row.text("lähde", limit=300)
    return values


def _terms(row: Row) -> dict[str, str]:
    """What is divided by what, in each language; refuses what is not two names."""
    found = {field: row.text(column, limit=200) for column, field in _TERMS.items() if row.has(column)}
    for column, field in _TERMS.items():
        if found.get(field) and split_terms(found[field]) is None:
            row.refuse(column, "Kirjoita osoittajan ja nimittäjän nimet: poissaolopäivät / työpäivät.")
    return found


def _row_values(row: Row, facts: Facts, baseline: Baseline, questions: Questions) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if row.has("lähtötaso") or row.has("lähtötaso_sanat"):
        values = {"baseline_value": baseline.value, "baseline_words": baseline.words}
    if row.has("lähtötaso_pvm"):
        values["baseline_date"] = baseline.date
    if row.has("lähtötaso_vertailukelpoinen"):
        values["baseline_comparable"] = baseline.comparable
    if row.has("raja_%"):
        values["band_percent"] = _not_negative(row, "raja_%", _Band("%", percent=True), Decimal(10))
    if row.has("raja_abs"):
        values["band_absolute"] = _not_negative(row, "raja_abs", _Band(facts.unit, percent=facts.is_percent), None)
    reading: Reading = row.word("tulkinta", labels.READINGS) or Reading.CLEAR
    if questions.added and reading is Reading.CLEAR:
        reading = Reading.PROPOSED
    return values | {"reading": reading, "question": questions.text}


@dataclass(frozen=True, slots=True)
class _Band:
    unit: str
    percent: bool


def _not_negative(row: Row, column: str, band: _Band, empty: Decimal | None) -> Decimal | None:
    number = row.decimal(column, unit=band.unit, percent=band.percent)
    if number is None:
        return empty
    if number < 0 or (column == "raja_%" and number > 1000):
        row.refuse(column, "Rajan on oltava nolla tai suurempi, ja prosentteina enintään 1 000.")
        return empty
    return number.quantize(Decimal("0.01")) if column == "raja_%" else number


def _weight(row: Row, facts: Facts) -> str:
    code = row.code("paino", indicator=True, needed=False)
    if facts.across_units is AcrossUnits.WEIGHTED and not code and row.has("yhdistely"):
        row.refuse("paino", "Painotettu keskiarvo tarvitsee painomittarin koodin.")
    if code and facts.across_units is not AcrossUnits.WEIGHTED:
        row.remark("paino", "Painoa käytetään vain, kun yhdistely on painotettu.")
        return ""
    return code


def _reporting_days(row: Row) -> dict[str, Days]:
    """The days of units that do not report as long as they exist: «kirjasto=2023-01-01..2024-12-31; lukio=..»."""
    found: dict[str, Days] = {}
    for part in row.text("raportointiajat").split(";"):
        read = _DAYS.fullmatch(part.strip())
        if read:
            try:
                first, last = (dt.date.fromisoformat(day) if day else None for day in (read[2], read[3]))
            except ValueError:
                row.refuse("raportointiajat", "Tällaista päivää ei ole kalenterissa. Tarkista päivä ja kuukausi.")
                continue
            found[read[1]] = (first, last)
        elif part.strip():
            row.refuse(
                "raportointiajat", "Kirjoita ajat muodossa koodi=2023-01-01..2024-12-31; päivän saa jättää pois."
            )
    return found


def _reporting(row: Row, facts: Facts) -> list[str] | None:
    """The units as written, with ``X/*`` still folded; None where the sheet says nothing of them."""
    if not row.has("raportoivat") and not row.has("vastuuyksikkö"):
        return None
    written = [part.strip() for part in row.text("raportoivat").split(";") if part.strip()]
    if facts.across_units is AcrossUnits.MUNICIPALITY:
        if written:
            row.remark("raportoivat", "Yhdistely on kaupunki: luku annetaan kerran, eikä raportoivia käytetä.")
        return []
    if not written and row.raw("vastuuyksikkö") is not None:
        written = [row.text("vastuuyksikkö")]
    if not written:
        row.remark("raportoivat", "Mikään yksikkö ei raportoi mittaria. Anna raportoivat tai vastuuyksikkö.")
    return written
