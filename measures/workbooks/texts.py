"""Text that a cell can hold: no character that breaks the file, no text longer than Excel takes. Plain Python."""

import re

LONGEST = 32_767
"""Characters in a cell, counted as Excel does: a character outside the basic plane counts as two."""
CUT_MARK = " … [katkaistu: soluun mahtuu 32 767 merkkiä]"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# What XML forbids, the other control characters, lone surrogates, and marks that turn the reading direction.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as the character A; the underscore is written in the same way to be read as itself.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STARTS_LIKE_A_FORMULA = ("=", "+", "-", "@")


def clean(text: str) -> str:
    """The text with line ends as one character, tabs as spaces, and a visible mark for what no file can hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNFIT.sub(REPLACEMENT, lines)


def cell_text(text: str, mark: str = CUT_MARK) -> tuple[str, bool]:
    """The text as written into a cell, and whether its end had to be left out; ``mark`` says so at the end.

    >>> cell_text("a" * 40_000)[0].endswith(CUT_MARK)
    True
    """
    fit = _ESCAPE.sub("_x005F_", clean(text))
    units = fit.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return fit, False
    room = LONGEST - len(mark)
    return units[: 2 * room].decode("utf-16-le", errors="ignore") + mark, True


def like_a_formula(text: str) -> bool:
    """Would Excel take the text for a formula if someone opened the cell and pressed Enter?"""
    return text.lstrip().startswith(_STARTS_LIKE_A_FORMULA)


def one_line(text: str, longest: int) -> str:
    """The text for a header or a footer: on one line, at most so long, with no letter taken for a command."""
    line = " ".join(clean(text).split())
    whole = line.replace("&", "&&")
    if len(whole) <= longest:
        return whole
    room = longest - 1 - line[:longest].count("&")
    return line[: max(0, room)].rstrip().replace("&", "&&") + "…"
