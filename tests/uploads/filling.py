"""A person at Excel: opens the workbook, types into its cells, moves rows about, and sends it."""

import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook

DOWNLOAD, SEND = "/pikkula/kirjaus/tyokirja.xlsx", "/pikkula/kirjaus/tyokirja/laheta/"


class Filled:
    """The workbook as a person has it open."""

    def __init__(self, content: bytes) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(content))
        self.sheet = self.book["Kirjaus"]

    @classmethod
    def of(cls, client: Client, query: str = "") -> "Filled":
        """Downloaded from the entry page."""
        answer = client.get(DOWNLOAD + query)
        assert answer.status_code == 200, answer.text
        return cls(answer.content)

    @property
    def columns(self) -> dict[str, int]:
        """Where each heading is."""
        return {str(cell.value): cell.column for cell in self.sheet[1]}

    def row(self, code: str) -> int:
        """The row of an indicator."""
        column = self.columns["Mittari"]
        return next(row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, column).value == code)

    def cell(self, code: str, heading: str) -> Any:
        """One cell of an indicator's row."""
        return self.sheet.cell(self.row(code), self.columns[heading])

    def type(self, code: str, heading: str = "Toteuma", *, text: Any) -> "Filled":
        """Types into a cell."""
        self.cell(code, heading).value = text
        return self

    def saved(self) -> bytes:
        """The file."""
        packed = io.BytesIO()
        self.book.save(packed)
        return packed.getvalue()


def sent(client: Client, content: bytes, name: str = "kirjaus.xlsx", query: str = "") -> HttpResponse:
    """The answer to sending a file: a page that refuses it, or what it would change."""
    answer = client.post(SEND + query, {"tyokirja": SimpleUploadedFile(name, content)})
    return client.get(answer.headers["Location"]) if answer.status_code == 302 else answer


def accepted(client: Client, preview: HttpResponse, **fields: str) -> HttpResponse:
    """Presses the button of a preview, and comes to the page that follows."""
    address = f"{preview.wsgi_request.path}hyvaksy/"
    return client.post(address, fields, follow=True)


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    """The workbook with something done to it."""
    opened = Filled(content)
    change(opened.book)
    return opened.saved()
