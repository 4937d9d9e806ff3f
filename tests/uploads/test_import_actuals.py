"""``manage.py import_actuals``: a person's figures from a workbook, all or nothing, and again the same."""

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import Workbook

from measures.models import Actual, Window
from measures.models.codes import Source
from scorecard.models import Membership, Municipality
from tests.entry.office import Office
from tests.uploads.filling import Filled


@pytest.fixture
def two(office: Office) -> Office:
    """A count and a ratio are asked of the library."""
    office.row("A1", name_fi="Kävijät")
    office.row("A2", across="ratio", measure_unit="%", decimals=1, name_fi="Poissaolo-%")
    return office


def run(path: Path, *arguments: str, user: str = "anna") -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("import_actuals", str(path), "--user", user, *arguments, stdout=out, stderr=out)
    return out.getvalue().replace("\xa0", " ")


def refused(path: Path, *arguments: str, user: str = "anna") -> tuple[str, str]:
    """What a run that exits with 1 prints, and its last words."""
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_actuals", str(path), "--user", user, *arguments, stdout=out, stderr=out)
    return out.getvalue().replace("\xa0", " "), str(error.value)


@pytest.fixture
def entry_book(two: Office, anna: Client, tmp_path: Path) -> Path:
    """The entry workbook, filled in."""
    filled = Filled.of(anna).type("A1", text=41).type("A2", "Osoittaja", text=67).type("A2", "Nimittäjä", text=1860)
    path = tmp_path / "kirjaus.xlsx"
    path.write_bytes(filled.saved())
    return path


def actuals(folder: Path, *rows: dict[str, object]) -> Path:
    """A workbook with the sheet Toteumat."""
    made = Workbook()
    made.active.title = "Toteumat"
    columns = list(dict.fromkeys(column for row in rows for column in row))
    made.active.append(columns)
    for row in rows:
        made.active.append([row.get(column) for column in columns])
    made.create_sheet("Strategia").append(["avain", "arvo"])
    path = folder / "toteumat.xlsx"
    made.save(path)
    return path


def line(code: str = "A1", **cells: object) -> dict[str, object]:
    return {"mittari": code, "yksikkö": "kirjasto", "kausi": "2026-Q3"} | cells


def test_an_entry_workbook_is_entered_and_sent_in_the_persons_name(entry_book: Path, two: Office) -> None:
    told = run(entry_book)
    assert "rivi 2 Kävijät, kirjasto, 7–9/2026: uusi: 41 kpl" in told
    assert "rivi 3 Poissaolo-%, kirjasto, 7–9/2026: uusi: 3,6 %" in told
    assert "2 uutta." in told
    assert "2 lukua tallennettiin. 2 lukua lähetettiin hyväksyttäväksi." in told
    for entry in Actual.objects.all():
        assert (entry.entered_by, entry.submitted_by, entry.source) == (two.anna, two.anna, Source.WORKBOOK)
        assert entry.approved_at is None


def test_again_everything_is_unchanged(entry_book: Path) -> None:
    run(entry_book)
    told = run(entry_book)
    assert "2 ennallaan." in told
    assert "Muutoksia ei ollut: kaikki luvut ovat ennallaan." in told
    assert Actual.objects.count() == 2


def test_a_dry_run_writes_nothing(entry_book: Path) -> None:
    assert "Koeajo: mitään ei tallennettu." in run(entry_book, "--dry-run")
    assert not Actual.objects.exists()


def test_the_actuals_sheet_of_a_scorecard_is_taken_too(two: Office, tmp_path: Path) -> None:
    path = actuals(
        tmp_path,
        line(arvo=41, huomautus="Remontti"),
        line("A2", arvo=3.6, osoittaja=67, nimittäjä="1 860"),
    )
    told = run(path)
    assert "2 uutta." in told
    assert "huomaa: Välilehteä ”Strategia” ei luettu." not in told  # it has headings only
    first, second = Actual.objects.order_by("indicator__code")
    assert (first.value, first.note) == (41, "Remontti")
    assert (second.value, second.numerator, second.denominator) == (None, 67, Decimal(1860))
    assert "2 ennallaan." in run(path)


def test_a_share_that_is_not_the_quotient_stops_all(two: Office, tmp_path: Path) -> None:
    told, last = refused(actuals(tmp_path, line(arvo=41), line("A2", arvo=4.6, osoittaja=67, nimittäjä=1860)))
    assert "Arvo ei ole osoittajan ja nimittäjän suhde (3,6)." in told
    assert last == "Mitään ei tallennettu: 1 rivi ei kelpaa."
    assert not Actual.objects.exists()


def test_a_reason_in_the_actuals_sheet(two: Office, tmp_path: Path) -> None:
    assert "uusi: kesken" in run(actuals(tmp_path, line(tila="Kesken")))
    assert Actual.objects.get().why_empty == "unfinished"


def test_an_approved_figure_needs_its_reason_in_own_words_or_of_the_list(two: Office, tmp_path: Path) -> None:
    two.enter(two.world.strategy.rows.get(indicator__code="A1"), "38", note="Vanha")
    told, _ = refused(actuals(tmp_path, line(arvo=41)))
    assert "Luku on jo hyväksytty." in told
    assert "muuttuu: 38 kpl → 41 kpl" in run(actuals(tmp_path, line(arvo=41, syy="Laskuri oli rikki")))
    new = two.latest(two.world.strategy.rows.get(indicator__code="A1"))
    assert (new.late_reason, new.late_reason_text, new.note) == ("other", "Laskuri oli rikki", "Vanha")


def test_an_approved_figure_that_says_the_same_needs_none(two: Office, tmp_path: Path) -> None:
    two.enter(two.world.strategy.rows.get(indicator__code="A1"), "38")
    assert "1 ennallaan." in run(actuals(tmp_path, line(arvo="38,0")))


def test_figures_of_a_shut_window_may_only_be_what_they_are(two: Office, tmp_path: Path) -> None:
    Window.objects.create(
        municipality=two.world.city,
        period_starts=dt.date(2026, 4, 1),
        period_ends=dt.date(2026, 6, 30),
        opens=dt.date(2026, 7, 1),
        due=dt.date(2026, 7, 14),
        closes=dt.date(2026, 8, 1),
    )
    two.enter(two.world.strategy.rows.get(indicator__code="A1"), "38", period="2026-Q2")
    assert "1 uusi, 1 ennallaan." in run(actuals(tmp_path, line(arvo=41), line(kausi="2026-Q2", arvo=38)))
    told, _ = refused(actuals(tmp_path, line(arvo=42), line(kausi="2026-Q2", arvo=39)))
    assert "hylätty: 39 Kauden 4–6/2026 kirjaus päättyi 1.8.2026." in told
    assert two.latest(two.world.strategy.rows.get(indicator__code="A1")).value == 41


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"yksikkö": "koulu"}, "Luku kuuluu toiselle yksikölle"),
        ({"mittari": "A9"}, "Kirjattavaa lukua ei ole tällä kaudella."),
        ({"mittari": None}, "Mittarin koodi puuttuu."),
        ({"kausi": "syksy"}, "Kautta ei tunneta."),
        ({"kausi": dt.date(2026, 9, 3)}, "Excel on muuttanut kauden päivämääräksi."),
        ({"kausi": "2019-Q1"}, "Kaudella ei ole kirjausikkunaa"),
        ({"arvo": dt.date(2026, 5, 3)}, "Solussa on päivämäärä"),
        ({"arvo": "noin 5"}, "Luvun edessä on ”noin”."),
    ],
)
def test_a_row_that_may_not_be_entered_stops_all_and_says_why(
    two: Office, tmp_path: Path, cells: dict[str, object], word: str
) -> None:
    two.row("B1", units=[two.school])
    row = line(**({"arvo": 5} | cells))
    if cells.get("yksikkö") == "koulu":
        row["mittari"] = "B1"
    told, last = refused(actuals(tmp_path, line("A2", osoittaja=1, nimittäjä=2), row))
    assert word in told
    assert last.startswith("Mitään ei tallennettu")
    assert not Actual.objects.exists()


def test_an_unconfirmed_doubtful_figure_stays_a_draft(two: Office, tmp_path: Path) -> None:
    two.enter(two.world.strategy.rows.get(indicator__code="A1"), "5", period="2026-Q2")
    told = run(actuals(tmp_path, line(arvo=500)))
    assert "vähintään kymmenkertainen" in told
    assert "Luonnokseksi jäi, koska luku näyttää poikkeavalta: Kävijät." in told
    assert two.latest(two.world.strategy.rows.get(indicator__code="A1")).submitted_at is None


def test_assessments_are_told_and_left_alone(two: Office, tmp_path: Path) -> None:
    told = run(actuals(tmp_path, line(arvo=5, arvio="etenee"), line("A2", arvo=None, arvio="jäljessä")))
    assert "huomaa: Arvioita ei luettu" in told
    assert "1 uusi." in told


def test_a_hostile_file_ends_in_a_sentence(two: Office, tmp_path: Path) -> None:
    path = tmp_path / "kortti.xlsx"
    path.write_bytes(b"koodi;nimi\n")
    assert "ei ole ehjä Excel-työkirja" in refused(path)[1]
    assert "ei ole." in refused(tmp_path / "puuttuu.xlsx")[1]


def test_who_and_where(two: Office, tmp_path: Path) -> None:
    path = actuals(tmp_path, line(arvo=5))
    assert "Käyttäjää ”bea” ei ole" in refused(path, user="bea")[1]
    assert "ei ole oikeutta kirjata" in refused(path, user="hyvaksyja-pikkula")[1]
    other = Municipality.objects.create(code="muu", number="998", name_fi="Muu")
    Membership.objects.create(user=two.anna, municipality=other, role="steward")
    assert "useita kuntia (muu, pikkula). Anna --municipality." in refused(path)[1]
    assert "1 uusi." in run(path, "--municipality", "Pikkula", "--dry-run")
    assert "1 uusi." in run(path, "--municipality", "pikkula")


def test_a_workbook_of_another_city_is_refused(entry_book: Path, two: Office) -> None:
    other = Municipality.objects.create(code="muu", number="998", name_fi="Muu")
    Membership.objects.create(user=two.anna, municipality=other, role="steward")
    assert "Työkirja on toisen kunnan (pikkula)." in refused(entry_book, "--municipality", "muu")[1]
