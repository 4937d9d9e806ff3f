"""What a draft still lacks, told one by one with where it is mended: texts, figures, cards, notes, checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import HELSINKI
from measures.spans import write_period
from measures.verdicts import Verdict
from reporting.snapshot import About, AboutKind, CardState, ReportKind, Snapshot, WhyMissing

BEHIND = frozenset({Verdict.BEHIND, Verdict.MISSED, Verdict.NEAR_MISS})
"""Verdicts of which a report says why."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is lacking. ``kind``: text, figure, waiting, card, note, check; ``sector``: whose it is."""

    kind: str
    words: str
    about: About
    sector: str = ""


def lacks_of(snapshot: Snapshot) -> tuple[Lack, ...]:
    """Everything, the texts of the whole first."""
    found = (*_texts(snapshot), *_figures(snapshot), *_cards(snapshot), *_notes(snapshot), *_checks(snapshot))
    return tuple(found)


def owed_abouts(snapshot: Snapshot) -> tuple[About, ...]:
    """What a text is expected about: the whole, each goal, each sector, each row that is behind."""
    of_all = snapshot.report.kind in {ReportKind.HALF_YEAR, ReportKind.FINANCIAL_STATEMENTS}
    goals = [node.branch.code for node in snapshot.standing.of_kind("goal")] if of_all else []
    behind = [row.code for row in snapshot.standing.rows if row.verdict in BEHIND]
    return (
        About(AboutKind.WHOLE),
        *(About(AboutKind.GOAL, code) for code in goals),
        *(About(AboutKind.SECTOR, one.unit) for one in snapshot.sectors),
        *(About(AboutKind.ROW, code) for code in behind),
    )


def name_of(snapshot: Snapshot, about: About) -> str:
    """What a thing is called."""
    code = about.code
    if about.kind is AboutKind.ROW:
        row = next((one for one in snapshot.standing.rows if one.code == code), None)
        return f"{code} {row.facts.indicator.names.told}" if row is not None else code
    if about.kind is AboutKind.GOAL:
        node = next((one for one in snapshot.standing.nodes if one.branch.code == code), None)
        return node.branch.names.told if node is not None else code
    if about.kind is AboutKind.PROJECT:
        project = next((one for one in snapshot.projects if one.code == code), None)
        return project.names.told if project is not None else code
    if about.kind is AboutKind.SECTOR:
        return snapshot.unit(code).told
    return _("Päätösehdotus") if about.kind is AboutKind.PROPOSAL else _("Koko raportti")


def sector_of(snapshot: Snapshot, about: About) -> str:
    """The code of the sector that a thing is of; empty of what is of all."""
    if about.kind is AboutKind.SECTOR:
        return about.code
    for one in snapshot.sectors:
        if about.code in {AboutKind.ROW: one.rows, AboutKind.PROJECT: one.projects}.get(about.kind, ()):
            return one.unit
    return ""


def _texts(snapshot: Snapshot) -> Iterator[Lack]:
    for about in owed_abouts(snapshot):
        if snapshot.narrative(about.kind, about.code) is None:
            name = name_of(snapshot, about)
            words = _("Teksti puuttuu: %(name)s") % {"name": name}
            yield Lack("text", words, about, sector_of(snapshot, about))


def _figures(snapshot: Snapshot) -> Iterator[Lack]:
    for one in snapshot.missing:
        about = About(AboutKind.ROW, one.indicator)
        parts = {
            "name": name_of(snapshot, about),
            "unit": snapshot.unit(one.unit).told,
            "period": write_period(one.period),
        }
        if one.why is WhyMissing.NOT_APPROVED:
            yield Lack(
                "waiting",
                _("Luku odottaa hyväksyntää: %(name)s, %(unit)s, %(period)s") % parts,
                about,
                sector_of(snapshot, about),
            )
        else:
            words = _("Luku puuttuu: %(name)s, %(unit)s, %(period)s") % parts
            yield Lack("figure", words, about, sector_of(snapshot, about))
    told = {one.indicator for one in snapshot.missing}
    for row in snapshot.standing.rows:
        if row.pending and row.code not in told:
            about = About(AboutKind.ROW, row.code)
            words = _("Luku odottaa hyväksyntää: %(name)s") % {"name": name_of(snapshot, about)}
            yield Lack("waiting", words, about, sector_of(snapshot, about))


def _cards(snapshot: Snapshot) -> Iterator[Lack]:
    """Rows that are behind without a card, or with an accepted deviation that has run out by the report's moment."""
    day = snapshot.report.cut_off.astimezone(HELSINKI).date()
    for row in snapshot.standing.rows:
        if row.verdict not in BEHIND:
            continue
        about = About(AboutKind.ROW, row.code)
        live = [one for one in snapshot.cards_of(row.code) if one.state is not CardState.CLOSED]
        name = {"name": name_of(snapshot, about)}
        if not live:
            words = _("Poikkeamakortti puuttuu: %(name)s") % name
            yield Lack("card", words, about, sector_of(snapshot, about))
        elif all(one.expires is not None and one.expires < day for one in live):
            words = _("Hyväksytyn poikkeaman voimassaolo on päättynyt: %(name)s") % name
            yield Lack("card", words, about, sector_of(snapshot, about))


def _notes(snapshot: Snapshot) -> Iterator[Lack]:
    for project in snapshot.projects:
        if project.state == "running" and project.note is None:
            about = About(AboutKind.PROJECT, project.code)
            if snapshot.narrative(about.kind, about.code) is None:
                words = _("Projektin katsaus puuttuu: %(name)s") % {"name": project.names.told}
                yield Lack("note", words, about, sector_of(snapshot, about))


def _checks(snapshot: Snapshot) -> Iterator[Lack]:
    for one in snapshot.sectors:
        if one.checked_at is None:
            about = About(AboutKind.SECTOR, one.unit)
            words = _("Toimiala ei ole tarkastanut osuuttaan: %(name)s") % {"name": snapshot.unit(one.unit).told}
            yield Lack("check", words, about, one.unit)
