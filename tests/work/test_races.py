"""Two people at the same moment, each on a connection of their own: one wins, the other is told, nothing is lost."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from scorecard.models import Milestone, ProgressNote, Project
from scorecard.models.codes import WorkState
from scorecard.work.keeping.milestones import add_milestone
from scorecard.work.keeping.notes import write_note
from scorecard.work.keeping.projects import add_project, change_project
from scorecard.work.keeping.versions import ChangedMeanwhile, version
from scorecard.work.reviews import Review
from tests.work.workshop import Workshop

ROUNDS = 3


@pytest.fixture
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several connections can share: PostgreSQL as it is, SQLite moved from memory to a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = sqlite3.connect(tmp_path / "shared.sqlite3")
    memory.backup(file)
    file.close()
    connection.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    connection.connection = None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, memory


@pytest.fixture
def town(database_of_many: None) -> Workshop:
    """The city, on a database that can be shared."""
    return Workshop()


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed gave or raised, all begun at the same moment on connections of their own."""
    start = threading.Barrier(len(deeds))
    given: list[object] = [None] * len(deeds)

    def act(place: int) -> None:
        start.wait()
        try:
            given[place] = deeds[place]()
        except (ChangedMeanwhile, ValidationError) as stopped:
            given[place] = stopped
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[place]) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


def stopped(given: list[object]) -> int:
    """How many were told that somebody was first."""
    return sum(isinstance(one, ChangedMeanwhile | ValidationError) for one in given)


def test_of_two_who_change_a_project_one_is_told(town: Workshop) -> None:
    for number in range(ROUNDS):
        seen = version(Project, id=town.project.pk)
        given = at_once(
            *(
                lambda by=by, seen=seen, number=number: change_project(
                    project=town.project, seen=seen, facts={"description": f"{by} {number}"}, by=by
                )
                for by in (town.head, town.deputy)
            )
        )
        assert stopped(given) == 1
    assert Project.history.filter(id=town.project.pk).count() == 1 + ROUNDS


def test_of_two_who_write_the_review_one_is_told(town: Workshop) -> None:
    for number in range(ROUNDS):
        seen = ProgressNote.objects.count() and ProgressNote.objects.latest("id").pk
        note = {"project": town.project, "review": Review(2026, 6), "state": WorkState.RUNNING, "seen": seen}
        given = at_once(
            *(
                lambda by=by, note=note, number=number: write_note(text=f"{by} {number}", by=by, **note)
                for by in (town.head, town.deputy)
            )
        )
        assert stopped(given) == 1
    assert ProgressNote.objects.count() == ROUNDS


def test_milestones_added_at_once_each_have_a_place(town: Workshop) -> None:
    given = at_once(
        *(
            lambda name=name: add_milestone(project=town.project, name=name, date=None, by=town.head)
            for name in ("Yksi", "Kaksi", "Kolme")
        )
    )
    assert stopped(given) == 0
    assert sorted(Milestone.objects.values_list("order", flat=True)) == [1, 2, 3]


def test_a_project_sent_twice_at_once_is_added_once(town: Workshop) -> None:
    facts = {"name_fi": "Tori", "sector": town.sector}
    given = at_once(*(lambda: add_project(strategy=town.strategy, facts=facts, by=town.head) for _ in range(2)))
    assert stopped(given) == 1
    assert Project.objects.filter(name_fi="Tori").count() == 1
