"""Reads the sheet Toteumat: figures of indicators by unit and period, and officers' assessments."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kemi_strategy.web.speaking import noted
from measures import labels
from measures.loading.cells import Row, as_text
from measures.loading.columns import ACTUALS
from measures.loading.records import ActualRecord, Facts, Figure
from measures.loading.source import Tables
from measures.loading.stamps import Stamp
from measures.models.codes import LateReason, ValueType
from measures.periods import Frequency, Period
from measures.rollup import AcrossUnits, quotient, same_as_shown
from measures.sheets import NOT_THE_RATIO, same_word
from measures.verdicts import Verdict

_EXAMPLES = {
    Frequency.MONTH: "2025-08",
    Frequency.QUARTER: "2025-Q3",
    Frequency.HALF: "2025-H1",
}
_LONGEST_TEXT = 200
_DATE_FOR_PERIOD = noted(
    "Excel on muuttanut kauden päivämääräksi. Tarkoitettiinko kautta %(meant)s? Muotoile solu tekstiksi ja kirjoita "
    "kausi uudestaan."
)

type Lifetime = tuple[dt.date | None, dt.date | None]
"""First and last day of a unit, None where it has no such day."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What figures are read against: indicators, who reports them, which are rows of this strategy, the day."""

    facts: Mapping[str, Facts]
    reporting: Mapping[str, set[str]]
    rows: set[str]
    units: Mapping[str, Lifetime]
    today: dt.date
    stamps: Mapping[int, Stamp]


def read_actuals(tables: Tables, frame: Frame) -> list[ActualRecord]:
    """The figures in their order; the same indicator, unit and period twice is a fault."""
    records: list[ActualRecord] = []
    seen: dict[tuple[str, str, Period], int] = {}
    for row in tables.rows(ACTUALS):
        record = _read(row, frame)
        if record is None:
            continue
        key = (record.indicator, record.unit, record.period)
        if key in seen:
            row.refuse(
                "kausi", "Saman mittarin, yksikön ja kauden luku on jo rivillä %(row)s. Poista toinen.", row=seen[key]
            )
            continue
        seen[key] = row.number
        records.append(record)
    return records


def _read(row: Row, frame: Frame) -> ActualRecord | None:
    code = row.text("mittari", needed=True)
    facts = frame.facts.get(code)
    if facts is None:
        if code:
            row.refuse(
                "mittari", "Mittaria %(code)s ei ole. Korjaa koodi tai lisää mittari Mittarit-välilehdelle.", code=code
            )
        return None
    assessment, reason = _assessment(row, code, frame)
    figure = _figure(row, facts, only_assessed=assessment is not None)
    only_assessed = figure is None and assessment is not None
    period = _period(row, facts, frame.today, only_assessed=only_assessed)
    unit = row.text("yksikkö")
    if figure is not None:
        _check_unit(row, code, unit, facts, frame)
    if period is None:
        return None
    _check_lifetime(row, period, frame.units.get(unit, (None, None)))
    late, late_text = _late_reason(row)
    return ActualRecord(
        row, code, unit, period, figure, _as_entered(row), late, late_text, assessment, reason,
        frame.stamps.get(row.number),
    )  # fmt: skip


def _period(row: Row, facts: Facts, today: dt.date, *, only_assessed: bool) -> Period | None:
    frequency = facts.rhythm.frequency
    example = _EXAMPLES.get(frequency, "2025")
    raw = row.raw("kausi")
    if isinstance(raw, dt.date):
        meant = facts.rhythm.containing(raw).code
        row.ask("kausi", _DATE_FOR_PERIOD, [meant], meant=meant)
        return None
    text = row.text("kausi", needed=True).upper()
    if not text:
        return None
    try:
        period = Period.parse(text)
    except ValueError:
        row.refuse("kausi", "Kautta ei tunneta. Kirjoita se muodossa %(example)s.", example=example)
        return None
    if period.months != frequency.months and not only_assessed:
        word = labels.FREQUENCIES[frequency]
        row.refuse(
            "kausi",
            "Kauden pituus ei ole mittarin tiheys (%(word)s). Kirjoita kausi muodossa %(example)s.",
            word=word,
            example=example,
        )
        return None
    if not facts.rhythm.measures(period.year):
        row.remark("kausi", "Vuosi ei ole mittarin mittausvuosi. Tarkista vuosi tai mittausvuosi.")
    if period.ends > today:
        row.remark("kausi", "Kausi ei ole vielä päättynyt. Tarkista, että luku on toteuma eikä ennuste.")
    return period


def _figure(row: Row, facts: Facts, *, only_assessed: bool) -> Figure | None:
    why = row.word("tila", labels.WHY_EMPTY)
    filled = any(row.raw(column) is not None for column in ("arvo", "osoittaja", "nimittäjä"))
    forecast = _forecast(row, facts)
    note = row.text("huomautus")
    if why is not None:
        if filled:
            row.refuse("tila", "Rivillä on sekä luku että syy, miksi lukua ei ole. Poista toinen.")
        return Figure(why_empty=why.value, forecast=forecast, note=note)
    if filled:
        return replace(_value(row, facts), forecast=forecast, note=note)
    if row.raw("tila") is None and (forecast is not None or not only_assessed):
        row.refuse("arvo", "Arvo puuttuu. Tyhjän syy kuuluu sarakkeeseen tila: %(words)s.", words=", ".join(_WHY))
    return None


_WHY = tuple(labels.WHY_EMPTY.values())


def _value(row: Row, facts: Facts) -> Figure:
    if facts.across_units is AcrossUnits.RATIO and not facts.says_yes_or_no:
        return _ratio(row, facts)
    for column in ("osoittaja", "nimittäjä"):
        if row.raw(column) is not None:
            row.refuse(column, "Osoittaja ja nimittäjä kuuluvat vain mittarille, jonka yhdistely on suhde.")
    if facts.value_type is ValueType.LEVEL:
        return Figure(word=_level(row, facts))
    if facts.says_yes_or_no:
        answer = row.yes_no("arvo")
        return Figure(value=None if answer is None else Decimal(answer))
    return Figure(value=_number(row, "arvo", facts))


def _number(row: Row, column: str, facts: Facts) -> Decimal | None:
    return row.decimal(column, unit=facts.unit, decimals=facts.decimals, near=facts.near, percent=facts.is_percent)


def _level(row: Row, facts: Facts) -> str:
    text = row.text("arvo")
    for word in facts.scale:
        if same_word(word) == same_word(text):
            return word
    row.refuse("arvo", "Taso ei ole mittarin asteikolla %(scale)s.", scale=" < ".join(facts.scale))
    return ""


def _ratio(row: Row, facts: Facts) -> Figure:
    """Numerator and denominator; a figure beside them must be their quotient as shown."""
    parts = {column: row.decimal(column) for column in ("osoittaja", "nimittäjä")}
    for column in parts:
        if row.raw(column) is None:
            row.refuse(column, "Suhteesta tarvitaan osoittaja ja nimittäjä, jotta yksiköiden luvut voi yhdistää.")
    numerator, denominator = parts["osoittaja"], parts["nimittäjä"]
    given = _number(row, "arvo", facts)
    if numerator is None or denominator is None:
        return Figure(numerator=numerator, denominator=denominator)
    if denominator == 0 and numerator != 0:
        row.refuse("nimittäjä", "Nimittäjä on nolla, vaikka osoittaja ei ole. Tarkista luvut.")
    ratio = quotient(numerator, denominator, percent=facts.is_percent)
    if given is not None and not same_as_shown(given, ratio, facts.decimals):
        shown = "ei arvoa" if ratio is None else as_text(round(ratio, max(facts.decimals, 1)))
        row.refuse("arvo", NOT_THE_RATIO.format(shown))
    return Figure(numerator=numerator, denominator=denominator)


def _forecast(row: Row, facts: Facts) -> Decimal | None:
    if row.raw("ennuste") is None:
        return None
    if facts.value_type is ValueType.LEVEL:
        row.refuse("ennuste", "Sanallisen tason mittarilla ei ole ennustetta. Kirjoita arvio huomautukseen.")
        return None
    if facts.says_yes_or_no:
        answer = row.yes_no("ennuste")
        return None if answer is None else Decimal(answer)
    return _number(row, "ennuste", facts)


def _check_unit(row: Row, code: str, unit: str, facts: Facts, frame: Frame) -> None:
    if facts.across_units is AcrossUnits.MUNICIPALITY:
        if unit:
            row.refuse("yksikkö", "Mittarin luku annetaan koko kunnasta (yhdistely kaupunki). Tyhjennä yksikkö.")
    elif not unit:
        row.refuse("yksikkö", "Yksikkö puuttuu: mittaria raportoivat yksiköt, ja niiden luvut yhdistetään.")
    elif unit not in frame.units:
        row.refuse("yksikkö", "Koodilla %(unit)s ei ole yksikköä. Korjaa koodi.", unit=unit)
    elif unit not in frame.reporting.get(code, set()):
        row.refuse(
            "yksikkö",
            "Yksikkö %(unit)s ei raportoi mittaria %(code)s. Lisää se raportoiviin tai korjaa koodi.",
            unit=unit,
            code=code,
        )


def _check_lifetime(row: Row, period: Period, lifetime: Lifetime) -> None:
    first, last = lifetime
    if (first and period.ends < first) or (last and period.ends > last):
        row.remark("kausi", "Yksikköä ei ollut kauden viimeisenä päivänä, joten luku ei tule mukaan. Tarkista kausi.")


def _assessment(row: Row, code: str, frame: Frame) -> tuple[Verdict | None, str]:
    words = {verdict: labels.VERDICTS[verdict] for verdict in labels.ASSESSABLE}
    verdict: Verdict | None = row.word("arvio", words)
    reason = row.text("arvion_perustelu")
    if verdict is not None and not reason:
        row.refuse("arvion_perustelu", "Arvio tarvitsee perustelun.")
    if verdict is not None and code not in frame.rows:
        row.refuse("arvio", "Mittari ei ole tämän strategian rivinä, joten sitä ei voi arvioida tässä.")
    if verdict is None and reason and row.raw("arvio") is None:
        row.refuse("arvio", "Perustelu on ilman arviota. Anna arvio tai kirjoita teksti huomautukseen.")
    return verdict, reason


def _late_reason(row: Row) -> tuple[str, str]:
    text = row.text("syy")
    for reason, word in labels.LATE_REASONS.items():
        if same_word(text) == word:
            return reason.value, ""
    return (LateReason.OTHER.value, text) if text else ("", "")


def _as_entered(row: Row) -> str:
    parts = [as_text(row.raw(column)) for column in ("arvo", "osoittaja", "nimittäjä")]
    text = parts[0] or " / ".join(part for part in parts[1:] if part)
    return text[:_LONGEST_TEXT]
