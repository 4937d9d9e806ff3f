"""Workbooks of figures that wait to be accepted; and only a scorecard that came approved has its writer as approver.

The ledger's table is rebuilt on SQLite when its constraint changes, so its triggers are laid anew.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

ledgers = import_module("measures.migrations.0003_ledgers_are_append_only")
confirmation = import_module("measures.migrations.0005_actual_confirmation")

NOT_OWN = "actual_not_approved_by_its_writer"


class Migration(migrations.Migration):
    """Uploads, and the constraint."""

    dependencies = [
        ("measures", "0007_reopening_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("reading", models.TextField(blank=True)),
                ("uploaded_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("told", models.TextField(blank=True)),
                ("municipality", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="scorecard.municipality")),
                ("uploaded_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to=settings.AUTH_USER_MODEL)),
                ("window", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="measures.window")),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["uploaded_at"], name="upload_by_age")],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, confirmation._with_confirmation),
        migrations.RemoveConstraint(model_name="actual", name=NOT_OWN),
        migrations.AddConstraint(
            model_name="actual",
            constraint=models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | ~Q(approved_by=F("entered_by"))
                | Q(source="workbook", submitted_at=F("entered_at"), approved_at=F("entered_at")),
                name=NOT_OWN,
                violation_error_message="Kukaan ei hyväksy omaa kirjaustaan.",
            ),
        ),
        migrations.RunPython(confirmation._with_confirmation, ledgers.changeable),
    ]
