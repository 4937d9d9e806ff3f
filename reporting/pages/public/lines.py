"""Indicators as lines of public tables: figure, target, verdict, and when the next figure is due."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.pages.definition import next_words
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.standing import RowStanding


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row with the time of its next figure."""

    row: RowView
    following: str


@dataclass(frozen=True, slots=True)
class Step:
    """A page above, on the way from the progress page."""

    name: str
    address: str


def crumbs(places: Places, *steps: Step) -> tuple[Step, ...]:
    """The way to a page from the progress page."""
    return (Step(_("Edistyminen"), places.home), *steps)


def row_lines(rows: Iterable[RowStanding], places: Places) -> tuple[RowLine, ...]:
    """The rows as lines."""
    return tuple(RowLine(row_view(row, places), next_words(row)) for row in rows)
