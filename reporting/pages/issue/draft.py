"""A draft as it is being written: what is lacking and whose, the sectors' checks, and every text in its place."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.languages import Words, later
from kemi_strategy.web.speaking import spoken
from reporting.models import ReportText
from reporting.pages.issue.fields import Reach, TextField, Typed, field_id, text_field
from reporting.pages.issue.lacking import Lack, lacks_of, sector_of
from reporting.snapshot import About, AboutKind, Snapshot


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is lacking, and where on the page or in the service it is mended."""

    words: str
    address: str
    own: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class OwedKind:
    """What is lacking of one kind."""

    title: str
    lines: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class SectorLine:
    """A sector's part: what it lacks in words, empty for nothing, and who has checked it."""

    code: str
    name: str
    lacks: str
    checked: str
    check: str


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that stand together, under a heading. ``more``: those that nobody expects but that may be written."""

    id: str
    title: str
    fields: tuple[TextField, ...]
    more: tuple[TextField, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The page of a draft."""

    municipality: str
    code: str
    title: str
    strategy: str
    period: str
    facts: tuple[tuple[str, str], ...]
    own: tuple[Owed, ...]
    others: tuple[Owed, ...]
    sectors: tuple[SectorLine, ...]
    groups: tuple[Group, ...]
    preview: str
    word: str
    freeze: str

    @property
    def own_kinds(self) -> tuple[OwedKind, ...]:
        """The reader's own by kind, so that a long list does not stand in front of the writing."""
        return tuple(
            OwedKind(_KINDS[kind], lines) for kind in _KINDS if (lines := tuple(o for o in self.own if o.kind == kind))
        )


@dataclass(frozen=True, slots=True)
class Material:
    """What a draft's page is made of."""

    snapshot: Snapshot
    texts: Mapping[About, ReportText]
    municipality: str
    reach: Reach
    checks: Collection[str] = ()
    freezes: bool = False
    typed: tuple[About, Typed] | None = None

    def field(self, about: About) -> TextField:
        """The field of a thing, with what was typed into it where that was not saved."""
        typed = self.typed[1] if self.typed is not None and self.typed[0] == about else None
        return text_field(self.snapshot, about, self.texts.get(about), self.municipality, self.reach, typed)


def draft_page(material: Material) -> Draft:
    """The page."""
    snapshot, report = material.snapshot, material.snapshot.report
    lacks = lacks_of(snapshot)
    owed = [_owed(one, material) for one in lacks]
    city = material.municipality
    return Draft(
        municipality=city,
        code=report.code,
        title=report.title.told,
        strategy=snapshot.standing.strategy.names.told,
        period=f"{write_day(report.period.starts)}–{write_day(report.period.ends)}",
        facts=_facts(snapshot),
        own=tuple(one for one in owed if one.own),
        others=tuple(one for one in owed if not one.own),
        sectors=tuple(_sector(one.unit, lacks, material) for one in snapshot.sectors),
        groups=_groups(material),
        preview=reverse("raportin-esikatselu", args=[city, report.code]),
        word=reverse("raportin-luonnostiedosto", args=[city, report.code, spoken(), "docx"]),
        freeze=reverse("raportin-jaadytys", args=[city, report.code]) if material.freezes else "",
    )


def _facts(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    report, before = snapshot.report, snapshot.previous
    found = [(_("Edellinen raportti"), before.title.told if before is not None else _("ei ole"))]
    if report.meeting.body:
        found.append((_("Käsittelee"), report.meeting.body))
    if report.supersedes:
        found.append((_("Korvaa raportin"), report.supersedes))
        found.append((_("Korjauksen syy"), report.correction_reason))
    return tuple(found)


def _owed(one: Lack, material: Material) -> Owed:
    own = material.reach.writes(one.sector) if one.kind != "check" else one.sector in material.checks
    return Owed(one.words, where_mended(one, material.municipality), own, one.kind)


def where_mended(one: Lack, city: str, page: str = "") -> str:
    """Where a thing that is lacking is put right. ``page``: the draft's own, for those who look from elsewhere."""
    if one.kind == "waiting":
        return reverse("hyvaksynta", args=[city])
    if one.kind == "card":
        return reverse("poikkeama", args=[city, one.about.code])
    if one.kind == "figure":
        return reverse("tilannekuvan-mittari", args=[city, one.about.code])
    return f"{page}#toimiala-{one.about.code}" if one.kind == "check" else f"{page}#{field_id(one.about)}"


def _sector(code: str, lacks: Collection[Lack], material: Material) -> SectorLine:
    snapshot = material.snapshot
    facts = next(one for one in snapshot.sectors if one.unit == code)
    checked = ""
    if facts.checked_at is not None:
        checked = _("%(when)s, %(role)s") % {"when": write_moment(facts.checked_at), "role": facts.checked_role.told}
    address = reverse("raportin-tarkastus", args=[material.municipality, snapshot.report.code, code])
    return SectorLine(
        code=code,
        name=snapshot.unit(code).told,
        lacks=_lacks_words(Counter(one.kind for one in lacks if one.sector == code)),
        checked=checked,
        check=address if code in material.checks and not checked else "",
    )


def _lacks_words(count: Counter[str]) -> str:
    """«3 tekstiä, yksi luku»: only what there is."""
    texts, figures, waiting, others = count["text"], count["figure"], count["waiting"], count["card"] + count["note"]
    found = [
        (texts, ngettext("yksi teksti", "%(number)s tekstiä", texts)),
        (figures, ngettext("yksi luku", "%(number)s lukua", figures)),
        (waiting, ngettext("yksi luvun hyväksyntä", "%(number)s luvun hyväksyntää", waiting)),
        (others, ngettext("yksi kortti tai katsaus", "%(number)s korttia tai katsausta", others)),
    ]
    return ", ".join(words % {"number": number} for number, words in found if number)


_KINDS = Words(
    {
        "text": later("Tekstit"),
        "figure": later("Luvut"),
        "waiting": later("Hyväksyntää odottavat luvut"),
        "card": later("Poikkeamakortit"),
        "note": later("Projektien katsaukset"),
        "check": later("Tarkastukset"),
    }
)
"""What may be lacking, in the order in which it is told."""


def _groups(material: Material) -> tuple[Group, ...]:
    """The whole, the goals, then each sector with its rows and projects, then what is of no sector."""
    snapshot = material.snapshot
    whole = [About(AboutKind.WHOLE), About(AboutKind.PROPOSAL)]
    goals = [About(AboutKind.GOAL, node.branch.code) for node in snapshot.standing.of_kind("goal")]
    found = [_group("koko", _("Koko raportti"), whole, material)]
    if goals and not snapshot.report.scope:
        found.append(_group("paamaarat", _("Päämäärät"), goals, material))
    rows = [About(AboutKind.ROW, row.code) for row in snapshot.standing.rows]
    projects = [About(AboutKind.PROJECT, one.code) for one in snapshot.projects]
    for sector in snapshot.sectors:
        own = [one for one in (*rows, *projects) if sector_of(snapshot, one) == sector.unit]
        abouts = [About(AboutKind.SECTOR, sector.unit), *own]
        found.append(_group(f"osa-{sector.unit}", snapshot.unit(sector.unit).told, abouts, material))
    rest = [one for one in (*rows, *projects) if not sector_of(snapshot, one)]
    if rest:
        found.append(_group("muut", _("Ilman toimialaa"), rest, material))
    return tuple(found)


def _group(place: str, title: str, abouts: Collection[About], material: Material) -> Group:
    fields = [material.field(about) for about in abouts]
    first = tuple(one for one in fields if one.owed or one.text.told or one.fault)
    return Group(place, title, first, tuple(one for one in fields if one not in first))
