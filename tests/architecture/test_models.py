"""Sweeps over all models and all code: the manners that no reader can keep an eye on for ever."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]
APPS = ("scorecard", "measures", "reporting")
LEDGERS = {
    "Actual", "TargetVersion", "Assessment", "ProgressNote", "Reopening", "ReopeningRequest", "Handover", "Reminder",
    "ReminderMail", "Upload", "Import", "ImportLine", "User", "Feedback", "SignIn", "Report", "ReportFile", "ReportText", "SectorCheck",
    "Deviation", "Invitation", "WordTemplate", "TemplateUsed",
}  # fmt: skip
OWN = [model for label in APPS for model in apps.get_app_config(label).get_models()]
STRUCTURE = [model for model in OWN if not model.__name__.startswith("Historical") and not model._meta.auto_created]
FILES = [
    path for app in (*APPS, "kemi_strategy") for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
]


@pytest.mark.parametrize("model", STRUCTURE, ids=lambda model: model.__name__)
def test_a_model_is_a_ledger_or_has_its_history_and_never_both(model):
    tracked = hasattr(model, "history")
    assert tracked != (model.__name__ in LEDGERS)


def _conditions(model: type[models.Model]) -> str:
    return " ".join(str(one.condition) for one in model._meta.constraints if isinstance(one, models.CheckConstraint))


@pytest.mark.parametrize("model", STRUCTURE, ids=lambda model: model.__name__)
def test_who_and_when_travel_together(model):
    names = {field.name: field for field in model._meta.fields}
    for name, field in names.items():
        person = names.get(name.removesuffix("_at") + "_by") if name.endswith("_at") else None
        if person is None:
            continue
        assert field.null == person.null, f"{name}: toinen voi puuttua"
        if field.null:
            said = _conditions(model)
            assert f"{name}__isnull" in said
            assert f"{person.name}__isnull" in said


@pytest.mark.parametrize("model", STRUCTURE, ids=lambda model: model.__name__)
def test_every_constraint_says_a_finnish_sentence(model):
    for constraint in model._meta.constraints:
        said = str(constraint.violation_error_message)
        assert said.endswith("."), constraint.name
        assert said != str(constraint.default_violation_error_message), constraint.name


def _updates(path: Path) -> list[int]:
    """Lines that call ``….update(column=…)`` on something that was filtered or is a manager."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [
        call.lineno
        for call in calls
        if call.func.attr in {"update", "bulk_update", "raw"}
        and ("objects" in ast.dump(call.func.value) or (call.keywords and not call.args))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_update_slips_past_the_history(path):
    assert _updates(path) == []


DRAWING = (
    {"measures/workbooks/paper.py", "reporting/scales.py", "reporting/pages/counts.py"}
    | {f"reporting/charts/{name}.py" for name in ("surface", "series", "year", "files", "interactive")}
    | {f"reporting/renderers/xlsx/{name}.py" for name in ("binding", "key_rows", "leaf", "paper", "readme", "works")}
)
"""Places on a picture and widths on paper are floats; the figures beside them are not."""


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.relative_to(ROOT).as_posix() not in DRAWING],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_float_touches_a_figure(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is float]
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert not literals
    assert not calls
