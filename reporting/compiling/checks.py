"""Which sectors' checks still hold: one falls when a text, a figure or a card of the sector changes after it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from reporting.snapshot import AboutKind, SectorFacts, Snapshot
from reporting.standing import Names


def with_standing_checks(snapshot: Snapshot) -> Snapshot:
    """The snapshot without the checks that have fallen."""
    return replace(snapshot, sectors=tuple(_checked(snapshot, one) for one in snapshot.sectors))


def _checked(snapshot: Snapshot, sector: SectorFacts) -> SectorFacts:
    checked_at = sector.checked_at
    if checked_at is not None and any(at > checked_at for at in _touched(snapshot, sector)):
        return replace(sector, checked_at=None, checked_role=Names(""))
    return sector


def _touched(snapshot: Snapshot, sector: SectorFacts) -> Iterator[dt.datetime]:
    """The moments when something of the sector was written."""
    own = {(AboutKind.SECTOR, sector.unit)}
    own |= {(AboutKind.ROW, code) for code in sector.rows} | {(AboutKind.PROJECT, code) for code in sector.projects}
    moments = [text.written_at for text in snapshot.narratives if (text.about.kind, text.about.code) in own]
    moments += [card.written_at for card in snapshot.cards if card.row in sector.rows]
    moments += [one.at for one in snapshot.assessments if one.row in sector.rows]
    for figure in snapshot.actuals:
        if figure.indicator in sector.rows:
            moments += [figure.entered_at, figure.approved_at]
    for project in snapshot.projects:
        if project.code in sector.projects and project.note is not None:
            moments.append(project.note.written_at)
    yield from (moment for moment in moments if moment is not None)
