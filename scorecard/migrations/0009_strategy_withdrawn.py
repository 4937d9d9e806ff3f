"""A strategy whose import was undone is marked, and no page knows of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scorecard", "0008_versions_and_languages")]
    operations = [
        migrations.AlterModelOptions("strategy", {"base_manager_name": "everything", "ordering": ["municipality", "code"]}),
        migrations.AlterModelManagers("strategy", [("objects", models.Manager()), ("everything", models.Manager())]),
        migrations.AddField("strategy", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("historicalstrategy", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
    ]
