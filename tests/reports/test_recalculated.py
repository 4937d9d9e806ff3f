"""LibreOffice opens the workbook and reckons it anew: everything agrees, and a figure changed on purpose is found.

Needs LibreOffice Calc (``pytest -m office``; ``./test`` sees to it): all workbooks go through it once, together.
"""

import dataclasses
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from measures.figures import Entry
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Direction, Kind, Repeats, Target
from reporting.renderers.formats import FORMATS
from reporting.snapshot import Snapshot
from reporting.standing import Names, RowStanding
from tests.reports.sample_rows import row_of
from tests.reports.samples import sample

pytestmark = pytest.mark.office
AGREES = {"fi": "täsmää", "sv": "stämmer", "en": "agrees"}

type Change = Callable[[Workbook], None]


def put(sheet: str, cell: str, value: object) -> Change:
    """Another value in a cell."""

    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


CHANGES: dict[str, tuple[Change, dict[str, str]]] = {
    "a figure of a unit": (
        put("Toteumat", "G19", 0.9),  # M3 2025-Q2, 0,7 as given
        {
            "Toteumien arvojen summa (tarkistussumma)": "ero -0.2",
            "Toteuma: M3 Vuoden ylijäämä": "ero -0.2",
        },
    ),
    "a numerator": (
        put("Toteumat", "I20", 2),  # M4 koulu A, 3/4 as given: 7/12 are 58 1/3, and 8/12 are 66 2/3
        {
            "Osoittajien summa (tarkistussumma)": "ero 1",
            "Toteuma: M4 Tyytyväisten oppilaiden osuus": "ero 8.333333333",
        },
    ),
    "a figure of the report": (
        put("Keskeiset mittarit", "E2", 11.1),  # M2, 12,1
        {
            "Toteuma: M2 Työttömyysaste": "ero -1",
            "Poikkeama tavoitteesta: M2 Työttömyysaste": "ero -1",
            "Muutos lähtötasosta: M2 Työttömyysaste": "ero -1",
            "Sitovien tavoitteiden toteumien summa (tarkistussumma)": "ero 1",
        },
    ),
    "a deviation": (
        put("Keskeiset mittarit", "H8", 160),  # M1, −160
        {
            "Poikkeama tavoitteesta: M1 Asukkaiden määrä": "ero 320",
            "Sitovien tavoitteiden poikkeamien summa (tarkistussumma)": "ero -320",
        },
    ),
    "a verdict": (
        put("Keskeiset mittarit", "F8", "saavutettu"),  # M1, jäljessä
        {
            "Viisas Kaupunki: saavutettu": "ero -1",
            "Viisas Kaupunki: jäljessä": "ero 1",
            "Koko strategia: saavutettu": "ero -1",
            "Koko strategia: jäljessä": "ero 1",
            "Hallinto: saavutettu": "ero -1",
            "Hallinto: jäljessä": "ero 1",
            "Sitovat tavoitteet: saavutettu": "ero -1",
            "Sitovat tavoitteet: jäljessä": "ero 1",
        },
    ),
    "a figure that became a word": (
        put("Keskeiset mittarit", "E3", "kaksi"),  # M3
        {
            "Toteuma: M3 Vuoden ylijäämä": "ero",
            "Sitovien tavoitteiden toteumien summa (tarkistussumma)": "ero 1.5",
        },
    ),
    "a line of the change log": (put("Muutosloki", "E3", None), {"Muutoslokin rivejä": "ero 1"}),
    "a sector's project": (
        put("Projektit ja toimenpiteet", "P2", ";hallinto;"),
        {"Sivistystoimiala: projekteja": "ero 1", "Hallinto: projekteja": "ero -1"},
    ),
}
"""What is changed, and what every line that then differs says."""


@pytest.fixture(scope="module")
def reckoned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """All workbooks as LibreOffice has reckoned them."""
    folder = tmp_path_factory.mktemp("books")
    for language in AGREES:
        (folder / f"{language}.xlsx").write_bytes(FORMATS["xlsx"].render(sample(), language))
    (folder / "hostile.xlsx").write_bytes(FORMATS["xlsx"].render(sample(hostile=True), "fi"))
    (folder / "rules.xlsx").write_bytes(FORMATS["xlsx"].render(every_rule(), "fi"))
    for name, (change, _) in CHANGES.items():
        book = load_workbook(folder / "fi.xlsx")
        change(book)
        book.save(folder / f"{name}.xlsx")
    return through_libreoffice(folder)


def through_libreoffice(folder: Path) -> dict[str, Workbook]:
    """Every workbook of a folder, opened, reckoned and saved by LibreOffice; the results in place of formulas."""
    soffice = os.environ.get("SOFFICE") or shutil.which("soffice")
    assert soffice, "LibreOffice Calc is needed: apt-get install libreoffice-calc-nogui"
    books = sorted(folder.glob("*.xlsx"))
    made = folder / "reckoned"
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(made), *map(str, books)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {one.stem: load_workbook(io.BytesIO((made / one.name).read_bytes()), data_only=True) for one in books}


def results(book: Workbook) -> dict[str, str]:
    """What the reconciliation says of each line."""
    return {row[0]: row[4] for row in book.worksheets[-1].iter_rows(min_row=2, max_col=5, values_only=True)}


@pytest.mark.parametrize("language", AGREES)
def test_every_line_agrees_in_every_language(reckoned, language: str) -> None:
    found = results(reckoned[language])
    assert len(found) >= 110
    assert set(found.values()) == {AGREES[language]}


def test_every_line_agrees_whatever_people_have_written(reckoned) -> None:
    rows = reckoned["hostile"]["Täsmäytys"].iter_rows(min_row=2, max_col=5, values_only=True)
    assert {row[4] for row in rows} == {"täsmää"}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_on_purpose_is_told_with_its_difference(reckoned, name: str) -> None:
    expected = CHANGES[name][1]
    differing = {what: result for what, result in results(reckoned[name]).items() if result != "täsmää"}
    assert differing.pop("Kaikki kohdat") == f"ero {len(expected)}"
    assert differing == expected


# --- every rule of roll-up -------------------------------------------------------------------------------------------

UNITS = ("koulu-a", "koulu-b", "koulu-c")


def every_rule() -> Snapshot:
    """A report with a row of each rule of roll-up; three units with 10, 20 and 60."""
    whole = sample()
    rows = (
        *(_of(code, across) for code, across in ONE_FORMULA.items()),
        _of("VUOSISUMMA", AcrossUnits.SUM, AcrossTime.SUM),
        _of("KAUPUNKI", AcrossUnits.MUNICIPALITY, AcrossTime.MEAN),
        _of("VUOSIKA", AcrossUnits.SUM, AcrossTime.MEAN),
    )
    standing = dataclasses.replace(whole.standing, rows=rows, nodes=())
    return dataclasses.replace(whole, standing=standing, sectors=(), actuals=(), missing=(), cards=(), assessments=())


ONE_FORMULA = {
    "SUMMA": AcrossUnits.SUM,
    "KESKIARVO": AcrossUnits.MEAN,
    "PIENIN": AcrossUnits.SMALLEST,
    "SUURIN": AcrossUnits.LARGEST,
    "SUHDE": AcrossUnits.RATIO,
    "VALMIIT": AcrossUnits.SHARE_DONE,
}


def _of(code: str, across: AcrossUnits, time: AcrossTime = AcrossTime.LAST) -> RowStanding:
    units: tuple[str | None, ...] = (None,) if across is AcrossUnits.MUNICIPALITY else UNITS
    entries = {}
    for number, unit in zip((10, 20, 60), units, strict=False):
        for quarter in ("2025-Q1", "2025-Q2"):
            entries[f"{quarter} {unit or ''}"] = _entry(across, number + (quarter == "2025-Q1"))
    target = Target(Kind.AT_LEAST, Decimal(5), repeats=Repeats.YEAR)
    return row_of(
        code, Names(code.title()), target, entries, unit="%" if across is AcrossUnits.RATIO else "kpl", across=across,
        time=time, reporters=units, direction=Direction.UP,
    )  # fmt: skip


def _entry(across: AcrossUnits, number: int) -> Entry:
    if across is AcrossUnits.RATIO:
        return Entry(None, Decimal(number), Decimal(70))
    return Entry(number > 15) if across is AcrossUnits.SHARE_DONE else Entry(Decimal(number))


def test_figures_are_reckoned_by_their_own_rules(reckoned) -> None:
    sheet = reckoned["rules"]["Täsmäytys"]
    rows = {row[0]: row[1:5] for row in sheet.iter_rows(min_row=2, max_col=5, values_only=True)}
    expected = {
        "SUMMA Summa": 90,
        "KESKIARVO Keskiarvo": 30,
        "PIENIN Pienin": 10,
        "SUURIN Suurin": 60,
        "SUHDE Suhde": 300 / 7,  # 90/210
        "VALMIIT Valmiit": 200 / 3,  # two of three
        "VUOSISUMMA Vuosisumma": 183,  # 90, and 93 in the first quarter
        "KAUPUNKI Kaupunki": 10.5,  # 11 and 10
    }
    for name, value in expected.items():
        reported, recounted, _, result = rows[f"Toteuma: {name}"]
        assert (reported, recounted) == (pytest.approx(value), pytest.approx(value)), name
        assert result == "täsmää", name
    assert rows["Toteumia, joita ei lasketa tässä uudelleen"][0] == 1  # the mean over a year of sums
    assert {row[3] for row in rows.values()} == {"täsmää"}
