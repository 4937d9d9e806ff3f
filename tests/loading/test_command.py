"""``manage.py import_scorecard``: what it prints and how it ends."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from scorecard.models import Strategy
from tests.loading.cards import Book


def told(path: Path, **options: Any) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_scorecard", str(path), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}"
    return out.getvalue(), err.getvalue()


def test_tells_a_verdict_per_sheet_and_row(book: Book) -> None:
    book.indicator()
    out, err = told(book.write())
    assert "Strategia: 5 uusi\n" in out
    assert "Mittarit: 1 uusi\n  rivi 2 M1: uusi\n" in out
    assert out.endswith("Tallennettu: kemi-1.\n")
    assert err == ""


def test_tells_every_row_only_when_asked(book: Book) -> None:
    book.indicator()
    told(book.write())
    assert "rivi" not in told(book.write())[0]
    assert "  rivi 2 M1: ennallaan\n" in told(book.write(), verbosity=2)[0]
    assert told(book.write())[0].endswith("Kaikki on ennallaan: kemi-1.\n")


def test_a_faulty_cell_is_told_by_its_place_and_ends_with_a_fault(book: Book) -> None:
    book.indicator(suunta="ylös")
    out, err = told(book.write())
    assert "Mittarit: 1 hylätty\n  rivi 2 M1: hylätty\n" in out
    assert "VIRHE: Mittarit, rivi 2, sarake suunta: ”ylös” – Sanaa ei tunneta." in err
    assert err.endswith("Mitään ei tallennettu: 1 virhe.")
    assert Strategy.objects.count() == 0


def test_a_trial_run_says_so(book: Book) -> None:
    out, _ = told(book.write(), dry_run=True)
    assert out.endswith("Koeajo: mitään ei tallennettu.\n")
    assert Strategy.objects.count() == 0


def test_the_municipality_may_be_given(book: Book) -> None:
    assert "toisen kunnan" in told(book.write(), municipality="Tornio")[1]
    assert "Tallennettu" in told(book.write(), municipality="Kemi")[0]


@pytest.mark.parametrize("name", ["poissa.xlsx", "poissa"])
def test_a_path_that_is_not_there(book: Book, name: str) -> None:
    assert "ei ole" in told(book.folder / name)[1]
