"""The catalogues of Swedish and English: every sentence of the interface is there, translated, with the same places."""

import ast
import re
from collections.abc import Iterator

import polib
import pytest

from kemi_strategy.catalogues import HOMES, LANGUAGES, Message, catalogue, sources, wanted

ENTRIES = [(app, language) for app in HOMES for language in LANGUAGES]


@pytest.fixture(scope="module")
def asked() -> dict[str, dict[Message, list[str]]]:
    """What the source says, as the update would find it."""
    return wanted()


def entries(app: str, language: str) -> Iterator[polib.POEntry]:
    yield from polib.pofile(str(catalogue(app, language)))


@pytest.mark.parametrize(("app", "language"), ENTRIES)
def test_every_sentence_of_the_source_is_in_the_catalogue_and_nothing_else(asked, app: str, language: str) -> None:
    kept = {Message(one.msgid, one.msgid_plural, one.msgctxt or "") for one in entries(app, language)}
    assert kept == set(asked[app]), "Run: python -m kemi_strategy.catalogues update"


@pytest.mark.parametrize(("app", "language"), ENTRIES)
def test_no_sentence_is_missing_or_fuzzy(app: str, language: str) -> None:
    assert not [one.msgid for one in entries(app, language) if not one.translated() or one.fuzzy]


@pytest.mark.parametrize(("app", "language"), ENTRIES)
def test_a_translation_has_the_same_places_and_marks_as_the_finnish_sentence(app: str, language: str) -> None:
    for one in entries(app, language):
        for finnish, said in pairs(one):
            assert places(said) == places(finnish), one.msgid
            assert re.findall(r"</?[a-z]+", said) == re.findall(r"</?[a-z]+", finnish), one.msgid
            assert (said[:1].isspace(), said[-1:].isspace()) == (finnish[:1].isspace(), finnish[-1:].isspace())


def pairs(one: polib.POEntry) -> list[tuple[str, str]]:
    """The Finnish sentence with its translation; of a count, each of both forms, where the singular may say «one»."""
    if not one.msgid_plural:
        return [(one.msgid, one.msgstr)]
    return [(one.msgid, one.msgstr_plural[0]), (one.msgid_plural, one.msgstr_plural[1])]


def places(sentence: str) -> set[str]:
    """What the program fills in."""
    return set(re.findall(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}", sentence))


def test_something_is_there_at_all() -> None:
    assert sum(1 for app in HOMES for _entry in entries(app, "sv")) > 1900


@pytest.mark.parametrize("app", HOMES)
def test_no_sentence_is_the_end_of_another(app: str) -> None:
    """A piece that another sentence goes on with cannot be translated: other languages have another order."""
    pieces = [one.msgid for one in entries(app, "sv") if one.msgid != one.msgid.strip() or one.msgid[0] in ",;.)"]
    assert not pieces


def filled_in() -> Iterator[tuple[str, set[str], set[str]]]:
    """Each sentence of the source that is filled in on the spot: where, its places, and what is given for them."""
    for _app, path in sources():
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.right, ast.Dict):
                given = {key.value for key in node.right.keys if isinstance(key, ast.Constant)}
                told = [one.value for one in ast.walk(node.left) if isinstance(one, ast.Constant)]
                asked = {name for text in told if isinstance(text, str) for name in re.findall(r"%\((\w+)\)", text)}
                if asked and None not in node.right.keys:
                    yield f"{path.name}:{node.lineno}", asked, given


def test_every_place_of_a_sentence_is_filled_in() -> None:
    found = list(filled_in())
    assert len(found) > 250
    assert not [place for place, asked, given in found if asked != given]
