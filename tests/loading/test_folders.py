"""CSV folders in the dialects that Finnish Excel saves, and those that cannot be read."""

import unicodedata

import pytest

from measures.loading import load
from measures.models import Indicator
from scorecard.models import Strategy
from tests.loading.cards import Book, fault, faults, notes

STRATEGY = "avain,arvo\nkunta,Kemi\nkuntakoodi,240\nkoodi,kemi-1\nnimi,Äänestäjän strategia\n"


def put(book: Book, name: str, content: bytes) -> None:
    (book.folder / name).write_bytes(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_dialect_reads_the_same(book: Book, encoding: str, delimiter: str, ending: str) -> None:
    put(book, "Strategia.csv", STRATEGY.replace(",", delimiter).replace("\n", ending).encode(encoding))
    assert load(book.folder).written
    assert Strategy.objects.get().name_fi == "Äänestäjän strategia"


def test_excels_own_separator_line_is_understood(book: Book) -> None:
    put(book, "Strategia.csv", ("sep=;\n" + STRATEGY.replace(",", ";")).encode())
    report = load(book.folder)
    assert report.written
    assert min(row.row for row in report.rows) == 3


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_file_names_may_be_decomposed(book: Book, form: str) -> None:
    put(book, "Strategia.csv", STRATEGY.encode())
    put(book, unicodedata.normalize(form, "Yksiköt.csv"), b"koodi,laji,nimi_fi\nsivistys,toimiala,Sivistys\n")
    assert "Yksiköt" in load(book.folder).counts


def test_decomposed_text_is_composed(book: Book) -> None:
    put(book, "Strategia.csv", unicodedata.normalize("NFD", STRATEGY).encode())
    load(book.folder)
    assert Strategy.objects.get().name_fi == unicodedata.normalize("NFC", "Äänestäjän strategia")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_refused_by_the_files_name(book: Book, encoding: str) -> None:
    put(book, "Strategia.csv", STRATEGY.encode(encoding))
    found = fault(load(book.folder))
    assert "Strategia.csv" in found.sentence
    assert "CSV UTF-8" in found.sentence


def test_unmatched_quotes_are_refused(book: Book) -> None:
    put(book, "Strategia.csv", (STRATEGY + 'missio,"Alku\n').encode())
    assert "lainausmerkit" in fault(load(book.folder)).sentence


def test_a_row_number_is_the_row_as_a_spreadsheet_counts_it(book: Book) -> None:
    put(book, "Strategia.csv", (STRATEGY + '\nmissio,"Yksi\nkaksi"\nlaji,väärä\n').encode())
    assert faults(load(book.folder)) == [("Strategia", 8, "arvo")]
    assert Strategy.objects.count() == 0


def test_an_unquoted_comma_is_caught(book: Book) -> None:
    put(book, "Strategia.csv", (STRATEGY + "missio,Alku, ja loppu\n").encode())
    assert "otsikkojen ulkopuolella" in fault(load(book.folder)).sentence


def test_unknown_sheets_columns_keys_and_files_are_told_and_do_not_stop(book: Book) -> None:
    put(book, "Strategia.csv", (STRATEGY.replace("avain,arvo", "avain,arvo,väri") + "lisätieto,x\n").encode())
    put(book, "Muistio.csv", b"a,b\n1,2\n")
    put(book, "kuva.png", b"x")
    put(book, "README.md", b"x")
    report = load(book.folder)
    assert report.written
    assert len(notes(report)) == 4
    assert {(one.sheet, one.column, one.value) for one in report.problems} == {
        ("Muistio", "", ""),
        ("", "", "kuva.png"),
        ("Strategia", "väri", ""),
        ("Strategia", "avain", "lisätieto"),
    }


def test_a_missing_needed_column_is_fatal(book: Book) -> None:
    put(book, "Strategia.csv", STRATEGY.encode())
    put(book, "Mittarit.csv", b"koodi,tavoite\nM1,5\n")
    assert "nimi_fi" in fault(load(book.folder)).sentence
    assert Indicator.objects.count() == 0


def test_a_heading_twice_is_fatal(book: Book) -> None:
    put(book, "Strategia.csv", STRATEGY.encode())
    put(book, "Yksiköt.csv", b"koodi,laji,nimi_fi,Koodi\na,toimiala,A,b\n")
    assert ("Yksiköt", 1, "koodi") in faults(load(book.folder))


def test_headings_are_read_without_letter_case(book: Book) -> None:
    put(book, "STRATEGIA.csv", STRATEGY.replace("avain,arvo", "Avain, ARVO ").encode())
    assert load(book.folder).written


def test_a_folder_without_a_strategy_is_refused(book: Book) -> None:
    assert fault(load(book.folder)).sheet == "Strategia"


def test_what_does_not_exist_is_told(book: Book) -> None:
    assert "ei ole" in fault(load(book.folder / "poissa")).sentence


def test_a_single_csv_file_is_not_a_scorecard(book: Book) -> None:
    put(book, "Strategia.csv", STRATEGY.encode())
    assert "kansio" in fault(load(book.folder / "Strategia.csv")).sentence


@pytest.mark.parametrize("character", ["\u202e", "\u0007", "\u2066"])
def test_control_characters_are_refused_by_their_cell(book: Book, character: str) -> None:
    put(book, "Strategia.csv", (STRATEGY + f"missio,alku{character}loppu\n").encode())
    assert faults(load(book.folder)) == [("Strategia", 6, "arvo")]


def test_a_file_too_large_is_refused(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("measures.loading.folders.LARGEST", 10)
    put(book, "Strategia.csv", STRATEGY.encode())
    assert "liian suuri" in fault(load(book.folder)).sentence
