"""Makes the page font: cuts Source Sans 3 down to the letters in use, once, at set-up (``python -m`` this module).

No font is committed: the typeface comes out of a pinned Python package and is written to ``static/fonts/`` as two
woff2 files. Browsers fetch the first for every page and the second only where a page has such letters, as Sámi names
do; the style sheet tells them so with the same ranges (``unicode-range``). The weight axis is kept from 400 to 700.
"""

import atexit
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import fontpkg_source_sans_3
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

type Ranges = tuple[tuple[int, int], ...]

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "fonts"
# Latin holds the punctuation and signs of figures too: NBSP, – — … • ‰, U+202F, €, −, ≈ ≠ ≤ ≥, arrows and shapes.
RANGES: dict[str, Ranges] = {
    "latin": (
        (0x0000, 0x00FF),
        (0x2000, 0x206F),
        (0x20AC, 0x20AC),
        (0x2122, 0x2122),
        (0x2190, 0x2199),
        (0x2212, 0x2212),
        (0x221E, 0x221E),
        (0x2248, 0x2248),
        (0x2260, 0x2265),
        (0x25A0, 0x25FF),
        (0x2713, 0x2717),
    ),
    "latin-ext": ((0x0100, 0x02FF), (0x1E00, 0x1EFF)),
}
WEIGHTS = (400, 700)
STILL_WEIGHTS = (400, 600)
FAMILY = "Source Sans 3"
# What shapes text. Figures and the minus are of one width as they come; small capitals and the like are left out.
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]


def unicode_range(name: str) -> str:
    """The ranges of a file as the style sheet writes them: ``U+0-FF, U+20AC``."""
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in RANGES[name])


def build(folder: Path = FOLDER) -> list[Path]:
    """Writes both files into a folder and returns them: the same package gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_cut(ranges, folder / f"source-sans-3-{name}.woff2") for name, ranges in RANGES.items()]


def _cut(ranges: Ranges, path: Path) -> Path:
    options = subset.Options(flavor="woff2", layout_features=FEATURES, recalc_timestamp=False)
    font = _cut_down([letter for first, last in ranges for letter in range(first, last + 1)], options)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    # Written beside and then moved: a set-up that is broken off leaves no half a font behind.
    unfinished = path.with_suffix(".part")
    subset.save_font(font, unfinished, options)
    return unfinished.replace(path)


def _cut_down(letters: list[int], options: subset.Options | None = None) -> TTFont:
    """The package's font with these letters only."""
    font = TTFont(fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf", recalcTimestamp=False)
    subsetter = subset.Subsetter(options or subset.Options(layout_features=FEATURES, recalc_timestamp=False))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


@cache
def still_fonts() -> tuple[Path, ...]:
    """The page's letters as two plain fonts, regular and semibold, for pictures: made once a process.

    What draws pictures reads neither woff2 nor a weight axis.
    """
    folder = Path(_kept_until_the_end().name)
    font = _cut_down(
        [letter for ranges in RANGES.values() for first, last in ranges for letter in range(first, last + 1)]
    )
    return tuple(_still(font, weight, folder / f"{weight}.ttf") for weight in STILL_WEIGHTS)


@cache
def _kept_until_the_end() -> TemporaryDirectory[str]:
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="fonts-")
    atexit.register(folder.cleanup)
    return folder


def _still(font: TTFont, weight: int, path: Path) -> Path:
    """One weight of the font as a file, under the family's plain name."""
    still = instancer.instantiateVariableFont(font, {"wght": weight})
    for name, text in ((1, FAMILY), (2, "Regular"), (4, f"{FAMILY} {weight}"), (6, f"SourceSans3-{weight}")):
        still["name"].setName(text, name, 3, 1, 0x409)
    still["OS/2"].usWeightClass = weight
    still.save(path)
    return path


if __name__ == "__main__":
    for made in build():
        sys.stdout.write(f"{made.name}: {made.stat().st_size // 1024} kB\n")
