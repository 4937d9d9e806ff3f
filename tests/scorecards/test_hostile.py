"""Hostile and mistaken scorecard workbooks: each ends in a sentence, in bounds, and nothing of it is written."""

import resource
import time
from dataclasses import replace

import pytest

from measures.importing.background import read_import
from measures.importing.keeping import receive_import
from measures.importing.pages import asked_in, import_page
from measures.importing.steps import Step, step_of
from measures.models import Actual, Import, Indicator
from measures.workbooks import limits
from scorecard.models import Municipality, Strategy, Unit, User
from tests.scorecards.hostile_cards import CARDS, READS

HURRIED = replace(limits.IMPORT, work=10, wait=30)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Strategy, Unit, Indicator, Actual))


@pytest.mark.parametrize("name", CARDS)
def test_a_hostile_scorecard_ends_in_a_sentence_and_leaves_nothing(demo, monkeypatch, name: str) -> None:
    monkeypatch.setattr("measures.importing.background.IMPORT", HURRIED)
    make, told = CARDS[name]
    content, before = make(), counts()
    one = receive_import(
        municipality=Municipality.objects.get(code="kemi"), name="kortti.xlsx", content=content, language="fi",
        by=User.objects.get(username="paakayttaja"),
    )  # fmt: skip
    own, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    read_import.call(one.pk)
    assert time.monotonic() - began < HURRIED.wait + 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own < 120_000
    one = Import.objects.select_related("municipality", "uploaded_by").get(pk=one.pk)
    assert step_of(one) in {Step.REFUSED, Step.TRIED}
    assert counts() == before
    page = import_page(one, list(one.lines.all()), [], asked_in({}))
    sentences = [page.refused, *(cell.sentence for line in page.lines for cell in line.cells)]
    assert any(told in sentence for sentence in sentences), sentences
    assert (step_of(one) is Step.TRIED and not page.fatal) is (told == READS)
