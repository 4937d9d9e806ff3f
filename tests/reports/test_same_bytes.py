"""A frozen report's files are the same for ever: made again, elsewhere, and after everything behind them has changed.

Every format joins by itself: what is in the table of formats is proven here. That the snapshot itself is the same text
on either database is in ``test_background``; files are made from that text alone.
"""

import dataclasses
import hashlib

import pytest

from reporting.models import Report, ReportFile
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.snapshot import from_json, to_json
from reporting.standing import Names
from tests.reports.elsewhere import rendered_elsewhere
from tests.reports.office import ROW, WHOLE, Office, worker
from tests.reports.samples import sample

ALL = {(kind, language) for kind in FORMATS for language in LANGUAGES}

type Files = dict[tuple[str, str], bytes]


def kept() -> Files:
    """The files as the database holds them."""
    return {(one.format, one.language): bytes(one.content) for one in ReportFile.objects.all()}


def rendered(text: str, languages: tuple[str, ...] = tuple(LANGUAGES)) -> Files:
    """Every file made anew from a snapshot's text."""
    snapshot = from_json(text)
    return {(kind, language): FORMATS[kind].render(snapshot, language) for kind in FORMATS for language in languages}


def differing(one: Files, other: Files, wanted: set[tuple[str, str]] = ALL) -> list[str]:
    """Which files are not the same bytes."""
    assert set(one) == set(other) == wanted
    return sorted(f"{language} {kind}" for kind, language in wanted if one[kind, language] != other[kind, language])


def change_everything(city: Office) -> None:
    """Another figure, other names and words, another target, a unit gone."""
    city.enter(city.visits, "2026-Q2", "180", unit=city.library, supersedes=city.first, entered="2026-08-01")
    city.visits.indicator.name_fi = "Uusi nimi"
    city.visits.indicator.save()
    city.strategy.name_fi, city.strategy.mission_fi = "Toinen strategia", "Toinen missio"
    city.strategy.save()
    city.city.name_fi = "Toinen kunta"
    city.city.save()
    city.wise.name_fi = "Toinen päämäärä"
    city.wise.save()
    city.library.name_fi = "Toinen yksikkö"
    city.library.save()


@pytest.mark.django_db
def test_made_again_elsewhere_and_after_all_has_changed_each_file_is_the_same(city, tmp_path):
    city.write(WHOLE, "Kausi sujui.")
    city.write(ROW, "Kirjasto oli kiinni.", by=city.head)
    city.freeze()
    worker()
    first, text = kept(), Report.objects.get().snapshot
    assert differing(first, rendered(text)) == []
    change_everything(city)
    assert "Uusi nimi" in city.draft().standing.row("K1").facts.indicator.names.fi
    worker()
    assert differing(first, kept()) == [], "what is kept never changes"
    assert differing(first, rendered(Report.objects.get().snapshot)) == []
    assert differing(first, rendered_elsewhere(text, tmp_path)) == []
    sums = {(one.format, one.language): one.sha256 for one in ReportFile.objects.all()}
    assert sums == {key: hashlib.sha256(content).hexdigest() for key, content in first.items()}


def test_a_full_report_with_hostile_texts_is_the_same_elsewhere(tmp_path):
    """They are the same in each language, and every language is asked above: here one is enough."""
    text = to_json(sample(hostile=True))
    finnish = {(kind, "fi") for kind in FORMATS}
    assert differing(rendered(text, ("fi",)), rendered_elsewhere(text, tmp_path, ("fi",)), finnish) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_another_report_is_another_file(kind):
    """Otherwise being the same would say nothing."""
    snapshot = sample()
    texts = tuple(dataclasses.replace(one, text=Names("Toisin.")) for one in snapshot.narratives)
    actuals = tuple(dataclasses.replace(one, note="Toisin.") for one in snapshot.actuals)
    other = dataclasses.replace(snapshot, narratives=texts, actuals=actuals)
    assert FORMATS[kind].render(snapshot, "fi") != FORMATS[kind].render(other, "fi")
