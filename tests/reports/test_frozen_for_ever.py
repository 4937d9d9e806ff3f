"""What has been frozen stays: the database refuses whoever asks, also in raw SQL, and says the sentence."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from measures.periods import Period
from reporting.keeping.deviations import Said, write_deviation
from reporting.keeping.held import WrittenMeanwhile
from reporting.keeping.reports import start_report
from reporting.keeping.texts import check_sector
from reporting.models import Report, ReportFile, ReportText
from reporting.models.codes import ReportKind
from reporting.snapshot import from_json
from tests.reports.office import ROW, WHOLE, Office, worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]
FROZEN, FILES, LEDGER = "Jäädytettyä raporttia ei muuteta", "tiedostoa ei muuteta", "Kirjattua ei muuteta"


def refused(sql: str, sentence: str) -> None:
    """The database says no."""
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.fixture
def frozen(city: Office) -> Office:
    city.write(WHOLE, "Kausi sujui.")
    check_sector(report=city.report, unit=city.sector, by=city.head)
    said = Said("Syy", "Toimet", "toimialajohtaja")
    write_deviation(row=city.visits, said=said, seen=0, by=city.head)
    city.freeze()
    return city


@pytest.fixture
def rendered(frozen: Office) -> Office:
    frozen.rendered()
    return frozen


CHANGES = (
    "snapshot = 'x'",
    "sha256 = 'x'",
    "code = 'x'",
    "schema = 2",
    "frozen_at = NULL, frozen_by_id = NULL",
    "cut_off = NULL",
    "acknowledged = 'x'",
    "meeting_section = '99'",
    "correction_reason = 'x'",
    "version = 2",
    "period_ends = '2026-12-31'",
    "publishes_itself = NOT publishes_itself",
)
OF_LEDGERS = (
    ("DELETE FROM reporting_reportfile", FILES),
    ("UPDATE reporting_reportfile SET content = NULL", FILES),
    ("UPDATE reporting_reportfile SET sha256 = 'x'", FILES),
    ("DELETE FROM reporting_reporttext", LEDGER),
    ("UPDATE reporting_reporttext SET text_fi = 'x'", LEDGER),
    ("DELETE FROM reporting_sectorcheck", LEDGER),
    ("UPDATE reporting_sectorcheck SET unit_id = unit_id", LEDGER),
    ("DELETE FROM reporting_deviation", LEDGER),
    ("UPDATE reporting_deviation SET cause = 'x'", LEDGER),
)
TABLES = ("report", "reportfile", "reporttext", "sectorcheck", "deviation")


def test_no_word_of_a_frozen_report_is_changed(frozen):
    for change in CHANGES:
        refused(f"UPDATE reporting_report SET {change}", FROZEN)


def test_files_texts_checks_and_cards_are_never_changed_or_deleted(rendered):
    for sql, sentence in OF_LEDGERS:
        refused(sql, sentence)


def test_a_frozen_report_is_not_deleted_and_no_text_is_added_to_it(frozen):
    Report.objects.filter(pk=frozen.report.pk).values()
    fields = "about_kind, about_code, text_fi, text_sv, text_en, written_at, written_by_id, report_id"
    values = f"'goal', 'x', 'x', '', '', '2026-08-20', {frozen.head.pk}, {frozen.report.pk}"
    refused(f"INSERT INTO reporting_reporttext ({fields}) VALUES ({values})", FROZEN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reporting_reporttext")
        assert cursor.fetchone() == (1,)
    refused("DELETE FROM reporting_report WHERE code = '2026-H1'", FROZEN)


KEPT = {
    "report": ("snapshot = 'x'", FROZEN),
    "reportfile": ("sha256 = 'x'", FILES),
    "reporttext": ("text_fi = 'x'", LEDGER),
    "sectorcheck": ("unit_id = 1", LEDGER),
    "deviation": ("cause = 'x'", LEDGER),
    "wordtemplate": ("name = 'x'", LEDGER),
    "templateused": ("template_id = 1", LEDGER),
}


def test_nothing_takes_the_place_of_what_is_kept(rendered):
    """``INSERT OR REPLACE`` tells no trigger on deleting; PostgreSQL's own way is a change."""
    for table, (change, sentence) in KEPT.items():
        these = f"INTO reporting_{table} SELECT * FROM reporting_{table}"
        if connection.vendor == "postgresql":
            # What comes in is looked at first: nothing is added to a frozen report.
            refused(f"INSERT {these} ON CONFLICT (id) DO UPDATE SET {change}", f"{sentence}|{FROZEN}")
        else:
            refused(f"INSERT OR REPLACE {these}", sentence)


def test_a_text_or_a_file_of_another_number_pushes_none_away(rendered):
    if connection.vendor == "sqlite":
        for table in ("reportfile", "reporttext"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM reporting_{table}")
                names = [one[0] for one in cursor.description or () if one[0] != "id"]
            these = ", ".join(names)
            sql = f"INSERT OR REPLACE INTO reporting_{table} ({these}) SELECT {these} FROM reporting_{table}"
            refused(sql, FILES if table == "reportfile" else LEDGER)


def test_a_draft_is_not_made_into_a_frozen_report(frozen):
    later = start_report(
        strategy=frozen.strategy, kind=ReportKind.HALF_YEAR, period=Period.parse("2027-H1"), by=frozen.finance
    )
    replace = "OR REPLACE " if connection.vendor == "sqlite" else ""
    sentence = FROZEN if connection.vendor == "sqlite" else "report_code_once|unique|pkey"
    for change in ("code = '2026-H1'", f"id = {frozen.report.pk}"):
        refused(f"UPDATE {replace}reporting_report SET {change} WHERE id = {later.pk}", sentence)


def test_no_sector_is_checked_in_a_frozen_report(frozen):
    fields = "unit_id, checked_at, checked_by_id, report_id"
    values = f"{frozen.sector.pk}, '2026-08-20', {frozen.head.pk}, {frozen.report.pk}"
    refused(f"INSERT INTO reporting_sectorcheck ({fields}) VALUES ({values})", FROZEN)


def test_tables_are_not_emptied(rendered):
    for table in TABLES:
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
            refused(f"TRUNCATE reporting_{table} CASCADE", FROZEN)
        else:
            refused(f"DELETE FROM reporting_{table}", "ei muuteta eikä poisteta")


def test_the_orm_is_refused_as_well(rendered):
    report = Report.objects.get()
    report.snapshot = "{}"
    with pytest.raises(DatabaseError, match=FROZEN), transaction.atomic():
        report.save()
    with pytest.raises(DatabaseError, match=FILES), transaction.atomic():
        ReportFile.objects.all().delete()


def test_publishing_is_set_once(frozen):
    connection.cursor().execute(
        f"UPDATE reporting_report SET published_at = '2026-08-21', published_by_id = {frozen.steward.pk}"
    )
    refused("UPDATE reporting_report SET published_at = '2026-08-22'", FROZEN)
    refused("UPDATE reporting_report SET published_at = NULL, published_by_id = NULL", FROZEN)


def test_a_draft_may_change_until_it_is_frozen(city):
    Report.objects.get().save()
    city.write(WHOLE, "Yksi.")
    report = Report.objects.get()
    report.meeting_body = "Hallitus"
    report.save()
    assert Report.objects.get().meeting_body == "Hallitus"


def test_what_is_frozen_is_what_was_known_and_its_sum_agrees(frozen):
    report = Report.objects.get()
    snapshot = from_json(report.snapshot)
    assert report.sha256 == hashlib.sha256(report.snapshot.encode()).hexdigest()
    assert (report.schema, report.cut_off) == (snapshot.schema, snapshot.report.cut_off)
    assert snapshot.report.meeting.section == "12"
    assert snapshot.report.acknowledged == "Kesän takia kesken."
    assert snapshot.report.frozen_role.fi == "strategian pääkäyttäjä"
    assert "Paavo" not in report.snapshot
    assert snapshot.narratives[0].text.fi == "Kausi sujui."


def test_the_kept_files_stay_when_everything_behind_them_changes(rendered):
    before = {(one.format, one.language): bytes(one.content) for one in ReportFile.objects.all()}
    rendered.enter(
        rendered.visits, "2026-Q2", "180", unit=rendered.library, supersedes=rendered.first, entered="2026-08-01"
    )
    rendered.visits.indicator.name_fi = "Uusi nimi"
    rendered.visits.indicator.save()
    assert rendered.draft().standing.row("K1").figure.value == 180
    worker()
    assert {(one.format, one.language): bytes(one.content) for one in ReportFile.objects.all()} == before
    shown = rendered.as_(rendered.steward).get(rendered.place).text
    assert "Uusi nimi" not in shown
    assert "Käynnit" in shown


def test_a_frozen_report_is_neither_written_nor_frozen_again(frozen):
    with pytest.raises(ValidationError, match="jo jäädytetty"):
        frozen.write(ROW, "Myöhässä.")
    with pytest.raises(ValidationError, match="jo jäädytetty"):
        frozen.freeze()
    assert ReportText.objects.count() == 1


def test_a_card_is_written_by_who_saw_the_last_one(frozen):
    with pytest.raises(WrittenMeanwhile):
        write_deviation(row=frozen.visits, said=Said("a", "b", "c"), seen=0, by=frozen.steward)
