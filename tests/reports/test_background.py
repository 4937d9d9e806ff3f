"""The files are made in the background: once, one by one; what fails is said and tried again; no page waits."""

import dataclasses
import hashlib
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from measures.models import KpiRow
from reporting.issuing.rendering import NotMade, finish_unfinished, make_files
from reporting.models import Report, ReportFile
from reporting.renderers import formats
from reporting.renderers.formats import FORMATS, LANGUAGES, Format
from reporting.snapshot import from_json, to_json
from tests.reports.office import ROW, WHOLE, Office, worker

pytestmark = pytest.mark.django_db
WANTED = len(FORMATS) * len(LANGUAGES)
KEPT = Path(__file__).parent / "schemas" / "compiled.json"


def test_freezing_makes_no_file_itself(city):
    city.as_(city.steward).post(f"{city.place}jaadytys/", {"perustelu": "Kesä."})
    assert Report.objects.get().frozen_at is not None
    assert ReportFile.objects.count() == 0
    page = city.as_(city.steward).get(city.place).text
    assert f"Valmiina 0/{WANTED} tiedostoa." in page
    assert 'data-hx-trigger="every 2s"' in page


def test_the_worker_makes_every_format_and_language_once(city):
    city.freeze()
    worker()
    made = {(one.format, one.language) for one in ReportFile.objects.all()}
    assert made == {(kind, language) for kind in FORMATS for language in LANGUAGES}
    for one in ReportFile.objects.all():
        assert one.sha256 == hashlib.sha256(bytes(one.content)).hexdigest()
        assert bytes(one.content) == FORMATS[one.format].render(from_json(city.report.snapshot), one.language)
    assert make_files.call(city.report.pk) == 0


def test_progress_swapped_is_progress_reloaded(city):
    city.freeze()
    page = city.as_(city.steward)
    part = page.get(f"{city.place}valmistuminen/", headers={"HX-Request": "true"}).text.strip()
    assert part.startswith("<section")
    strip = [line.strip() for line in part.splitlines() if "csrf" not in line]
    whole = [line.strip() for line in page.get(city.place).text.splitlines()]
    assert set(strip) <= set(whole)
    worker()
    ready = page.get(f"{city.place}valmistuminen/").text
    assert "Tiedostot ovat valmiit" in ready
    assert "hx-trigger" not in ready


def test_a_file_that_fails_leaves_the_others_and_is_tried_again(city, monkeypatch):
    broken = Format("rikki", "text/plain", "reporting.renderers.not_there")
    monkeypatch.setitem(formats.FORMATS, "rikki", broken)
    city.freeze(publishes_itself=True)
    worker()
    assert ReportFile.objects.count() == WANTED
    assert Report.objects.get().published_at is None
    page = city.as_(city.steward).get(city.place).text
    assert "Osan tekeminen epäonnistui: rikki (fi), rikki (sv), rikki (en)." in page
    assert "Yritä uudelleen" in page
    with pytest.raises(NotMade, match="fi rikki"):
        make_files.call(city.report.pk)
    monkeypatch.delitem(formats.FORMATS, "rikki")
    city.as_(city.steward).post(f"{city.place}valmistuminen/")
    worker()
    assert Report.objects.get().published_at is not None


def test_who_may_not_freeze_does_not_try_again_either(city):
    city.freeze()
    before = DBTaskResult.objects.count()
    city.as_(city.auditor).post(f"{city.place}valmistuminen/")
    assert DBTaskResult.objects.count() == before


def test_work_that_does_not_go_on_is_said(city, the_day):
    city.freeze()
    the_day.shift(600)
    page = city.as_(city.steward).get(city.place).text
    assert "Tiedostojen teko on pysähtynyt. Raportti on jäädytetty ja tallessa." in page
    # Not one file is there yet.
    assert "Valmiit tiedostot ovat tallessa." not in page


def test_a_worker_first_takes_up_what_was_left(city):
    city.freeze()
    assert finish_unfinished() == 0, "it waits already"
    DBTaskResult.objects.update(status="RUNNING")
    assert finish_unfinished() == 1
    worker()
    assert finish_unfinished() == 0


def test_the_same_city_gives_the_same_snapshot_on_either_database(city, the_day):
    """The text is kept: made on SQLite, asked again on PostgreSQL, byte for byte."""
    city.write(WHOLE, "Kausi sujui.", by=city.finance)
    city.write(ROW, "Kirjasto oli kiinni.", by=city.head)
    city.freeze()
    found = from_json(Report.objects.get().snapshot)
    text = to_json(dataclasses.replace(found, report=dataclasses.replace(found.report, release="")))
    assert text == KEPT.read_text(encoding="utf-8")


def more_rows(city: Office, number: int) -> None:
    """Rows with figures."""
    for place in range(number):
        row = city.row(f"L{place}", {"kind": "at_least", "value": 10, "repeats": "period"}, units=[city.museum])
        city.enter(row, "2026-Q2", "5", unit=city.museum)


def queries(city: Office, address: str) -> int:
    """How many questions a page asks."""
    page = city.as_(city.steward)
    with CaptureQueriesContext(connection) as asked:
        assert page.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["", "esikatselu/", "jaadytys/", "tekstit/koko/-/"])
def test_a_draft_costs_the_same_for_ten_times_the_rows(city, page):
    more_rows(city, 2)
    few = queries(city, city.place + page)
    more_rows_from = KpiRow.objects.count()
    for place in range(20):
        row = city.row(f"M{place}", {"kind": "at_least", "value": 10, "repeats": "period"}, units=[city.museum])
        city.enter(row, "2026-Q2", "5", unit=city.museum)
    assert KpiRow.objects.count() == more_rows_from + 20
    assert queries(city, city.place + page) == few
    assert few <= 80


def test_a_frozen_report_is_read_with_few_questions(city):
    more_rows(city, 20)
    city.freeze()
    assert queries(city, city.place) <= 14
    assert queries(city, f"/{city.city.code}/raportit/") <= 10
