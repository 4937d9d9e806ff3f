"""Reads a PDF for the tests of what is printed: its tags, and its letters decoded by the fonts that are in it."""

import re
from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String, parse_content_stream


class Printed:
    """A PDF that is read. ``pages``: what is seen on each page."""

    def __init__(self, content: bytes) -> None:
        self.pdf = Pdf.open(BytesIO(content))
        pieces = {page.obj.objgen: list(_pieces(page)) for page in self.pdf.pages}
        self._seen = {place: seen("".join(text for _, text in one)) for place, one in pieces.items()}
        self.pages = list(self._seen.values())
        self._marked: dict[tuple[tuple[int, int], int], str] = {}
        for place, found in pieces.items():
            for number, text in found:
                if number is not None:
                    self._marked[place, number] = self._marked.get((place, number), "") + text

    @property
    def document(self) -> Object:
        """The element that holds all others."""
        return self.pdf.Root.StructTreeRoot.K[0]

    def elements(self, *kinds: str) -> list[Object]:
        """The elements of some kinds, or all of them, in the order in which they are read."""
        return [one for one in below(self.document) if not kinds or str(one.S)[1:] in kinds]

    def said(self, of: Object | None = None) -> str:
        """What an element, or the whole document, says to whoever listens."""
        root = self.document if of is None else of
        return seen("".join(self._told(one) for one in (root, *below(root))))

    def beside(self, of: Object) -> str:
        """All that is seen on the page of an element."""
        return self._seen[of.Pg.objgen]

    def _told(self, one: Object) -> str:
        kids = one.K if isinstance(one.K, Array) else [one.K]
        return "".join(self._marked.get((one.Pg.objgen, int(kid)), "") for kid in kids if isinstance(kid, int))

    @property
    def links(self) -> list[Object]:
        """The links of all pages."""
        return [one for page in self.pdf.pages for one in page.obj.get(Name.Annots, ())]


def below(of: Object) -> Iterator[Object]:
    """Every element below one, in the order in which it is read."""
    for one in of.get(Name.K, []):
        if isinstance(one, Dictionary) and Name.S in one:
            yield one
            yield from below(one)


def tags(of: Object) -> list[str]:
    """The tags below an element."""
    return [str(one.S)[1:] for one in below(of)]


def seen(text: str) -> str:
    """Only what is seen of a text: where its lines break, with a hyphen or without, is the press's business."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def _pieces(page: Page) -> Iterator[tuple[int | None, str]]:
    """The pieces of text of a page, with the number of the marked content each stands in."""
    fonts = {name: _meanings(font) for name, font in page.obj.Resources.Font.items()}
    meanings: dict[int, str] = {}
    marked: list[int | None] = []
    for operands, operator in parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                number = properties.get(Name.MCID) if isinstance(properties, Dictionary) else None
                marked.append(None if number is None else int(number))
            case "BMC":
                marked.append(None)
            case "EMC":
                marked.pop()
            case "Tf":
                meanings = fonts[str(operands[0])]
            case "TJ":
                codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, String))
                told = "".join(meanings[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))
                yield (marked[-1] if marked else None), told


def _meanings(font: Object) -> dict[int, str]:
    """What each code of a font stands for; a code that stands for nothing would be a letter nobody can read."""
    text = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", text)
    return {int(code, 16): bytes.fromhex(told).decode("utf-16-be") for code, told in pairs}
