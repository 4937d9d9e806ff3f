"""The typeface of printed reports: Source Sans 3 with all its letters, taken whole out of its pinned package.

Only the letters that a report uses end up in its file. No font is committed, and none of the machine's own is asked.
"""

import fontpkg_source_sans_3

FONT_FILE = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
"""One file with all weights."""
FAMILY = "Report Sans"
"""What the style sheet calls it."""
