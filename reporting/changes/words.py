"""What the fields of the structure are called, and what their values say to a reader: labels and names, not codes."""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Context, Decimal
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, DecimalField, ForeignKey, JSONField, Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import Words, later
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
from scorecard.models.codes import NodeKind

type Labels = Mapping[tuple[type[Model], int], str]
"""The names of records by their model and key."""

NOTHING = "–"
LEFT_OUT = frozenset(
    {
        "id",
        "token_hash",
        "invited_at",
        "invited_by",
        "accepted_at",
        "accepted_by",
        "withdrawn_at",
        "withdrawn_by",
        "recorded_at",
        "recorded_by",
        "opened_at",
        "opened_by",
        "written_at",
        "written_by",
        "done_at",
        "done_by",
        "assessed_at",
        "assessed_by",
    }
)
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

FIELDS = Words(
    {
        "action": later("toimenpide"),
        "all_rows_reach": later("päämäärä saavutetaan vasta, kun kaikki sen mittarit ovat saavuttaneet tavoitteensa"),
        "answered_at": later("vastattu"),
        "answered_by": later("vastaaja"),
        "asked_at": later("pyydetty"),
        "across_time": later("yhdistely ajassa"),
        "across_units": later("yhdistely yksiköistä"),
        "asked_by": later("pyytäjä"),
        "band_absolute": later("lähes saavutettu -raja"),
        "band_percent": later("lähes saavutettu -raja, %"),
        "baseline_comparable": later("lähtötaso vertailukelpoinen"),
        "baseline_date": later("lähtötason päivä"),
        "baseline_value": later("lähtötaso"),
        "baseline_words": later("lähtötaso sanoin"),
        "binding": later("sitovuus"),
        "board": later("lautakunta"),
        "body": later("toimielin"),
        "closed_at": later("suljettu"),
        "closed_by": later("sulkija"),
        "closes": later("sulkeutuu"),
        "code": later("koodi"),
        "confirmed_at": later("tulkinta vahvistettu"),
        "confirmed_by": later("tulkinnan vahvistaja"),
        "date": later("päivä"),
        "decimals": later("desimaaleja"),
        "decision": later("päätös"),
        "declined_reason": later("kieltämisen syy"),
        "description": later("kuvaus"),
        "diary_number": later("diaarinumero"),
        "direction": later("suunta"),
        "due": later("määräpäivä"),
        "ends": later("päättyy"),
        "entity": later("koskee"),
        "example_data": later("esimerkkiluvut"),
        "done_on": later("valmistui"),
        "ended_at": later("päätetty ennen aikaansa"),
        "ended_by": later("päättäjä"),
        "expires_at": later("avoinna asti"),
        "email": later("sähköposti"),
        "fault": later("kirjeen este"),
        "first_name": later("etunimi"),
        "last_name": later("sukunimi"),
        "language": later("kirjeen kieli"),
        "sent_at": later("kirje lähetetty"),
        "first_day": later("ensimmäinen päivä"),
        "frequency": later("mitataan"),
        "indicator": later("mittari"),
        "kind": later("laji"),
        "keeps_en": later("sisältö myös englanniksi"),
        "keeps_sv": later("sisältö myös ruotsiksi"),
        "last_day": later("viimeinen päivä"),
        "leaver": later("lähtijä"),
        "level": later("taso"),
        "level_words": later("tasojen nimet"),
        "link": later("linkki"),
        "locked_at": later("lukittu"),
        "locked_by": later("lukitsija"),
        "measure_unit": later("mittayksikkö"),
        "measuring_year": later("mittausvuosi"),
        "mission_en": later("missio englanniksi"),
        "mission_fi": later("missio"),
        "mission_sv": later("missio ruotsiksi"),
        "month": later("kuukausi"),
        "municipality": later("kunta"),
        "name_en": later("nimi englanniksi"),
        "name_fi": later("nimi"),
        "name_sv": later("nimi ruotsiksi"),
        "node": later("päämäärä tai teema"),
        "number": later("kuntakoodi"),
        "occasion": later("raportti"),
        "op": later("vertailu"),
        "opens": later("aukeaa"),
        "order": later("järjestys"),
        "other": later("vertailtava mittari"),
        "parent": later("ylätaso"),
        "part_of": later("kuuluu strategiaan"),
        "period": later("kausi"),
        "project": later("projekti"),
        "proposed": later("ehdotettu"),
        "published": later("julkaistu"),
        "quality": later("luvun laatu"),
        "question": later("avoin kysymys"),
        "reading": later("tulkinta"),
        "reason": later("syy"),
        "reopening": later("vastaus"),
        "repeats": later("toistuu"),
        "responsible_role": later("vastuurooli"),
        "responsible_roles": later("vastuuroolit"),
        "responsible_unit": later("vastuuyksikkö"),
        "role": later("rooli"),
        "roles": later("tehtävät"),
        "row": later("mittari"),
        "schedule": later("aikataulu"),
        "sdg": later("kestävän kehityksen tavoitteet"),
        "section": later("pykälä"),
        "sector": later("toimiala"),
        "served": later("palveltu päämäärä"),
        "serves_oulu2026": later("palvelee Oulu2026:ta"),
        "source": later("lähde"),
        "starts": later("alkaa"),
        "state": later("tila"),
        "strategy": later("strategia"),
        "successor": later("seuraaja"),
        "superseded_from": later("korvattu alkaen"),
        "supersedes": later("korjaa aiempaa"),
        "terms_en": later("suhteen osat englanniksi"),
        "terms_fi": later("suhteen osat"),
        "terms_sv": later("suhteen osat ruotsiksi"),
        "text": later("teksti"),
        "unit": later("yksikkö"),
        "upper": later("yläraja"),
        "user": later("henkilö"),
        "valid_from": later("voimassa alkaen"),
        "valid_to": later("voimassa asti"),
        "value": later("arvo"),
        "value_type": later("luvun laji"),
        "verdict": later("arvio"),
        "vision_en": later("visio englanniksi"),
        "vision_fi": later("visio"),
        "vision_sv": later("visio ruotsiksi"),
        "weight": later("painomittari"),
        "window": later("raportointi-ikkuna"),
        "withdrawn_at": later("peruttu"),
        "words": later("sanoin"),
    }
)
"""The Finnish word of every field of the structure."""


def told(model: type[Model], field: Any, text: str | None, labels: Labels) -> str:
    """What a stored value says. ``text`` is the value as the database writes it out; None and empty say nothing."""
    if text is None or text == "":
        return NOTHING
    if isinstance(field, ForeignKey):
        related: Any = field.related_model
        return labels.get((related, int(text)), _("poistettu tieto"))
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


def _level_words(text: str) -> str:
    """The strategy's own words for its levels: «päämäärä: strateginen tavoite»."""
    words: dict[str, dict[str, str]] = json.loads(text)
    told = [f"{NODE_KINDS[NodeKind(code)]}: {', '.join(own.values())}" for code, own in words.items()]
    return "; ".join(told) or NOTHING


_SAY: tuple[tuple[type[Any], Any], ...] = (
    (BooleanField, lambda text: _("kyllä") if text in {"1", "true"} else _("ei")),
    (JSONField, _level_words),
    (DateTimeField, _moment),
    (DateField, _day),
    (DecimalField, lambda text: write_number(Decimal(text).normalize(Context(prec=28)))),
)
