"""An odd figure's writer says that it is right; the ledger keeps the words, so its triggers are laid anew."""

from importlib import import_module

from django.db import migrations, models

ledgers = import_module("measures.migrations.0003_ledgers_are_append_only")


def _with_confirmation(apps, schema_editor):
    kept = ledgers.FIXED["measures_actual"]
    ledgers.FIXED["measures_actual"] = [*kept, "confirmation"]
    try:
        ledgers.append_only(apps, schema_editor)
    finally:
        ledgers.FIXED["measures_actual"] = kept


class Migration(migrations.Migration):
    """What the writer said of an odd figure."""

    dependencies = [("measures", "0004_window_closed_by_hand")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, ledgers.append_only),
        migrations.AddField("actual", "confirmation", models.TextField(blank=True, default="")),
        migrations.RunPython(_with_confirmation, ledgers.changeable),
    ]
