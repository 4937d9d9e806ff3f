"""Addresses of an indicator's charts: to explore, and as files, with what the reader has chosen kept along."""

from dataclasses import dataclass

from reporting.pages.places import Places


@dataclass(frozen=True, slots=True)
class ChartPlaces:
    """Where the chart can be explored and downloaded from."""

    explore: str
    svg: str
    png: str
    csv: str


def chart_places(places: Places, row: str) -> ChartPlaces:
    """The addresses below the indicator's own page."""
    page, mark, query = places.row(row).partition("?")
    return ChartPlaces(*(f"{page}{name}{mark}{query}" for name in ("kuvio/", "kuvio.svg", "kuvio.png", "luvut.csv")))
