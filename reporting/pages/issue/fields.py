"""One text of a draft as a field: what it is about, what is written now, what the previous report said."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kemi_strategy.web.dates import write_moment
from kemi_strategy.web.speaking import spoken
from reporting.models import ReportText
from reporting.pages.counts import Badge, badge
from reporting.pages.issue.lacking import name_of, owed_abouts, sector_of
from reporting.renderers.story.binding import proposed
from reporting.renderers.story.telling import Telling
from reporting.sentences import headline, reason_sentence
from reporting.snapshot import About, AboutKind, CardState, Snapshot
from reporting.standing import Names

KINDS = {
    AboutKind.WHOLE: "koko",
    AboutKind.PROPOSAL: "paatosehdotus",
    AboutKind.GOAL: "paamaara",
    AboutKind.ROW: "mittari",
    AboutKind.PROJECT: "projekti",
    AboutKind.SECTOR: "toimiala",
}
"""What kinds of things are called in addresses."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose texts a person writes: sectors by their codes, and ``whole`` what is of all."""

    sectors: Collection[str] = ()
    whole: bool = False

    def writes(self, sector: str) -> bool:
        """May the person write of something of this sector (empty: of all)?"""
        return self.whole or sector in self.sectors


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and not saved, with why; ``conflict``: somebody else had written meanwhile."""

    text: Names
    fault: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class TextField:
    """A field. ``address``: where it is saved, empty for those who may only read; ``seen``: the wording it shows."""

    id: str
    title: str
    address: str
    text: Names
    seen: int
    written: str
    previous: str
    owed: bool
    badge: Badge | None = None
    told: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    card_address: str = ""
    fault: str = ""
    now: str = ""

    @property
    def opened(self) -> bool:
        """Shall the form stand open: it is this reader's to write and nothing has been written?"""
        return bool(self.address and (self.fault or (self.owed and not self.text.told)))


def field_id(about: About) -> str:
    """The field's place on the page."""
    return f"teksti-{KINDS[about.kind]}-{about.code}".rstrip("-")


def text_field(
    snapshot: Snapshot,
    about: About,
    written: ReportText | None,
    municipality: str,
    reach: Reach,
    typed: Typed | None = None,
) -> TextField:
    """The field of a thing."""
    said = snapshot.narrative(about.kind, about.code)
    held = Names(written.text_fi, written.text_sv, written.text_en) if written is not None else Names("")
    writes = reach.writes(sector_of(snapshot, about))
    address = reverse(
        "raportin-teksti", args=[municipality, snapshot.report.code, KINDS[about.kind], about.code or "-"]
    )
    row = next((one for one in snapshot.standing.rows if about == About(AboutKind.ROW, one.code)), None)
    cards = snapshot.cards_of(about.code) if row is not None else ()
    return TextField(
        id=field_id(about),
        title=name_of(snapshot, about),
        address=address if writes else "",
        text=typed.text if typed is not None else held,
        seen=written.pk if written is not None else 0,
        written=_("Kirjoitettu %(when)s, %(role)s") % {"when": write_moment(said.written_at), "role": said.role.told}
        if said is not None and said.written_at is not None
        else "",
        previous=_previous(snapshot, about),
        owed=about in owed_abouts(snapshot),
        badge=badge(row.verdict) if row is not None else None,
        told=(headline(row), reason_sentence(row)) if row is not None else _note_of(snapshot, about),
        cards=tuple(f"{_CARDS[one.state]}: {one.cause.told} – {one.done.told}" for one in cards),
        card_address=reverse("poikkeama", args=[municipality, about.code]) if row is not None else "",
        fault=typed.fault if typed is not None else "",
        now=held.told if typed is not None and typed.conflict else "",
    )


_CARDS = {
    CardState.OPEN: gettext_lazy("avoin"),
    CardState.ACCEPTED: gettext_lazy("hyväksytty poikkeama"),
    CardState.CLOSED: gettext_lazy("päätetty"),
}


def _previous(snapshot: Snapshot, about: About) -> str:
    before = dict(snapshot.previous.texts) if snapshot.previous is not None else {}
    return before[about].told if about in before else ""


def _note_of(snapshot: Snapshot, about: About) -> tuple[str, ...]:
    """What helps to write: of a project its review, of the proposal the one that is formed from the figures."""
    if about.kind is AboutKind.PROPOSAL:
        formed = proposed(Telling(snapshot, spoken()))
        return (_("Jos tekstiä ei kirjoiteta, raporttiin tulee: %(text)s") % {"text": formed},)
    project = next((one for one in snapshot.projects if about == About(AboutKind.PROJECT, one.code)), None)
    return (project.note.text.told,) if project is not None and project.note is not None else ()
