"""The gate: hostile and broken workbooks end in a sentence, in bounded time and memory; odd cells are named."""

import datetime as dt
import json
import resource
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from openpyxl import Workbook

from measures.sheets import Percent, Raw, SourceRefused, Unreadable
from measures.workbooks import gate
from measures.workbooks.gate import read_upload
from measures.workbooks.limits import UPLOAD
from measures.workbooks.wire import from_json
from tests.uploads.hostile import (
    LAUGHS,
    MAIN,
    book,
    declared_small,
    honest,
    marked_encrypted,
    sheet,
    with_sheet,
    with_strings,
    with_styles,
)

HURRIED = replace(UPLOAD, work=3, wait=10)
SHEET1, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LAUGHING = LAUGHS + "<worksheet>&j;</worksheet>"
BROKEN, HEAVY, LARGE, OUTSIDE = "ei ole ehjä", "liikaa aikaa tai muistia", "liian suureksi", "ulkopuolelle"
MACROS, XML = "makroja", "XML-määrittelyjä"


def many(text: str, times: int) -> str:
    return text * times


# What is wrong, and the word of the sentence; None: it may be read, if that stays within bounds.
HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "an empty file": (lambda: b"", "tyhjä"),
    "no zip": (lambda: b"koodi;nimi\n", BROKEN),
    "a zip of something else": (lambda: book({SHEET1: "<a/>", "xl/workbook.xml": "<b/>"}), BROKEN),
    "a zip that breaks off": (lambda: book()[:-300], BROKEN),
    "a zip with a broken middle": (lambda: book()[:200] + b"\0" * 300 + book()[500:], BROKEN),
    "encrypted, or the old xls": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "salasana"),
    "encrypted parts": (lambda: marked_encrypted(book()), "salasana"),
    "a bomb": (lambda: with_sheet(many("<row/>", 6_000_000)), LARGE),
    "a bomb that says it is small": (lambda: declared_small(with_sheet(many("<row/>", 6_000_000)), SHEET1), BROKEN),
    "a bomb of many parts": (lambda: book({f"xl/media/{n}.bin": b"\0" * 700_000 for n in range(60)}), LARGE),
    "three hundred entries": (lambda: book({f"xl/{n}.txt": "" for n in range(300)}), LARGE),
    "a name that climbs up": (lambda: book({"../ulos.xml": "<a/>"}), OUTSIDE),
    "a name that climbs up with backslashes": (lambda: book({"xl\\..\\..\\ulos.xml": "<a/>"}), OUTSIDE),
    "an absolute name": (lambda: book({"/etc/x.xml": "<a/>"}), OUTSIDE),
    "a name on a drive": (lambda: book({"C:/x.xml": "<a/>"}), OUTSIDE),
    "the same part twice": (lambda: book({"XL/WORKBOOK.XML": "<a/>"}), BROKEN),
    "macros": (lambda: book({"xl/vbaProject.bin": b"x"}), MACROS),
    "macros of the old kind": (lambda: book({"xl/macrosheets/sheet1.xml": "<a/>"}), MACROS),
    "a type of macros": (lambda: book(types='<Default Extension="x" ContentType="a.macroEnabled.main+xml"/>'), MACROS),
    "a billion laughs": (lambda: book({SHEET1: LAUGHING}), XML),
    "laughs behind many spaces": (lambda: book({SHEET1: " " * 3000 + LAUGHING}), XML),
    "laughs in another encoding": (lambda: book({SHEET1: LAUGHING.encode("utf-16")}), XML),
    "laughs without a mark": (lambda: book({SHEET1: LAUGHING.encode("utf-16-be")}), XML),
    "an encoding that Excel does not write": (
        lambda: book({SHEET1: '<?xml version="1.0" encoding="utf-7"?><worksheet/>'}), XML,
    ),
    "an entity of a file": (lambda: book({STRINGS: '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><a>&b;</a>'}), XML),
    "a cell in the last row of Excel": (
        lambda: with_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "rivillä 1048576",
    ),
    "a cell in the row of a thousand million": (
        lambda: with_sheet('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'), "rivillä 1000000000",
    ),
    "a row that is no number": (lambda: with_sheet('<row r="x1"><c r="A1"><v>1</v></c></row>'), "ei voi lukea"),
    "more rows than are read": (lambda: with_sheet(many("<row><c><v>1</v></c></row>", 6_000)), "rivillä 5001"),
    "more content than is read": (
        lambda: with_strings(f"<si><t>{'a' * 30_000}</t></si>", many('<row><c t="s"><v>0</v></c></row>', 4_000)), HEAVY,
    ),
    "a shared string that is not there": (lambda: with_strings("", '<row><c t="s"><v>9</v></c></row>'), "ei voi lukea"),
    "shared strings without end": (
        lambda: with_strings(many("<si><t>a</t></si>", 1_700_000), "<row><c><v>1</v></c></row>"), "",
    ),
    "tags within tags": (lambda: book({SHEET1: f"<worksheet {MAIN}>{many('<a>', 400_000)}"}), ""),
    "rows within rows": (lambda: with_sheet(many("<row>", 500_000) + many("</row>", 500_000)), None),
    "a sheet that is listed a hundred thousand times": (
        lambda: book({"xl/workbook.xml": book_of_sheets(100_000)}), "",
    ),
    "styles without end": (lambda: with_styles(f"<cellXfs>{many('<xf/>', 1_500_000)}</cellXfs>"), None),
    "number formats without end": (
        lambda: with_styles(
            f"<numFmts>{numbered('<numFmt numFmtId=`{n}` formatCode=`{n}`/>')}</numFmts>"
            f"<cellXfs>{numbered('<xf numFmtId=`{n}`/>')}</cellXfs>"
        ), None,
    ),
    "a row pattern made to be slow": (lambda: with_sheet(many("<row ", 1_000_000)), ""),
    "a number that is none": (lambda: with_sheet('<row r="1"><c r="A1"><v>1x</v></c></row>'), "solussa A1"),
}  # fmt: skip


def numbered(tag: str) -> str:
    return "".join(tag.replace("{n}", str(n)) for n in range(164, 200_000)).replace("`", '"')


def book_of_sheets(number: int) -> str:
    sheets = "".join(f'<sheet name="S{one}" sheetId="{one}" r:id="rId1"/>' for one in range(1, number))
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return f'<?xml version="1.0"?><workbook {MAIN} {relations}><sheets>{sheets}</sheets></workbook>'


def sentence_of(content: bytes) -> str:
    """Why the workbook was refused; empty when it was read after all."""
    try:
        read_upload(content, "kirjaus.xlsx", HURRIED)
    except SourceRefused as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_ends_in_a_sentence_and_within_bounds(name: str) -> None:
    make, word = HOSTILE[name]
    content = make()
    own, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    sentence = sentence_of(content)
    if word is not None:
        assert word in sentence
        assert sentence.endswith(".")
        assert "Traceback" not in sentence
    assert time.monotonic() - began < HURRIED.wait + 5
    # Nothing of the file's size reached this process.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own < 60_000


def test_no_child_ever_took_more_than_it_may() -> None:
    """Peak memory of all children of this process so far; run after the hostile ones it has something to say."""
    # A child begins as a copy of this process, whose own size after thousands of tests is none of the gate's doing.
    own, most = (resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    assert most < UPLOAD.memory or most <= own


def test_a_child_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "measures_sleeping.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(gate, "_CHILD", "measures_sleeping")
    monkeypatch.setattr(gate, "_BASE", tmp_path)
    began = time.monotonic()
    with pytest.raises(SourceRefused, match=HEAVY):
        read_upload(
            book(),
            "kirjaus.xlsx",
            replace(UPLOAD, wait=1),
        )
    assert time.monotonic() - began < 10


TELLING = "import json, os\nprint('-' + json.dumps(' '.join(sorted(os.environ))))\n"


def test_the_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "measures_telling.py").write_text(TELLING)
    monkeypatch.setattr(gate, "_CHILD", "measures_telling")
    monkeypatch.setattr(gate, "_BASE", tmp_path)
    monkeypatch.setenv("SECRET_KEY", "salainen")
    monkeypatch.setenv("DATABASE_URL", "postgres://salainen")
    with pytest.raises(SourceRefused) as told:
        read_upload(book(), "kirjaus.xlsx")
    assert "PATH" in str(told.value)
    assert "SECRET_KEY" not in str(told.value)
    assert "DATABASE_URL" not in str(told.value)


def test_many_may_send_at_once_and_each_gets_their_own() -> None:
    """As under a server of threads: two children at a time, the others wait for their turn."""
    files = [honest(rows_of(["a"], [number])) for number in range(6)]
    with ThreadPoolExecutor(6) as people:
        assert [found[1] for found in people.map(read, files)] == [[number] for number in range(6)]


def test_when_all_turns_are_taken_one_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_turns", threading.BoundedSemaphore(1))
    with gate._turns, pytest.raises(SourceRefused, match="Odota hetki ja lähetä tiedosto uudestaan"):
        read_upload(book(), "kirjaus.xlsx", replace(UPLOAD, wait=1))


def test_too_large_a_file_never_reaches_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_said", None)
    with pytest.raises(SourceRefused, match="enintään 3 megatavua"):
        read_upload(b"PK" + b"\0" * 3_000_000, "kirjaus.xlsx")


def test_a_name_cannot_play_tricks_in_the_sentence() -> None:
    with pytest.raises(SourceRefused) as refused:
        read_upload(b"x", "\u202eslx.exe" + "a" * 500)
    assert "\u202e" not in str(refused.value)
    assert len(str(refused.value)) < 250


def read(content: bytes) -> list[list[Raw]]:
    """All rows of the sheet Kirjaus, headings first as they were read."""
    found = from_json(read_upload(content, "k.xlsx"), "k.xlsx").sheet("Kirjaus")
    assert found is not None
    return [list(found.headings), *(list(cells) for _, cells in found.rows)]


def rows_of(*rows: list[object]) -> Callable[[Workbook], None]:
    def fill(made: Workbook) -> None:
        for row in rows:
            made.active.append(row)

    return fill


def test_what_cells_hold_comes_through_unchanged() -> None:
    given = [1, 13.5, "=teksti", True, dt.datetime.fromisoformat("2026-05-03"), dt.time(3, 5), "ä\n€"]

    def fill(made: Workbook) -> None:
        rows_of(["a"], given)(made)
        made.active["C2"].data_type = "s"

    assert read(honest(fill))[1] == given


def test_a_percent_cell_says_that_it_is_one() -> None:
    def fill(made: Workbook) -> None:
        rows_of(["a"], [0.065])(made)
        made.active["A2"].number_format = "0.0 %"

    assert read(honest(fill))[1] == [Percent(0.065)]


def test_a_formula_without_a_value_and_an_error_are_named() -> None:
    found = read(honest(rows_of(["a"], ["=1+1", "#REF!"])))[1]
    assert [type(one) for one in found] == [Unreadable, Unreadable]
    assert "kaava" in found[0].sentence
    assert found[1].shown == "#REF!"


def test_merged_cells_have_one_value() -> None:
    def fill(made: Workbook) -> None:
        rows_of(["a", "b", "c"], [1, 2, 3])(made)
        made.active.merge_cells("A2:B2")

    assert read(honest(fill))[1] == [1, None, 3]


def test_empty_rows_at_the_end_of_excel_are_let_be() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>7</v></c></row><row r="1048576"/>'
    assert read(with_sheet(rows)) == [["a"], [7]]


def test_a_false_dimension_is_not_believed() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="3"><c r="B3"><v>7</v></c></row>'
    assert read(with_sheet(rows, before='<dimension ref="A1:XFD1000000000"/>')) == [["a"], [None, 7]]


def test_links_to_other_workbooks_are_not_followed() -> None:
    link = f"<externalLink {MAIN}><externalBook/></externalLink>"
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>[1]Taul!A{n}</f><v>{n}</v></c></row>' for n in (1, 2))
    relation = (
        '<Relationship Id="rId9" Target="externalLinks/externalLink1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/>'
    )
    content = book({SHEET1: sheet(rows), "xl/externalLinks/externalLink1.xml": link}, rels=relation)
    assert read(content) == [["1"], [2]]


def test_text_escaped_by_excel_is_text() -> None:
    assert read(honest(rows_of(["a"], ["rivi_x000D_", "_x005F_x0041_", "_xD800_"])))[1] == [
        "rivi\r",
        "_x0041_",
        "\ufffd",
    ]


def test_what_was_read_is_kept_as_plain_ascii_json() -> None:
    told = read_upload(honest(rows_of(["mittari"], ["ä"])), "k.xlsx")
    assert told.isascii()
    assert json.loads(told) == [["Kirjaus", ["mittari"], [[2, ["ä"]]]]]
