"""Finishes the tags of a printed report, so that whoever listens to it hears what whoever sees it reads.

The printing press tags headings, lists, tables and pictures. What is added here: headings of columns and rows are told
apart, a table that runs over several pages is one table, what stands at the edge of each page is no part of the text,
Finnish among Swedish or English is read as Finnish, links say where they lead and are printed.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, ObjectStreamMode, Page, Pdf, String

FINNISH = "fi-FI"
_PRINTED = 4
"""The flag of a link: it is there on paper too."""
_MARKED = re.compile(rb"/[A-Za-z0-9]+\s<</MCID (\d+)>>\sBDC")
_EDGE = b"/Artifact <</Type /Pagination>> BDC"

type Thing = Any
"""An object of the PDF, or a number: which it is only its keys tell."""
type Marks = dict[tuple[int, int], set[int]]
"""For each page the numbers of the pieces that belong to the text."""


def finished(laid: bytes, titles: Mapping[str, str]) -> bytes:
    """The PDF with its tags finished; the same bytes for the same pages. ``titles``: of the places linked to."""
    with Pdf.open(BytesIO(laid)) as pdf:
        marks: Marks = {}
        _finish(pdf.Root.StructTreeRoot.K[0], marks)
        parents = _parents(pdf)
        for page in pdf.pages:
            _to_the_edge(page, marks.get(page.obj.objgen, set()), parents)
            for link in page.obj.get(Name.Annots, ()):
                _tell(link, titles)
        for one in pdf.objects:
            if isinstance(one, Dictionary) and Name.FontFile2 in one:
                one.FontFile2.write(_without_time(one.FontFile2.read_bytes()))
        found = BytesIO()
        pdf.save(found, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return found.getvalue()


def _without_time(file: bytes) -> bytes:
    """A typeface that does not tell when its letters were picked out: that alone would make each file another."""
    font, found = TTFont(BytesIO(file), recalcTimestamp=False), BytesIO()
    font["head"].modified = font["head"].created
    font.save(found)
    return found.getvalue()


def _finish(element: Thing, marks: Marks) -> None:
    """An element and all below it."""
    tag, kids = element.S, element.K
    if tag == Name.TR:
        return _finish_row(element, kids, marks)
    if tag == Name.Span and len(kids) and isinstance(kids[0], Dictionary):
        element.Lang = String(FINNISH)
    _join_tables(kids)
    for kid in kids:
        if isinstance(kid, int):
            marks.setdefault(element.Pg.objgen, set()).add(kid)
        elif Name.S in kid:
            _finish(kid, marks)
    return None


def _finish_row(row: Thing, cells: Thing, marks: Marks) -> None:
    """A row: its headings say of what they are, which serves better than a list of headings in each cell."""
    in_head = Name.THead == row.P.S
    for cell in cells:
        attributes = cell.get(Name.A, Dictionary(O=Name.Table))
        for holder, needless in ((attributes, Name.Headers), (cell, Name.ID)):
            if needless in holder:
                del holder[needless]
        if cell.S == Name.TH:
            attributes.Scope = Name.Column if in_head else Name.Row
        cell.A = attributes
        _finish(cell, marks)


def _join_tables(kids: Thing) -> None:
    """What continues a table on the next page comes to its rows; the heading repeated there is of the page's edge.

    Each table of ours begins with its caption: one without is the rest of the table before it.
    """
    before, place = None, 0
    while place < len(kids):
        kid = kids[place]
        is_table = not isinstance(kid, int) and kid.get(Name.S) == Name.Table
        if is_table and before is not None and not any(Name.Caption == part.S for part in kid.K):
            for part in kid.K:
                if Name.TBody == part.S:
                    part.P = before
                    before.K.append(part)
            del kids[place]
            continue
        before = kid if is_table else None
        place += 1


def _parents(pdf: Pdf) -> dict[int, Thing]:
    """Of each page which element a piece of it belongs to."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}


def _to_the_edge(page: Page, inside: set[int], parents: Mapping[int, Thing]) -> None:
    """Takes what stands at the edge of a page out of the text: its title and number, and headings repeated."""
    belongs = parents[int(page.obj.StructParents)]
    outside = {number for number in range(len(belongs)) if number not in inside}
    if not outside:
        return
    for number in outside:
        belongs[number] = None

    def marked(found: re.Match[bytes]) -> bytes:
        return _EDGE if int(found[1]) in outside else found[0]

    content = page.obj.Contents
    content.write(_MARKED.sub(marked, content.read_bytes()))


def _tell(link: Thing, titles: Mapping[str, str]) -> None:
    link.F = _PRINTED
    place = str(link.get(Name.Dest, ""))
    if place in titles:
        link.Contents = String(titles[place])
