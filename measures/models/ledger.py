"""What every ledger has in common: an entry is never deleted (and the database refuses to change it)."""

from typing import NoReturn

from django.db import models
from django.utils.translation import gettext as _


class LedgerIsKept(Exception):
    """Raised when something tries to delete an entry of a ledger."""

    def __init__(self) -> None:
        super().__init__(_("Kirjattua ei poisteta: korjaus on uusi kirjaus, joka korvaa edellisen."))


class LedgerQuerySet[Entry: models.Model](models.QuerySet[Entry]):
    """A ledger's entries; refuses to delete them."""

    def delete(self) -> NoReturn:
        """Always raises LedgerIsKept."""
        raise LedgerIsKept


class LedgerEntry(models.Model):
    """An entry that is never deleted."""

    class Meta:
        abstract = True

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        """Always raises LedgerIsKept."""
        raise LedgerIsKept
