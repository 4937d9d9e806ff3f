"""Nothing takes the place of what is kept: SQLite's ``INSERT OR REPLACE`` deletes the row in its way without a word.

The triggers on changing and deleting do not hear of it, so these look before a row comes in, or before a draft takes a
frozen report's place. PostgreSQL has no such statement, and its ``ON CONFLICT DO UPDATE`` meets the triggers there are.
On both a sector is no longer checked in a report that is frozen.
"""

import importlib

from django.db import migrations

_BASE = importlib.import_module("reporting.migrations.0002_what_is_frozen_stays")
# What may stand once in each table, besides its own number. Of texts and templates also once under a condition.
KEYS = {
    "reporting_report": (("municipality_id", "code"), ("supersedes_id",)),
    "reporting_reportfile": (("report_id", "format", "language"),),
    "reporting_reporttext": (("supersedes_id",), ("report_id", "about_kind", "about_code")),
    "reporting_sectorcheck": (),
    "reporting_deviation": (("supersedes_id",),),
    "reporting_wordtemplate": (("sha256",),),
    "reporting_templateused": (("report_id",),),
}
ONLY_WHEN = {
    ("report_id", "about_kind", "about_code"): "kept.supersedes_id IS NULL AND NEW.supersedes_id IS NULL",
    ("sha256",): "kept.municipality_id IS NULL AND NEW.municipality_id IS NULL",
}
_THERE_IS = "EXISTS (SELECT 1 FROM"
_TO_A_FROZEN = "reporting_sectorcheck_drafts_only"


def _meets(table):
    """The kept row that a new one would push away."""
    for key in (("id",), *KEYS[table]):
        same = " AND ".join(f"kept.{column} = NEW.{column}" for column in key)
        yield f"({same} AND {ONLY_WHEN[key]})" if key in ONLY_WHEN else f"({same})"


def replacing(table):
    """The trigger that refuses a row which would take another's place."""
    condition = f"({' OR '.join(_meets(table))})"
    if table == "reporting_report":
        condition += " AND kept.frozen_at IS NOT NULL"
    sentence = _BASE.LEDGERS.get(table, _BASE.FROZEN if table == "reporting_report" else _BASE.LEDGER)
    return f"CREATE TRIGGER {table}_instead BEFORE INSERT ON {table} WHEN {_kept(table, condition)} BEGIN {_refuse(sentence)}; END"


def taking_a_place():
    """The trigger that refuses a draft which would be made into a frozen report."""
    condition = f"kept.frozen_at IS NOT NULL AND kept.id <> OLD.id AND ({' OR '.join(_meets('reporting_report'))})"
    kept = _kept("reporting_report", condition)
    return (
        "CREATE TRIGGER reporting_report_moved BEFORE UPDATE ON reporting_report "
        f"WHEN {kept} BEGIN {_refuse(_BASE.FROZEN)}; END"
    )


def _kept(table, condition):
    return f"{_THERE_IS} {table} AS kept WHERE {condition})"


def _refuse(sentence):
    return f"SELECT RAISE(ABORT, '{sentence}')"


def checks(differs):
    """As of texts: nothing is added to a frozen report."""
    of_frozen = "(SELECT frozen_at FROM reporting_report WHERE id = NEW.report_id) IS NOT NULL"
    yield _TO_A_FROZEN, "reporting_sectorcheck", "INSERT", of_frozen, _BASE.FROZEN


def lay(apps, schema_editor):
    """Lays the triggers anew."""
    lift(apps, schema_editor)
    _BASE.lay(apps, schema_editor, checks, ())
    if schema_editor.connection.vendor == "sqlite":
        for table in KEYS:
            schema_editor.execute(replacing(table))
        schema_editor.execute(taking_a_place())


def lift(apps, schema_editor):
    """Takes the triggers away."""
    _BASE.lift(apps, schema_editor, checks, ())
    if schema_editor.connection.vendor == "sqlite":
        for name in ("reporting_report_moved", *(f"{table}_instead" for table in KEYS)):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):
    """Triggers on what comes in."""

    dependencies = [("reporting", "0004_templates_stay")]
    operations = [migrations.RunPython(lay, lift)]
