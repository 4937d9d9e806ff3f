"""The kinds of things whose changes are kept, what each is called, and how one finds those of a municipality."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from kemi_strategy.web.languages import later, later_of
from measures.models import (
    Assessment,
    Indicator,
    KpiRow,
    Reopening,
    ReopeningRequest,
    ReportingUnit,
    RollUpRule,
    RowLink,
    TargetVersion,
    Window,
)
from scorecard.models import (
    Action,
    ActionNode,
    Decision,
    Handover,
    Invitation,
    Membership,
    Milestone,
    Municipality,
    Node,
    ProgressNote,
    Project,
    ProjectNode,
    ReportingOccasion,
    ServedNode,
    Strategy,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where a ledger, which has no other history, keeps who and when; ``before`` names the entry that one replaces."""

    at: str
    by: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing. ``code`` stands in addresses, ``title`` are the fields that tell one thing from others.

    ``of``: its lookup of the municipality. ``about``: its lookup of an indicator, empty where it tells of none.
    ``thing``: the column that says of which thing a record tells; a ledger's records tell of what they hang on.
    ``untold``: fields of another step of the same record, which is a kind of its own with its own moment.
    ``sort``: the field by which one of them is called what it is, a goal or a theme; empty where all are called alike.
    """

    code: str
    word: str
    plural: str
    model: type[Model]
    title: tuple[str, ...]
    of: Callable[[Municipality], Q]
    about: Callable[[Indicator], Q] | None = None
    ledger: Ledger | None = None
    thing: str = "id"
    untold: frozenset[str] = frozenset()
    sort: str = ""

    @property
    def at(self) -> str:
        """The column of when a record was made."""
        return self.ledger.at if self.ledger is not None else "history_date"

    @property
    def by(self) -> str:
        """The column of who made it."""
        return self.ledger.by if self.ledger is not None else "history_user"

    @property
    def records(self) -> Any:
        """Its history, or the ledger itself: of a step the records in which it has been taken."""
        model: Any = self.model
        return model.objects.exclude(**{self.at: None}) if self.ledger is not None else model.history.all()


def _directly(lookup: str) -> Callable[[Any], Q]:
    return lambda thing: Q(**{lookup: thing.pk})


def _by_history(field: str, parent: Any, lookup: str) -> Callable[[Any], Q]:
    """Through a parent that may have been taken away since: its history still tells whose it was."""
    return lambda thing: Q(**{f"{field}__in": parent.history.filter(**{lookup: thing.pk}).values("id")})


_OF_STRATEGY = _directly("strategy__municipality")
_NAMED = ("name_fi",)
_CELL = ("indicator", "unit")
_ENDING = frozenset({"ended_at", "ended_by"})
_ASKING = frozenset({"asked_by", "asked_at"})
_ANSWERING = frozenset({"answered_at", "answered_by", "declined_reason", "reopening"})

_OF_LINK = frozenset({"email", "expires_at", "sent_at", "fault", "accepted_at", "accepted_by"})
_WITHDRAWING = frozenset({"invited_at", "invited_by", "withdrawn_at", "withdrawn_by"})

TARGETS = "tavoite"
KINDS: tuple[Kind, ...] = (
    Kind(
        TARGETS,
        later("Tavoite"),
        later_of("mittari", "Tavoitteet"),
        TargetVersion,
        ("row",),
        _directly("row__strategy__municipality"),
        _directly("row__indicator"),
        Ledger("recorded_at", "recorded_by", "supersedes"),
        "row_id",
    ),
    Kind(
        "rivi",
        later("Mittaririvi"),
        later("Mittaririvit"),
        KpiRow,
        ("indicator",),
        _OF_STRATEGY,
        _directly("indicator"),
    ),
    Kind(
        "yhteys",
        later("Rivin yhteys"),
        later("Rivien yhteydet"),
        RowLink,
        ("row", "node", "project", "action"),
        _by_history("row", KpiRow, "strategy__municipality"),
        _by_history("row", KpiRow, "indicator"),
    ),
    Kind(
        "mittari",
        later("Mittari"),
        later("Mittarit"),
        Indicator,
        ("code", "name_fi"),
        _directly("municipality"),
        _directly("id"),
    ),
    Kind(
        "saanto",
        later("Yhdistelysääntö"),
        later("Yhdistelysäännöt"),
        RollUpRule,
        ("indicator",),
        _directly("indicator__municipality"),
        _directly("indicator"),
    ),
    Kind(
        "raportoija",
        later("Raportoiva yksikkö"),
        later("Raportoivat yksiköt"),
        ReportingUnit,
        ("indicator", "unit"),
        _directly("indicator__municipality"),
        _directly("indicator"),
    ),
    Kind("yksikko", later("Yksikkö"), later("Yksiköt"), Unit, _NAMED, _directly("municipality"), sort="kind"),
    Kind("rooli", later("Rooli"), later("Roolit"), Membership, ("user", "role", "unit"), _directly("municipality")),
    Kind(
        "vaihdos",
        later("Tehtävien siirto"),
        later("Tehtävien siirrot"),
        Handover,
        ("leaver",),
        _directly("municipality"),
        None,
        Ledger("done_at", "done_by"),
    ),
    Kind(
        "kutsu",
        later("Kutsu"),
        later("Kutsut"),
        Invitation,
        ("last_name", "first_name", "role"),
        _directly("municipality"),
        None,
        Ledger("invited_at", "invited_by"),
        untold=_OF_LINK | _WITHDRAWING,
    ),
    Kind(
        "kutsun-peruminen",
        later("Kutsun peruminen"),
        later("Kutsujen perumiset"),
        Invitation,
        ("last_name", "first_name", "role"),
        _directly("municipality"),
        None,
        Ledger("withdrawn_at", "withdrawn_by"),
        untold=_OF_LINK | _WITHDRAWING | {"language", "unit", "valid_from", "valid_to"},
    ),
    Kind(
        "ikkuna",
        later("Raportointi-ikkuna"),
        later("Raportointi-ikkunat"),
        Window,
        ("period",),
        _directly("municipality"),
    ),
    Kind(
        "avauspyynto",
        later("Avauspyyntö"),
        later("Avauspyynnöt"),
        ReopeningRequest,
        _CELL,
        _directly("municipality"),
        _directly("indicator"),
        Ledger("asked_at", "asked_by"),
        untold=_ASKING | _ANSWERING,
    ),
    Kind(
        "avausvastaus",
        later("Vastaus avauspyyntöön"),
        later("Vastaukset avauspyyntöihin"),
        ReopeningRequest,
        _CELL,
        _directly("municipality"),
        _directly("indicator"),
        Ledger("answered_at", "answered_by"),
        untold=_ASKING | {"window", "reason", "answered_at", "answered_by"},
    ),
    Kind(
        "avaus",
        later("Yhden luvun avaus"),
        later("Yhden luvun avaukset"),
        Reopening,
        _CELL,
        _directly("window__municipality"),
        _directly("indicator"),
        Ledger("opened_at", "opened_by"),
        untold=_ENDING,
    ),
    Kind(
        "avauksen-paatos",
        later("Avauksen päättäminen"),
        later("Avausten päättämiset"),
        Reopening,
        _CELL,
        _directly("window__municipality"),
        _directly("indicator"),
        Ledger("ended_at", "ended_by"),
        untold=_ENDING | {"window", "reason", "asked_by", "expires_at"},
    ),
    Kind(
        "arvio",
        later("Viranhaltijan arvio"),
        later("Viranhaltijoiden arviot"),
        Assessment,
        ("row", "period"),
        _directly("row__strategy__municipality"),
        _directly("row__indicator"),
        Ledger("assessed_at", "assessed_by"),
        thing="row_id",
    ),
    Kind("strategia", later("Strategia"), later("Strategiat"), Strategy, _NAMED, _directly("municipality")),
    Kind("paatos", later("Päätös"), later("Päätökset"), Decision, ("body", "date", "section"), _OF_STRATEGY),
    Kind(
        "kalenteri",
        later("Raportointikalenteri"),
        later("Raportointikalenteri"),
        ReportingOccasion,
        ("occasion",),
        _OF_STRATEGY,
    ),
    Kind(
        "paamaara",
        later("Päämäärä, teema tai hyöty"),
        later("Päämäärät, teemat ja hyödyt"),
        Node,
        _NAMED,
        _OF_STRATEGY,
        sort="kind",
    ),
    Kind(
        "palveltu",
        later("Ohjelman yhteys"),
        later("Ohjelman yhteydet"),
        ServedNode,
        ("node", "served"),
        _by_history("node", Node, "strategy__municipality"),
    ),
    Kind("projekti", later("Projekti"), later("Projektit"), Project, _NAMED, _OF_STRATEGY),
    Kind(
        "projektiyhteys",
        later("Projektin yhteys"),
        later("Projektien yhteydet"),
        ProjectNode,
        ("project", "node"),
        _by_history("project", Project, "strategy__municipality"),
    ),
    Kind(
        "virstanpylvas",
        later("Virstanpylväs"),
        later("Virstanpylväät"),
        Milestone,
        ("project", "name_fi"),
        _by_history("project", Project, "strategy__municipality"),
    ),
    Kind(
        "seuranta",
        later("Projektin seurantamerkintä"),
        later("Projektien seurantamerkinnät"),
        ProgressNote,
        ("project", "period"),
        _directly("project__strategy__municipality"),
        None,
        Ledger("written_at", "written_by"),
        "project_id",
    ),
    Kind("toimenpide", later("Toimenpide"), later("Toimenpiteet"), Action, _NAMED, _OF_STRATEGY),
    Kind(
        "toimenpideyhteys",
        later("Toimenpiteen yhteys"),
        later("Toimenpiteiden yhteydet"),
        ActionNode,
        ("action", "node"),
        _by_history("action", Action, "strategy__municipality"),
    ),
    Kind("kunta", later("Kunta"), later("Kunta"), Municipality, _NAMED, _directly("id")),
)
BY_CODE = {kind.code: kind for kind in KINDS}
