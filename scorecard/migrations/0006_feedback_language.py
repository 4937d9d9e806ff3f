from django.db import migrations, models


SENTENCE = "Palautetta ja siihen annettua vastausta ei muuteta."
SAID = "municipality_id text page received_at".split()
ANSWERED = "answer answered_at answered_by_id".split()


def kept_as_said(apps, schema_editor):
    """The database refuses to change what was said, in which language, and what was answered."""
    _keep(schema_editor, [*SAID, "language"])


def kept_as_before(apps, schema_editor):
    """The refusal as it was before feedback had a language."""
    _keep(schema_editor, SAID)


def _keep(schema_editor, said):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION scorecard_feedback_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_changes(said, 'IS DISTINCT FROM')} THEN RAISE EXCEPTION '{SENTENCE}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$; "
            "CREATE TRIGGER scorecard_feedback_kept BEFORE UPDATE ON scorecard_feedback "
            "FOR EACH ROW EXECUTE FUNCTION scorecard_feedback_kept()"
        )
    else:
        schema_editor.execute(
            "CREATE TRIGGER scorecard_feedback_kept BEFORE UPDATE ON scorecard_feedback "
            f"WHEN {_changes(said, 'IS NOT')} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )


def _changes(said, differs):
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in said)
    answered = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in ANSWERED)
    return f"{changed} OR (OLD.answered_at IS NOT NULL AND ({answered}))"


def changeable(apps, schema_editor):
    """Takes the trigger away: SQLite makes the table anew, and the trigger names its columns."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS scorecard_feedback_kept() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS scorecard_feedback_kept")


class Migration(migrations.Migration):

    dependencies = [
        ('scorecard', '0005_sign_ins'),
    ]

    operations = [
        migrations.RunPython(changeable, kept_as_before),
        migrations.AddField(
            model_name='feedback',
            name='language',
            field=models.CharField(default='fi', max_length=2),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ('fi', 'sv', 'en'))), name='feedback_language_is_spoken', violation_error_message='Kieli on suomi, ruotsi tai englanti.'),
        ),
        migrations.RunPython(kept_as_said, changeable),
    ]
