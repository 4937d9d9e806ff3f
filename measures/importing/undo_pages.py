"""The page of undoing an import as plain values: what would be undone, or why it cannot be."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_moment
from measures.importing.pages import facts_of, number_words, stopped_words
from measures.importing.undoing import Undoing
from measures.models import Import
from measures.quantities.refusals import shown


@dataclass(frozen=True, slots=True)
class UndoPage:
    """What undoing an import would do, or why it cannot be done."""

    name: str
    facts: str
    will: tuple[str, ...]
    hindrance: str
    what: str
    undo: str
    back: str


def undo_page(one: Import, undoing: Undoing) -> UndoPage:
    """The page."""
    found, code = undoing.hindrance, one.municipality.code
    hindrance = what = ""
    if found is not None:
        hindrance = stopped_words("changed_since" if found.code == "changed" else found.code)
        what = shown(found.what) + (f", {write_moment(found.at)}" if found.at is not None else "")
    return UndoPage(
        shown(one.name),
        facts_of(one),
        _will(undoing),
        hindrance,
        what,
        reverse("tuonti-peru", args=[code, one.pk]),
        reverse("tuonti-nayta", args=[code, one.pk]),
    )


def _will(undoing: Undoing) -> tuple[str, ...]:
    told = (
        (undoing.added, _("Tuonnin lisäämiä tietoja poistuu: %(number)s.")),
        (undoing.changed, _("Tuonnin muuttamia tietoja palautuu ennalleen: %(number)s.")),
        (undoing.removed, _("Tuonnin poistamia tietoja palautuu: %(number)s.")),
        (undoing.figures_withdrawn, _("Lukuja, joita ei ennen tuontia ollut, peruuntuu: %(number)s.")),
        (undoing.figures_restored, _("Lukuja palautuu siihen, mitä ne olivat: %(number)s.")),
        (undoing.targets, _("Tavoitteita palautuu siihen, mitä ne olivat, tai peruuntuu: %(number)s.")),
    )
    return tuple(sentence % {"number": number_words(number)} for number, sentence in told if number)
