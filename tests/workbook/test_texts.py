"""Text of a cell: nothing breaks the file, nothing is taken for a formula or a code, nothing is lost unsaid."""

import pytest

from measures.workbooks.texts import CUT_MARK, LONGEST, cell_text, clean, like_a_formula, one_line


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Työttömyys-%, ≥ 13,0 – “lainaus”", "Työttömyys-%, ≥ 13,0 – “lainaus”"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("a\x00b\x08c\x0bd\x1fe\x7ff\x85g", "a�b�c�d�e�f�g"),
        ("a\ufffeb\uffffc\ud800d", "a�b�c�d"),
        ("edessä\u202etakana\u2066", "edessä�takana�"),
        ("😀", "😀"),
    ],
)
def test_what_no_file_can_hold_is_marked(given: str, kept: str) -> None:
    assert clean(given) == kept


def test_excels_own_escapes_are_written_so_that_they_read_as_themselves() -> None:
    assert cell_text("_x000D_ ja _x41_") == ("_x005F_x000D_ ja _x41_", False)
    assert cell_text("_x005F_x000D_") == ("_x005F_x005F_x005F_x000D_", False)


def test_a_text_that_just_fits_is_whole() -> None:
    assert cell_text("a" * LONGEST) == ("a" * LONGEST, False)


@pytest.mark.parametrize("letter", ["a", "ä", "😀"])
def test_a_longer_text_is_cut_with_a_mark_and_still_fits(letter: str) -> None:
    text, cut = cell_text(letter * (LONGEST + 1))
    assert cut
    assert text.endswith(letter + CUT_MARK)
    assert len(text.encode("utf-16-le")) // 2 in {LONGEST, LONGEST - 1}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\n=1"])
def test_what_looks_like_a_formula_is_known(text: str) -> None:
    assert like_a_formula(clean(text))


def test_a_header_has_no_commands_and_one_short_line() -> None:
    assert one_line("A&B\nC", 40) == "A&&B C"
    assert one_line("a" * 50, 10) == "a" * 9 + "…"
    assert len(one_line("R&D " * 50, 60)) <= 60
    assert one_line("&" * 50, 10) == "…"
