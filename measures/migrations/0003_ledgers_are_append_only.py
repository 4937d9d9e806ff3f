"""What has been recorded stays: the database itself refuses to change an entry of a ledger.

The moments of an actual (submitted, returned, approved) may each be set once. SQLite rebuilds a table when a later
migration alters it and drops its triggers with it: such a migration must run ``append_only`` again, and
``tests/ledger/test_append_only.py`` fails when it has not.
"""

from django.db import migrations

SENTENCE = "Kirjattua ei muuteta: korjaus on uusi kirjaus, joka korvaa edellisen."

FIXED = {
    "measures_actual": (
        "municipality_id indicator_id unit_id period_starts period_ends value numerator denominator word why_empty "
        "forecast note text_entered source supersedes_id late_reason late_reason_text entered_at entered_by_id"
    ).split(),
    "measures_targetversion": (
        "row_id valid_from kind value upper op other_id level words due repeats binding decision_id supersedes_id "
        "recorded_at recorded_by_id"
    ).split(),
    "measures_assessment": "row_id period_starts period_ends verdict reason assessed_at assessed_by_id".split(),
}
SET_ONCE = {
    "measures_actual": (
        "submitted_at submitted_by_id returned_at returned_by_id approved_at approved_by_id".split()
    ),
}


def append_only(apps, schema_editor):
    """Lays the triggers, for the database at hand."""
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in FIXED:
        forget(schema_editor, table)
        schema_editor.execute(_postgres(table) if postgres else _sqlite(table))


def changeable(apps, schema_editor):
    """Takes the triggers away again."""
    for table in FIXED:
        forget(schema_editor, table)


def forget(schema_editor, table):
    """Removes a table's trigger if it is there."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_append_only() CASCADE")
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only")


def _changes(table, differs):
    fixed = [f"OLD.{column} {differs} NEW.{column}" for column in FIXED[table]]
    once = [
        f"(OLD.{column} IS NOT NULL AND OLD.{column} {differs} NEW.{column})" for column in SET_ONCE.get(table, ())
    ]
    return " OR ".join(fixed + once)


def _sqlite(table):
    return (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} WHEN {_changes(table, 'IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    )


def _postgres(table):
    return (
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_changes(table, 'IS DISTINCT FROM')} THEN "
        f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$; "
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
    )


class Migration(migrations.Migration):
    """Triggers on the three ledgers."""

    dependencies = [("measures", "0002_initial")]
    operations = [migrations.RunPython(append_only, changeable)]
