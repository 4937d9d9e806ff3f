"""Imports as web pages; an entry that an import brought may be withdrawn, so the triggers are laid anew."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


ledgers = import_module("measures.migrations.0003_ledgers_are_append_only")


def _laid(withdrawal):
    def lay(apps, schema_editor):
        fixed, once = ledgers.FIXED["measures_actual"], ledgers.SET_ONCE["measures_actual"]
        ledgers.FIXED["measures_actual"] = [*fixed, "confirmation"]
        ledgers.SET_ONCE["measures_actual"] = [*once, *withdrawal]
        try:
            ledgers.append_only(apps, schema_editor)
        finally:
            ledgers.FIXED["measures_actual"], ledgers.SET_ONCE["measures_actual"] = fixed, once

    return lay


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0009_what_ends_and_what_is_meant'),
        ('scorecard', '0006_feedback_language'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, _laid([])),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('pasted', models.BooleanField(default=False)),
                ('language', models.CharField(default='fi', max_length=2)),
                ('content', models.BinaryField(blank=True, null=True)),
                ('reading', models.TextField(blank=True)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('uploaded_at', models.DateTimeField()),
                ('refused', models.TextField(blank=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('found', models.JSONField(blank=True, default=dict)),
                ('agreed', models.CharField(blank=True, max_length=64)),
                ('strategy', models.CharField(blank=True, max_length=60)),
                ('stopped', models.CharField(blank=True, max_length=20)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('sheet', models.CharField(max_length=100)),
                ('row', models.PositiveIntegerField()),
                ('code', models.CharField(blank=True, max_length=60)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('outcome', models.CharField(max_length=10)),
                ('cells', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['of_import', 'place'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='actual',
            name='actual_one_first_entry_of_unit',
        ),
        migrations.RemoveConstraint(
            model_name='actual',
            name='actual_one_first_entry_of_municipality',
        ),
        migrations.AddField(
            model_name='actual',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='actual',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawn', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True), ('unit__isnull', False), ('withdrawn_at__isnull', True)), fields=('municipality', 'indicator', 'unit', 'period_starts', 'period_ends'), name='actual_one_first_entry_of_unit', violation_error_message='Joku ehti kirjata tämän luvun ensin. Katso molemmat luvut ja valitse.'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True), ('unit__isnull', True), ('withdrawn_at__isnull', True)), fields=('municipality', 'indicator', 'period_starts', 'period_ends'), name='actual_one_first_entry_of_municipality', violation_error_message='Joku ehti kirjata tämän luvun ensin. Katso molemmat luvut ja valitse.'),
        ),
        migrations.AddConstraint(
            model_name='actual',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='actual_withdrawn_at_who_and_when', violation_error_message='Perumiseen kuuluvat sekä peruja että aika.'),
        ),
        migrations.AddField(
            model_name='import',
            name='accepted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accepted_imports', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='import',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='scorecard.municipality'),
        ),
        migrations.AddField(
            model_name='import',
            name='taken_back_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_imports', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='import',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importline',
            name='of_import',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='measures.import'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['municipality', '-id'], name='import_of_municipality'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='import_accepted_at_who_and_when', violation_error_message='Hyväksyntään kuuluvat sekä hyväksyjä että aika.'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('taken_back_by__isnull', True)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='import_taken_back_at_who_and_when', violation_error_message='Perumiseen kuuluvat sekä peruja että aika.'),
        ),
        migrations.AddIndex(
            model_name='importline',
            index=models.Index(fields=['of_import', 'outcome', 'place'], name='import_line_by_outcome'),
        ),
        migrations.RunPython(_laid(["withdrawn_at", "withdrawn_by_id"]), ledgers.changeable),
    ]
