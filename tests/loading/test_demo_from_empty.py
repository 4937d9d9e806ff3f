"""``manage.py load_demo`` into an empty database: on any day, only where it may, and telling what it did."""

import datetime as dt
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.utils import timezone
from pytest_django import Settings

from measures.loading.demo import DemoFault, load_demonstration
from measures.models import Actual
from measures.periods import Frequency, Rhythm
from scorecard.models import User

HELSINKI = ZoneInfo("Europe/Helsinki")


def at(day: str) -> Iterator[None]:
    with time_machine.travel(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), HELSINKI), tick=False):
        yield


@pytest.mark.parametrize("day", ["2025-10-01", "2026-01-02", "2026-07-15"])
def test_it_works_on_any_day(db: None, day: str) -> None:
    for _ in at(day):
        load_demonstration()
        latest = Rhythm(Frequency.QUARTER).latest_ended(dt.date.fromisoformat(day) - dt.timedelta(days=1))
        assert Actual.objects.filter(indicator__code="K02", period_ends=latest.ends).exists()
        now = timezone.now()
        assert not Actual.objects.filter(Q(entered_at__gte=now) | Q(approved_at__gte=now)).exists()


def test_refused_in_a_real_service_unless_forced(db: None, settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo", stdout=StringIO())
    assert User.objects.count() == 0
    call_command("load_demo", force=True, stdout=StringIO())
    assert User.objects.filter(username="valvoja").exists()


def test_the_command_tells_what_it_did(db: None, settings: Settings) -> None:
    settings.DEBUG = True
    first, second = StringIO(), StringIO()
    call_command("load_demo", stdout=first)
    call_command("load_demo", stdout=second)
    assert "Ladattu kemi-2023" in first.getvalue()
    assert second.getvalue() == "Esittelyaineisto on jo ladattu.\n"


def test_a_faulty_fixture_is_told_by_its_cell(db: None, tmp_path: Path) -> None:
    folder = tmp_path / "simo"
    folder.mkdir()
    (folder / "Strategia.csv").write_text("avain,arvo\nkunta,Simo\nkoodi,simo arvot\nnimi,Arvot\n")
    with pytest.raises(DemoFault, match="rivi 3"):
        load_demonstration(folder=folder.parent)
