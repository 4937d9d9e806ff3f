"""What the fields of the structure are called, and what their values say to a reader: labels and names, not codes."""

import datetime as dt
from collections.abc import Mapping
from decimal import Context, Decimal
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, DecimalField, ForeignKey, Model
from django.utils.dateparse import parse_date, parse_datetime

from kemi_strategy.web.dates import write_day, write_moment
from measures.labels import (
    ACROSS_TIME,
    ACROSS_UNITS,
    BINDINGS,
    DIRECTIONS,
    ENTITIES,
    FREQUENCY_NAMES,
    READINGS,
    REPEATS,
    TARGET_KINDS,
    VALUE_TYPES,
    VERDICTS,
)
from measures.models import Assessment, Indicator, KpiRow, RollUpRule, TargetVersion
from measures.periods import Period
from measures.quantities import write_number
from measures.spans import write_period
from scorecard.labels import NODE_KINDS, OCCASIONS, ROLES, STRATEGY_KINDS, STRATEGY_STATES, UNIT_KINDS, WORK_STATES
from scorecard.models import Membership, Milestone, Node, ProgressNote, Project, ReportingOccasion, Strategy, Unit

type Labels = Mapping[tuple[type[Model], int], str]
"""The names of records by their model and key."""

NOTHING = "–"
LEFT_OUT = frozenset({
    "id", "recorded_at", "recorded_by", "opened_at", "opened_by", "written_at", "written_by", "done_at", "done_by",
    "assessed_at", "assessed_by",
})  # fmt: skip
"""Fields that say nothing by themselves: the key, and of ledgers what stands beside every change."""

_CODES: dict[tuple[type[Model], str], Mapping[Any, str]] = {
    (Unit, "kind"): UNIT_KINDS,
    (Strategy, "kind"): STRATEGY_KINDS,
    (Strategy, "state"): STRATEGY_STATES,
    (Node, "kind"): NODE_KINDS,
    (Membership, "role"): ROLES,
    (ReportingOccasion, "occasion"): OCCASIONS,
    (Project, "state"): WORK_STATES,
    (Milestone, "state"): WORK_STATES,
    (ProgressNote, "state"): WORK_STATES,
    (Indicator, "value_type"): VALUE_TYPES,
    (Indicator, "direction"): DIRECTIONS,
    (Indicator, "frequency"): FREQUENCY_NAMES,
    (Indicator, "entity"): ENTITIES,
    (RollUpRule, "across_units"): ACROSS_UNITS,
    (RollUpRule, "across_time"): ACROSS_TIME,
    (KpiRow, "reading"): READINGS,
    (Assessment, "verdict"): VERDICTS,
    (TargetVersion, "kind"): TARGET_KINDS,
    (TargetVersion, "repeats"): REPEATS,
    (TargetVersion, "binding"): BINDINGS,
}

FIELDS = {
    "action": "toimenpide", "answered_at": "vastattu", "answered_by": "vastaaja", "asked_at": "pyydetty",
    "across_time": "yhdistely ajassa", "across_units": "yhdistely yksiköistä", "asked_by": "pyytäjä",
    "band_absolute": "lähes saavutettu -raja", "band_percent": "lähes saavutettu -raja, %",
    "baseline_comparable": "lähtötaso vertailukelpoinen", "baseline_date": "lähtötason päivä",
    "baseline_value": "lähtötaso", "baseline_words": "lähtötaso sanoin", "binding": "sitovuus", "board": "lautakunta",
    "body": "toimielin", "closed_at": "suljettu", "closed_by": "sulkija", "closes": "sulkeutuu", "code": "koodi",
    "confirmed_at": "tulkinta vahvistettu", "confirmed_by": "tulkinnan vahvistaja", "date": "päivä",
    "decimals": "desimaaleja", "decision": "päätös", "declined_reason": "kieltämisen syy", "description": "kuvaus",
    "diary_number": "diaarinumero", "direction": "suunta", "due": "määräpäivä", "ends": "päättyy", "entity": "koskee",
    "example_data": "esimerkkiluvut", "done_on": "valmistui", "ended_at": "päätetty ennen aikaansa",
    "ended_by": "päättäjä", "expires_at": "avoinna asti", "first_day": "ensimmäinen päivä", "frequency": "mitataan",
    "indicator": "mittari", "kind": "laji", "last_day": "viimeinen päivä", "leaver": "lähtijä", "level": "taso",
    "link": "linkki", "locked_at": "lukittu", "locked_by": "lukitsija", "measure_unit": "mittayksikkö",
    "measuring_year": "mittausvuosi", "mission_en": "missio englanniksi", "mission_fi": "missio",
    "mission_sv": "missio ruotsiksi", "month": "kuukausi", "municipality": "kunta", "name_en": "nimi englanniksi",
    "name_fi": "nimi", "name_sv": "nimi ruotsiksi", "node": "päämäärä tai teema", "number": "kuntakoodi",
    "occasion": "raportti", "op": "vertailu", "opens": "aukeaa", "order": "järjestys", "other": "vertailtava mittari",
    "parent": "ylätaso", "part_of": "kuuluu strategiaan", "period": "kausi", "project": "projekti",
    "proposed": "ehdotettu", "published": "julkaistu", "question": "avoin kysymys", "reading": "tulkinta",
    "reason": "syy", "reopening": "vastaus", "repeats": "toistuu", "responsible_role": "vastuurooli",
    "responsible_roles": "vastuuroolit", "responsible_unit": "vastuuyksikkö", "role": "rooli", "roles": "tehtävät",
    "row": "mittari", "schedule": "aikataulu", "sdg": "kestävän kehityksen tavoitteet", "section": "pykälä",
    "sector": "toimiala", "served": "palveltu päämäärä", "serves_oulu2026": "palvelee Oulu2026:ta", "source": "lähde",
    "starts": "alkaa", "state": "tila", "strategy": "strategia", "successor": "seuraaja",
    "supersedes": "korjaa aiempaa", "text": "teksti", "unit": "yksikkö", "upper": "yläraja", "user": "henkilö",
    "valid_from": "voimassa alkaen", "valid_to": "voimassa asti", "value": "arvo", "value_type": "luvun laji",
    "verdict": "arvio", "vision_en": "visio englanniksi", "vision_fi": "visio", "vision_sv": "visio ruotsiksi",
    "weight": "painomittari", "window": "raportointi-ikkuna", "words": "sanoin",
}  # fmt: skip
"""The Finnish word of every field of the structure."""


def told(model: type[Model], field: Any, text: str | None, labels: Labels) -> str:
    """What a stored value says. ``text`` is the value as the database writes it out; None and empty say nothing."""
    if text is None or text == "":
        return NOTHING
    if isinstance(field, ForeignKey):
        related: Any = field.related_model
        return labels.get((related, int(text)), "poistettu tieto")
    if (model, field.name) in _CODES:
        return _word(_CODES[model, field.name], text)
    for kind, say in _SAY:
        if isinstance(field, kind):
            return say(text)
    return text


def period_told(starts: str | None, ends: str | None) -> str:
    """The months of a period that is stored as its first and last day."""
    first, last = parse_date(starts or ""), parse_date(ends or "")
    return write_period(Period.spanning(first, last)) if first is not None and last is not None else NOTHING


def _word(words: Mapping[StrEnum, str], code: str) -> str:
    return next((word for one, word in words.items() if one.value == code), code)


def _moment(text: str) -> str:
    moment = parse_datetime(text)
    if moment is None:
        return text
    return write_moment(moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC))


def _day(text: str) -> str:
    day = parse_date(text[:10])
    return write_day(day) if day is not None else text


_SAY: tuple[tuple[type[Any], Any], ...] = (
    (BooleanField, lambda text: "kyllä" if text in {"1", "true"} else "ei"),
    (DateTimeField, _moment),
    (DateField, _day),
    (DecimalField, lambda text: write_number(Decimal(text).normalize(Context(prec=28)))),
)
