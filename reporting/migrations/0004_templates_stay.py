"""Templates are a ledger, and the one that a report was frozen with stays the report's: the database sees to both."""

import importlib

from django.db import migrations

_BASE = importlib.import_module("reporting.migrations.0002_what_is_frozen_stays")
TABLES = ("reporting_wordtemplate", "reporting_templateused")


def triggers(differs):
    """Name, table, event, condition and sentence of every trigger."""
    for table in TABLES:
        yield f"{table}_fixed", table, "UPDATE", "TRUE", _BASE.LEDGER
        yield f"{table}_kept", table, "DELETE", "TRUE", _BASE.LEDGER
    of_frozen = "(SELECT frozen_at FROM reporting_report WHERE id = NEW.report_id) IS NOT NULL"
    yield "reporting_templateused_drafts_only", "reporting_templateused", "INSERT", of_frozen, _BASE.FROZEN


def lay(apps, schema_editor):
    """Lays the triggers anew."""
    _BASE.lay(apps, schema_editor, triggers, TABLES)


def lift(apps, schema_editor):
    """Takes the triggers away."""
    _BASE.lift(apps, schema_editor, triggers, TABLES)


class Migration(migrations.Migration):
    """Triggers on templates."""

    dependencies = [("reporting", "0003_word_templates")]
    operations = [migrations.RunPython(lay, lift)]
