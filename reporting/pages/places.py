"""Addresses of pages about one municipality, with the period and strategy the reader has chosen kept along."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from reporting.standing import Audience


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pages of a municipality are for an audience. ``chosen``: query parameters to carry along."""

    municipality: str
    audience: Audience
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def progress(self) -> str:
        """The public progress page."""
        return reverse("edistyminen", args=[self.municipality])

    @property
    def dashboard(self) -> str:
        """The dashboard inside."""
        return reverse("tilannekuva", args=[self.municipality])

    @property
    def home(self) -> str:
        """The audience's own main page, with what has been chosen."""
        return (self.dashboard if self.audience is Audience.INTERNAL else self.progress) + self._query

    def row(self, code: str) -> str:
        """The page of an indicator."""
        name = "tilannekuvan-mittari" if self.audience is Audience.INTERNAL else "mittari"
        return reverse(name, args=[self.municipality, code]) + self._query

    @property
    def _query(self) -> str:
        return f"?{urlencode(self.chosen)}" if self.chosen else ""
