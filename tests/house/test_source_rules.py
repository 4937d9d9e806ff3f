"""The project's own rules about its source, which no linter knows: see the style page of the documentation."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
FOLDERS = ("kemi_strategy", "scorecard", "measures", "reporting", "tests")
SOURCES = sorted(
    path
    for folder in FOLDERS
    for path in (BASE / folder).rglob("*.py")
    if "migrations" not in path.relative_to(BASE).parts
)
TEXTS = sorted(
    path
    for pattern in ("*.toml", "*.txt", "*.yml", "run", "test", ".ci/*", "docs/**/*.md", "templates/**/*.html")
    for path in BASE.glob(pattern)
    if path.is_file()
)
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "services", "misc"}
FILE_LINES, TEST_LINES, FUNCTION_LINES = 350, 500, 45
# Put together from parts, so that this file itself is clean.
WAIVERS = re.compile("|".join(["no" + "qa", "type: " + "ignore", "pragma: " + "no cover", "TO" + "DO", "FIX" + "ME"]))
HERE_ONLY = re.compile(
    "|".join(["/wo" + "rk/", "/ro" + "ot/", "file:" + "//", "pypi" + r"\.", "files.python" + "hosted"])
)


def name(path: Path) -> str:
    """A file as it is called in the project."""
    return path.relative_to(BASE).as_posix()


def text(path: Path) -> str:
    """What a file says."""
    return path.read_text(encoding="utf-8")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def test_the_sweep_sees_the_source() -> None:
    assert {"kemi_strategy/settings.py", "tests/house/test_source_rules.py"} <= {name(path) for path in SOURCES}
    assert {"run", "test", "pyproject.toml", "requirements.txt"} <= {name(path) for path in TEXTS}


def test_files_are_short_enough_to_read() -> None:
    limits = {path: TEST_LINES if path.is_relative_to(BASE / "tests") else FILE_LINES for path in SOURCES}
    assert not [name(path) for path, most in limits.items() if len(text(path).splitlines()) > most]


def test_functions_are_short_enough_to_read() -> None:
    assert not [
        f"{name(path)}: {function.name}"
        for path in SOURCES
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
    ]


def test_no_rule_is_waived_and_nothing_is_left_for_later() -> None:
    assert not [f"{name(path)}: {found}" for path in SOURCES if (found := WAIVERS.findall(text(path)))]


def test_no_file_is_a_catch_all() -> None:
    assert not [name(path) for path in SOURCES if CATCH_ALL & set(path.relative_to(BASE).with_suffix("").parts)]


def test_nothing_names_this_machine_or_a_package_registry() -> None:
    assert not [f"{name(path)}: {found}" for path in SOURCES + TEXTS if (found := HERE_ONLY.findall(text(path)))]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_has_a_hash(lock: str) -> None:
    packages = re.split(r"\n(?=[a-z0-9])", text(BASE / lock))
    locked = [package for package in packages if "==" in package.splitlines()[0]]
    assert len(locked) > 10
    assert not [package.splitlines()[0] for package in locked if "--hash=sha256:" not in package]


def test_every_package_of_ours_stands_under_the_import_contracts() -> None:
    contracts = tomllib.loads(text(BASE / "pyproject.toml"))["tool"]["importlinter"]
    assert {path.parent.name for path in BASE.glob("*/__init__.py")} == set(contracts["root_packages"])
