"""The page font is cut out of its package."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kemi_strategy.web import fonts

FIGURES = "0123456789,−+%→–≥≤€•…\u00a0\u202f\u2009"
FINNISH_AND_SWEDISH = "åäöÅÄÖšŠžŽéÉ§”’"
SAMI = "áčđŋšŧžâǥǧõʒǯÁČĐŊŠŦŽÂǤǦÕƷǮ"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both files, by name."""
    return {path.name: path for path in fonts.build(tmp_path_factory.mktemp("fonts"))}


def letters(path: Path) -> set[int]:
    """The letters a file can show."""
    return set(TTFont(path).getBestCmap())


def test_the_files_have_the_names_the_style_sheet_uses(made: dict[str, Path]) -> None:
    assert set(made) == {"source-sans-3-latin.woff2", "source-sans-3-latin-ext.woff2"}


def test_the_first_file_is_small_enough_for_a_phone(made: dict[str, Path]) -> None:
    assert made["source-sans-3-latin.woff2"].stat().st_size < 30_000


@pytest.mark.parametrize("text", [FIGURES, "ABCXYZabcxyzåäöÅÄÖé§”’"])
def test_finnish_text_and_figures_need_the_first_file_only(made: dict[str, Path], text: str) -> None:
    assert {ord(letter) for letter in text} <= letters(made["source-sans-3-latin.woff2"])


def test_sami_letters_are_there(made: dict[str, Path]) -> None:
    both = set().union(*(letters(path) for path in made.values()))
    assert {ord(letter) for letter in FINNISH_AND_SWEDISH + SAMI} <= both


def test_no_letter_is_fetched_twice(made: dict[str, Path]) -> None:
    first, second = (letters(path) for path in made.values())
    assert not first & second


def test_figures_stand_in_columns(made: dict[str, Path]) -> None:
    font = TTFont(made["source-sans-3-latin.woff2"])
    names, widths = font.getBestCmap(), font["hmtx"]
    assert len({widths[names[ord(figure)]][0] for figure in "0123456789−"}) == 1


def test_both_weights_are_in_one_file(made: dict[str, Path]) -> None:
    axis = TTFont(made["source-sans-3-latin.woff2"])["fvar"].axes[0]
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_the_same_package_gives_the_same_bytes(made: dict[str, Path], tmp_path: Path) -> None:
    assert {path.name: path.read_bytes() for path in fonts.build(tmp_path)} == {
        name: path.read_bytes() for name, path in made.items()
    }


def test_the_style_sheets_ranges_come_from_the_same_list() -> None:
    assert fonts.unicode_range("latin").startswith("U+0-FF, U+2000-206F, U+20AC, ")
    assert fonts.unicode_range("latin-ext") == "U+100-2FF, U+1E00-1EFF"
