"""A scorecard brought in on the web: tried in the background, shown, asked, accepted, all of it or nothing."""

import datetime as dt
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.importing.background import finish_unfinished_imports, write_import
from measures.importing.steps import Step, step_of
from measures.models import Actual, Import, ImportLine, Indicator, KpiRow
from scorecard.models import Strategy, Unit, User
from tests.scorecards.desk import Desk, small, workbook, worker
from tests.scorecards.test_round_trip import out


@pytest.fixture
def desk(demo, as_reader) -> Desk:
    return Desk(as_reader())


def test_a_workbook_is_tried_and_nothing_is_written_before_it_is_accepted(desk: Desk) -> None:
    one = desk.send(workbook(small()), wait=False)
    assert step_of(one) is Step.READING
    page = desk.page(one)
    assert "Luetaan ja tarkistetaan…" in page
    assert "/vaihe/" in page
    worker()
    one.refresh_from_db()
    page = desk.page(one)
    assert "Mitään ei ole vielä tallennettu" in page
    assert '<strong>Mittarit</strong> <span class="badge diff-new">1 uusi</span>' in page
    assert "T01 · 2025 · 120,5" in page
    assert not Strategy.objects.filter(code="kemi-uusi").exists()
    assert one.content is None


def test_an_accepted_import_is_written_in_its_accepters_name(desk: Desk) -> None:
    one = desk.send(workbook(small()))
    told = desk.step(one, "hyvaksy", wait=False)
    assert "Tallennetaan…" in told
    assert not Strategy.objects.filter(code="kemi-uusi").exists()
    worker()
    one.refresh_from_db()
    assert "Tuonti on tallennettu." in desk.page(one)
    entry = Actual.objects.get(indicator__code="T01")
    assert (entry.value, entry.entered_by.username, entry.entered_at) == (120.5, "paakayttaja", one.written_at)
    assert one.reading == ""


def test_accepting_twice_writes_once(desk: Desk) -> None:
    one = desk.send(workbook(small()))
    desk.step(one, "hyvaksy")
    written = one.written_at
    assert "ehtinyt jo toiseen vaiheeseen" in desk.step(one, "hyvaksy")
    write_import.call(one.pk)
    one.refresh_from_db()
    assert (one.written_at, Actual.objects.filter(indicator__code="T01").count()) == (written, 1)


def test_what_goes_out_is_nothing_new_when_it_comes_in(desk: Desk, tmp_path) -> None:
    one = desk.send(out("kemi-2023", tmp_path))
    assert "Tiedosto ei muuta mitään: kaikki on ennallaan." in desk.page(one)
    assert ImportLine.objects.filter(of_import=one).exclude(outcome="note").count() == 0
    assert "Hyväksy ja tallenna" not in desk.page(one)
    assert "ehtinyt" in desk.step(one, "hyvaksy")


def test_a_changed_cell_is_told_from_what_to_what(desk: Desk) -> None:
    sheets = {
        "Strategia": [["avain", "arvo"], ["koodi", "kemi-2023"]],
        "Mittarit": [["koodi", "nimi_fi", "lähtötaso"], ["K01", "Asukkaat yhteensä", 19500]],
    }
    page = desk.page(desk.send(workbook(sheets)))
    assert "<strong>nimi_fi:</strong> Asukkaiden määrä → Asukkaat yhteensä" in page
    assert "<strong>lähtötaso:</strong> 19400 → 19500" in page


def test_a_faulty_workbook_cannot_be_accepted_and_says_where(desk: Desk) -> None:
    faulty = small(Mittarit=[["koodi", "nimi_fi", "suunta"], ["T01", "Lainakanta", "ylös"]])
    one = desk.send(workbook(faulty))
    page = desk.page(one)
    assert "Työkirjassa on virheitä" in page
    assert "<strong>suunta:</strong> ”ylös” – Sanaa ei tunneta." in page
    assert "ehtinyt" in desk.step(one, "hyvaksy")
    assert not Strategy.objects.filter(code="kemi-uusi").exists()


def test_what_is_told_is_in_the_readers_language(desk: Desk) -> None:
    faulty = small(Mittarit=[["koodi", "nimi_fi", "suunta", "tavoite"], ["T01", "Lainakanta", "ylös", "1"]])
    one = desk.send(workbook(faulty))
    swedish = desk.browser.get(f"/sv{desk.place}{one.pk}/").text
    assert "Ordet är okänt. Använd något av dessa: nouseva, laskeva, säilyvä, ei." in swedish


def test_the_words_of_a_workbook_are_finnish_whatever_the_page_is_in(desk: Desk) -> None:
    desk.place = f"/sv{desk.place}"
    one = desk.send(workbook(small()))
    assert one.found["fatal"] is False


def test_another_citys_workbook_is_refused(desk: Desk) -> None:
    other = small()
    other["Strategia"][1] = ["kunta", "Kokkola"]
    assert "tiedosto on toisen kunnan" in desk.page(desk.send(workbook(other)))
    taken = small()
    taken["Strategia"][2] = ["koodi", "kokkola-2017"]
    page = desk.page(desk.send(workbook(taken)))
    assert "Strategian koodi on jo käytössä toisessa kunnassa." in page


def test_an_import_is_seen_by_its_own_city_only(desk: Desk, as_reader) -> None:
    one = desk.send(workbook(small()))
    assert as_reader("kokkola").get(f"/kokkola/hallinta/tuonti/{one.pk}/").status_code == 404


def test_a_date_that_excel_made_of_a_number_is_asked_and_answered(desk: Desk) -> None:
    mangled = small(Toteumat=[["mittari", "kausi", "arvo"], ["T01", "2025", dt.date(2026, 5, 3)]])
    one = desk.send(workbook(mangled))
    page = desk.page(one)
    assert "Mitä tarkoitettiin?" in page
    line = ImportLine.objects.get(of_import=one, outcome="asked")
    assert line.cells[0]["choices"] == ["3,5", "5,3"]
    assert "Hyväksy ja tallenna" not in page
    desk.step(one, "vastaa", {f"v{line.pk}-0": "3,5"})
    assert "Hyväksy ja tallenna" in desk.page(one)
    desk.step(one, "hyvaksy")
    assert Actual.objects.get(indicator__code="T01").value == 3.5


def test_what_was_typed_goes_before_what_was_chosen(desk: Desk) -> None:
    mangled = small()
    mangled["Mittarit"][1][5] = dt.date(2026, 5, 3)
    one = desk.send(workbook(mangled))
    line = ImportLine.objects.get(of_import=one, outcome="asked")
    assert line.cells[0]["choices"] == ["3/5", "3,5", "5/3", "5,3", "3.5.2026"]
    desk.step(one, "vastaa", {f"v{line.pk}-0": "3/5", f"t{line.pk}-0": "enintään 99"})
    desk.step(one, "hyvaksy")
    assert KpiRow.objects.get(indicator__code="T01").targets.get().value == 99


def test_data_changed_after_the_preview_is_told_and_seen_again(desk: Desk) -> None:
    sheets = {
        "Strategia": [["avain", "arvo"], ["koodi", "kemi-2023"]],
        "Mittarit": [["koodi", "nimi_fi"], ["K01", "Asukkaat yhteensä"]],
    }
    one = desk.send(workbook(sheets))
    indicator = Indicator.objects.get(code="K01", municipality__code="kemi")
    indicator.name_fi = "Väki"
    indicator.save()
    desk.step(one, "hyvaksy")
    assert step_of(one) is Step.TRIED
    page = desk.page(one)
    assert "Tiedot muuttuivat esikatselun jälkeen" in page
    assert "Väki → Asukkaat yhteensä" in page
    desk.step(one, "hyvaksy")
    indicator.refresh_from_db()
    assert indicator.name_fi == "Asukkaat yhteensä"


def test_of_two_at_once_the_second_is_shown_anew(desk: Desk) -> None:
    first, second = desk.send(workbook(small())), desk.send(workbook(small()))
    desk.step(first, "hyvaksy")
    desk.step(second, "hyvaksy")
    assert (step_of(first), step_of(second), second.stopped) == (Step.WRITTEN, Step.TRIED, "changed")
    assert "Tiedosto ei muuta mitään" in desk.page(second)
    assert Actual.objects.filter(indicator__code="T01").count() == 1


def test_a_killed_workers_import_is_taken_up_again(desk: Desk) -> None:
    from django_tasks_db.models import DBTaskResult

    one = desk.send(workbook(small()), wait=False)
    DBTaskResult.objects.all().delete()
    assert finish_unfinished_imports() == 1
    worker()
    one.refresh_from_db()
    assert step_of(one) is Step.TRIED


def test_a_broken_file_is_refused_in_a_sentence(desk: Desk) -> None:
    one = desk.send(b"koodi;nimi\n")
    page = desk.page(one)
    assert "ei ole ehjä Excel-työkirja" in page
    assert "Mitään ei tallennettu." in page


def test_no_file_and_too_large_a_file(desk: Desk) -> None:
    answer = desk.browser.post(f"{desk.place}laheta/")
    assert answer.status_code == 422
    assert "Valitse ensin tiedosto" in answer.text
    assert Import.objects.count() == 0


def test_a_file_larger_than_entry_workbooks_is_taken(desk: Desk) -> None:
    one = desk.send(b"PK" + b"\0" * 5_000_000, wait=False)
    assert one.size == 5_000_002


def test_a_visitor_and_a_false_host_are_refused_before_a_large_body_is_held(demo, client) -> None:
    file = {"tyokirja": io.BytesIO(b"PK" + b"\0" * 5_000_000)}
    assert client.post("/kemi/hallinta/tuonti/laheta/", file).status_code == 401
    file = {"tyokirja": io.BytesIO(b"PK" + b"\0" * 5_000_000)}
    assert client.post("/kemi/hallinta/tuonti/laheta/", file, headers={"host": "muualta.example"}).status_code == 400
    assert Import.objects.count() == 0


def test_csv_files_in_a_zip(desk: Desk) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, rows in small().items():
            lines = "\r\n".join(";".join(str(cell) for cell in row) for row in rows)
            archive.writestr(f"kortti/{name}.csv", lines.replace("120.5", "120,5").encode("utf-8-sig"))
        archive.writestr("kortti/muistio.txt", "x")
    one = desk.send(packed.getvalue(), "kortti.zip")
    assert one.found["fatal"] is False
    assert one.found["counts"]["Toteumat"] == {"new": 1}
    desk.step(one, "hyvaksy")
    assert Actual.objects.get(indicator__code="T01").value == 120.5


def test_lines_are_filtered_and_leafed_through(desk: Desk) -> None:
    units = [
        ["koodi", "laji", "nimi_fi"],
        *([f"u{number:03}", "tulosyksikkö", f"Yksikkö {number}"] for number in range(120)),
    ]
    one = desk.send(workbook(small(Yksiköt=units)))
    first = desk.page(one, "?valilehti=Yksik%C3%B6t")
    assert first.count("Yksikkö ") == 50
    assert "Seuraavat" in first
    last = desk.page(one, "?valilehti=Yksik%C3%B6t&sivu=3")
    assert "u119" in last
    assert "Seuraavat" not in last
    assert "u001" not in desk.page(one, "?valilehti=Yksik%C3%B6t&nayta=changed")


def test_a_page_costs_the_same_whatever_its_size(desk: Desk) -> None:
    units = [["koodi", "laji", "nimi_fi"], *([f"u{number:03}", "tulosyksikkö", "Y"] for number in range(300))]
    costs = []
    for sheets in (small(), small(Yksiköt=units)):
        one = desk.send(workbook(sheets))
        with CaptureQueriesContext(connection) as asked:
            desk.page(one)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 8


def test_the_step_is_asked_for_and_then_leads_to_the_page(desk: Desk) -> None:
    one = desk.send(workbook(small()), wait=False)
    part = desk.browser.get(f"{desk.place}{one.pk}/vaihe/")
    assert "<html" not in part.text
    assert part.text.strip() in desk.browser.get(f"{desk.place}{one.pk}/").text
    worker()
    assert desk.browser.get(f"{desk.place}{one.pk}/vaihe/").headers["HX-Redirect"] == f"{desk.place}{one.pk}/"


def test_units_and_people_are_left_as_they_are(desk: Desk) -> None:
    before = (Unit.objects.count(), User.objects.count())
    desk.step(desk.send(workbook(small())), "hyvaksy")
    assert (Unit.objects.count(), User.objects.count()) == before
