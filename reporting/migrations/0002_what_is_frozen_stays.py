"""What has been frozen stays: the database itself refuses to change or delete it, whoever asks and with whatever tool.

Of a frozen report only its publishing may be set, once. Its files, texts, sector checks and the versions of deviation
cards are never changed or deleted; a text cannot be added to a frozen report. SQLite rebuilds a table when a later
migration alters it and drops its triggers with it: such a migration must run ``lay`` again, and
``tests/reports/test_frozen_for_ever.py`` fails when it has not.
"""

from django.db import migrations

FROZEN = "Jäädytettyä raporttia ei muuteta eikä poisteta: korjaus on uusi raportti, joka korvaa sen."
FILES = "Jäädytetyn raportin tiedostoa ei muuteta eikä poisteta."
LEDGER = "Kirjattua ei muuteta eikä poisteta: uusi versio seuraa edellistä."

REPORT = (
    "id municipality_id strategy_id unit_id code kind period_starts period_ends version supersedes_id "
    "correction_reason meeting_body meeting_date meeting_section meeting_diary_number started_at started_by_id "
    "acknowledged publishes_itself schema snapshot sha256 cut_off frozen_at frozen_by_id"
).split()
LEDGERS = {
    "reporting_reportfile": FILES,
    "reporting_reporttext": LEDGER,
    "reporting_sectorcheck": LEDGER,
    "reporting_deviation": LEDGER,
}
TABLES = ("reporting_report", *LEDGERS)


def triggers(differs):
    """Name, table, event, condition and sentence of every trigger that looks at rows; ``differs``: two unlike values."""
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in REPORT)
    published = " OR ".join(
        f"(OLD.{column} IS NOT NULL AND OLD.{column} {differs} NEW.{column})"
        for column in ("published_at", "published_by_id")
    )
    frozen = "OLD.frozen_at IS NOT NULL"
    yield "report_frozen", "reporting_report", "UPDATE", f"{frozen} AND ({changed} OR {published})", FROZEN
    yield "report_kept", "reporting_report", "DELETE", frozen, FROZEN
    for table, sentence in LEDGERS.items():
        yield f"{table}_fixed", table, "UPDATE", "TRUE", sentence
        yield f"{table}_kept", table, "DELETE", "TRUE", sentence
    of_frozen = "(SELECT frozen_at FROM reporting_report WHERE id = NEW.report_id) IS NOT NULL"
    yield "reporting_reporttext_drafts_only", "reporting_reporttext", "INSERT", of_frozen, FROZEN


def lay(apps, schema_editor, triggers=triggers, tables=TABLES):
    """Lays the triggers anew, for the database at hand. A later migration gives its own for its own tables."""
    lift(apps, schema_editor, triggers, tables)
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, table, event, condition, sentence in triggers("IS DISTINCT FROM" if postgres else "IS NOT"):
        if postgres:
            back = "OLD" if event == "DELETE" else "NEW"
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
                f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                f"RETURN {back}; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
    if postgres:
        _against_truncate(schema_editor, tables)


def _against_truncate(schema_editor, tables):
    """Emptying a table asks no row: on PostgreSQL it is refused as soon as one frozen report stands in it."""
    for table in tables:
        of_frozen = "EXISTS (SELECT FROM reporting_report WHERE frozen_at IS NOT NULL)"
        schema_editor.execute(
            f"CREATE FUNCTION {table}_whole() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {of_frozen} THEN "
            f"RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_whole()"
        )


def lift(apps, schema_editor, triggers=triggers, tables=TABLES):
    """Takes the triggers away."""
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, *_ in triggers("IS NOT"):
        schema_editor.execute(
            f"DROP FUNCTION IF EXISTS {name}() CASCADE" if postgres else f"DROP TRIGGER IF EXISTS {name}"
        )
    if postgres:
        for table in tables:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_whole() CASCADE")


class Migration(migrations.Migration):
    """Triggers on reports, files, texts, checks and cards."""

    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
