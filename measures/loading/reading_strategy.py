"""Reads the sheets that tell whose strategy it is: Strategia, Päätökset and Raportointi."""

import re
import unicodedata

from measures.loading.cells import Row
from measures.loading.columns import CALENDAR, DECISIONS, STRATEGY, STRATEGY_KEYS
from measures.loading.records import DecisionRecord, OccasionRecord, StrategyRecord
from measures.loading.source import Tables
from measures.sheets import same_word
from scorecard import labels
from scorecard.models.codes import RESERVED_CODES, StrategyKind, StrategyState

_TEXTS = {
    "nimi": ("name_fi", 200),
    "nimi_sv": ("name_sv", 200),
    "nimi_en": ("name_en", 200),
    "missio": ("mission_fi", None),
    "missio_sv": ("mission_sv", None),
    "missio_en": ("mission_en", None),
    "visio": ("vision_fi", None),
    "visio_sv": ("vision_sv", None),
    "visio_en": ("vision_en", None),
}
_DAYS = {"voimassa_alkaen": "valid_from", "voimassa_asti": "valid_to"}
_LONGEST_CODE = 40  # of a municipality
_LETTERS = str.maketrans({"ä": "a", "å": "a", "ö": "o"})


def code_of_name(name: str) -> str:
    """A municipality's code: its name in lower-case ASCII, ä and å as a, ö as o, anything else a hyphen.

    >>> code_of_name("Äänekoski"), code_of_name("Pedersören kunta")
    ('aanekoski', 'pedersoren-kunta')
    """
    lower = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", lower).strip("-")


def read_strategy(tables: Tables) -> StrategyRecord:
    """The keys of the sheet Strategia. A key that is missing or unknown is reported by its name."""
    record = StrategyRecord()
    for row in tables.rows(STRATEGY):
        key = same_word(row.text("avain", needed=True))
        if key in record.rows:
            row.refuse("avain", "Avain on kahteen kertaan. Poista toinen.")
        elif key in STRATEGY_KEYS:
            record.rows[key] = row
        elif key:
            row.remark("avain", "Avainta ei tunneta, joten sitä ei luettu.")
    for key, row in record.rows.items():
        _read_key(record, key, row)
    if tables.has(STRATEGY):
        _check(record, tables)
    return record


def _read_key(record: StrategyRecord, key: str, row: Row) -> None:
    if key in _TEXTS:
        field, limit = _TEXTS[key]
        record.values[field] = row.text("arvo", limit=limit)
    elif key in _DAYS:
        record.values[_DAYS[key]] = row.date("arvo")
    elif key == "kunta":
        record.municipality = row.text("arvo", limit=100)
    elif key == "kuntakoodi":
        record.number = _number(row)
    elif key == "koodi":
        record.code = row.code("arvo", needed=False)
    elif key == "osa":
        record.part_of = row.code("arvo", needed=False)
    elif key == "julkaistu":
        record.published = row.yes_no("arvo")
    elif key == "laji":
        record.values["kind"] = row.word("arvo", labels.STRATEGY_KINDS, default=StrategyKind.STRATEGY)
    else:
        record.values["state"] = row.word("arvo", labels.STRATEGY_STATES, default=StrategyState.DRAFT)


def _number(row: Row) -> str:
    """The official number, three digits; Excel drops its leading zeros."""
    text = row.text("arvo")
    if not text:
        return ""
    if re.fullmatch("[0-9]{1,3}", text):
        return text.zfill(3)
    row.refuse("arvo", "Kuntakoodi on kolme numeroa, esimerkiksi 240.")
    return ""


def _check(record: StrategyRecord, tables: Tables) -> None:
    def missing(key: str, sentence: str) -> None:
        tables.findings.add(STRATEGY, _number_of(record, key), key, "", sentence)

    if not record.code and not _refused(record, "koodi", tables):
        missing("koodi", "Strategian koodi puuttuu. Lisää rivi koodi, esimerkiksi kemi-2023.")
    if not record.values.get("name_fi", "-"):
        missing("nimi", "Strategian nimi puuttuu. Täytä solu.")
    if record.municipality and code_of_name(record.municipality) in {*RESERVED_CODES, ""}:
        record.rows["kunta"].refuse("arvo", "Tämä nimi on varattu palvelun omille osoitteille.")
    if len(code_of_name(record.municipality)) > _LONGEST_CODE:
        record.rows["kunta"].refuse(
            "arvo", "Kunnan nimi on liian pitkä: enintään %(limit)s merkkiä.", limit=_LONGEST_CODE
        )
    starts, ends = record.values.get("valid_from"), record.values.get("valid_to")
    if starts and ends and ends < starts:
        record.rows["voimassa_asti"].refuse("arvo", "Viimeinen voimassaolopäivä on ennen ensimmäistä.")


def _refused(record: StrategyRecord, key: str, tables: Tables) -> bool:
    number = _number_of(record, key)
    return number is not None and (STRATEGY, number) in tables.findings.outcomes


def _number_of(record: StrategyRecord, key: str) -> int | None:
    return record.rows[key].number if key in record.rows else None


def read_decisions(tables: Tables) -> list[DecisionRecord]:
    """The decisions; the same body, day and section twice is a fault."""
    found: dict[object, DecisionRecord] = {}
    for row in tables.rows(DECISIONS):
        body, date = row.text("toimielin", limit=200, needed=True), row.date("pvm")
        section = row.text("pykälä", limit=20).removeprefix("§").strip()
        values = {
            "diary_number": row.text("diaarinumero", limit=60),
            "text": row.text("päätös", needed=True),
            "link": _link(row),
        }
        if date is None:
            if row.raw("pvm") is None:
                row.refuse("pvm", "Päätöksen päivä puuttuu. Täytä solu.")
            continue
        key = (body, date, section)
        if key in found:
            row.refuse("toimielin", "Sama päätös on jo rivillä %(row)s. Poista toinen.", row=found[key].row.number)
            continue
        found[key] = DecisionRecord(row, key, {name: text for name, text in values.items() if _said(row, name)})
    return list(found.values())


_DECISION_COLUMNS = {"diary_number": "diaarinumero", "text": "päätös", "link": "linkki"}


def _said(row: Row, field: str) -> bool:
    return row.has(_DECISION_COLUMNS[field])


def _link(row: Row) -> str:
    link = row.text("linkki", limit=200)
    if link and not re.fullmatch(r"https?://\S+", link):
        row.refuse("linkki", "Linkin on alettava https:// tai http://, eikä siinä voi olla välilyöntejä.")
        return ""
    return link


def read_calendar(tables: Tables) -> list[OccasionRecord]:
    """The reporting calendar, each line by its place."""
    records = []
    for order, row in enumerate(tables.rows(CALENDAR), start=1):
        occasion = row.word("tilaisuus", labels.OCCASIONS)
        if occasion is None and row.raw("tilaisuus") is None:
            row.refuse("tilaisuus", "Tieto puuttuu. Täytä solu.")
        values = {
            "occasion": occasion,
            "body": row.text("toimielin", limit=200),
            "month": row.whole("kuukausi", 1, 12),
            "description": row.text("kuvaus"),
        }
        records.append(OccasionRecord(row, order, values))
    return records
