"""The pages of reporting in Swedish and English: nothing of the interface is Finnish, no link leaves the language."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import polib
import pytest
from django.http import HttpResponse

from kemi_strategy.catalogues import HOMES, catalogue

PAGES = [
    ("", "/"),
    ("", "/kemi/"),
    ("", "/simo/"),
    ("", "/nain-tila-lasketaan/"),
    ("", "/kemi/tavoitteet/"),
    ("", "/kemi/tavoitteet/viisas/"),
    ("", "/kemi/mittarit/"),
    ("", "/kemi/mittarit/K12/"),
    ("", "/kemi/mittarit/H01/"),
    ("", "/kemi/mittarit/K12/kuvio/"),
    ("", "/kemi/projektit/"),
    ("", "/kemi/projektit/uso/"),
    ("", "/kemi/toimenpiteet/"),
    ("", "/kemi/toimenpiteet/t01/"),
    ("", "/kemi/toimialat/"),
    ("", "/kemi/toimialat/hyvinvointi/"),
    ("", "/kemi/strategiakartta/"),
    ("johto", "/kemi/tilannekuva/"),
    ("johto", "/kemi/tilannekuva/?nakyma=toimialat&tila=missed"),
    ("johto", "/kemi/tilannekuva/?nakyma=vastuut&haku=ty"),
    ("johto", "/kemi/tilannekuva/?tila=pois&tiedossa=31.8.2026"),
    ("johto", "/kemi/tilannekuva/mittarit/H05/"),
    ("johto", "/kemi/tilannekuva/mittarit/H05/kuvio/"),
    ("johto", "/kemi/tilannekuva/tavoitteet/viisas/"),
    ("johto", "/kemi/haku/?haku=kemi"),
    ("johto", "/kemi/haku/?haku=qqq"),
    ("johto", "/kemi/lautakunnat/"),
    ("johto", "/kemi/lautakunnat/hyvinvointi/"),
    ("johto", "/kemi/tilannekuva/mittarit/K09/jaljitys/"),
    ("johto", "/kemi/tilannekuva/mittarit/K09/historia/?yksikko=kirjasto&kausi=2026-Q2"),
    ("paakayttaja", "/kemi/hallinta/muutokset/"),
    ("paakayttaja", "/kemi/hallinta/muutokset/tilanne/"),
    ("johto", "/kemi/raportit/"),
    ("johto", "/kemi/raportit/2025/"),
    ("paakayttaja", "/kemi/raportit/pohja/"),
    ("talous", "/kemi/raportit/2025-H1/"),
    ("paakayttaja", "/kemi/raportit/2026-H1/"),
    ("paakayttaja", "/kemi/raportit/2026-H1/esikatselu/"),
    ("paakayttaja", "/kemi/raportit/2026-H1/jaadytys/"),
    ("paakayttaja", "/kemi/raportit/2026-H1/tekstit/koko/-/"),
    ("toimialajohtaja", "/kemi/raportit/2026-H1/tekstit/toimiala/hyvinvointi/"),
    ("paakayttaja", "/kemi/tilannekuva/mittarit/K03/poikkeama/"),
    ("paakayttaja", "/kemi/tilannekuva/mittarit/K03/arvio/"),
    ("kokkola", "/kokkola/"),
    ("kokkola", "/kokkola/tilannekuva/"),
]
WITHOUT_MARKS = {"title", "option", "textarea", "text", "desc"}
SAID_IN = ("aria-label", "alt", "title", "placeholder", "data-label")
VOID = {"meta", "link", "input", "br", "hr", "img", "use", "path", "rect", "circle", "line", "polyline", "polygon"}
RECORDED = {"kyllä/ei"}  # a unit of measure as somebody has written it: the list of changes shows it as it is
_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]+>|\n")
_WORDS = re.compile(r"[\wåäö]{2,}")


class Read(HTMLParser):
    """What a page says outside the parts marked Finnish, its addresses, and marks in places that cannot hold them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language, self.said, self.addresses, self.misplaced = "", [], [], []
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: text or "" for name, text in attrs}
        self.misplaced += [f"{tag} {name}={text}" for name, text in given.items() if "<" in text]
        if given.get("class") == "foreign":
            self.misplaced += [tag for tag, _ in self._open if tag in WITHOUT_MARKS]
        if tag == "html":
            self.language = given["lang"]
        if tag in {"a", "form"} and not {"hreflang", "lang"} & set(given):
            self.addresses += [given[name] for name in ("href", "action") if name in given]
        if tag not in VOID:
            self._open.append((tag, given.get("lang")))
        if not self._marked():
            self.said += [given[name] for name in SAID_IN if name in given]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._marked() and not any(tag in {"script", "style"} for tag, _ in self._open):
            self.said.append(" ".join(data.split()))
        if "foreign" in data:
            self.misplaced.append(data)

    def _marked(self) -> bool:
        spoken = [language for _, language in self._open if language]
        return bool(spoken) and spoken[-1] != self.language


@cache
def finnish(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The pieces of the interface's Finnish sentences, of two words or more, that the language says otherwise: those
    that are a text by themselves or else nothing, since content may well hold two or three words; and the longer ones.
    """
    pieces = frozenset(_pieces(language))
    long = frozenset(piece for piece in pieces if len(_WORDS.findall(piece)) > 3)
    return pieces - long, long


def _pieces(language: str) -> Iterator[str]:
    for app in HOMES:
        for entry in polib.pofile(str(catalogue(app, language))):
            other = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
            for text in (entry.msgid, entry.msgid_plural):
                for piece in map(str.strip, _PLACE.split(text)):
                    if len(_WORDS.findall(piece)) > 1 and piece not in other and piece not in RECORDED:
                        yield piece


def left_behind(said: list[str], language: str) -> list[str]:
    """The Finnish of the interface among what a page says."""
    short, long = finnish(language)
    whole = "\0".join(said)
    return sorted(short.intersection(said)) + sorted(piece for piece in long if piece in whole)


def whole(answer: HttpResponse, language: str) -> None:
    """Nothing of the interface is Finnish, no mark stands where none can, and no link leaves the language."""
    read = Read(answer.text)
    assert read.language == language
    assert left_behind(read.said, language) == []
    assert read.misplaced == []
    assert [one for one in read.addresses if one.startswith("/") and not one.startswith(f"/{language}/")] == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("who", "address"), PAGES)
def test_a_page_is_wholly_in_its_language(demo, as_reader, who: str, address: str, language: str) -> None:
    reader = as_reader(who)
    answer, original = reader.get(f"/{language}{address}"), reader.get(address)
    assert answer.status_code == original.status_code == 200
    whole(answer, language)
    assert Read(original.text).misplaced == []


def text_of(answer: HttpResponse) -> str:
    """A page as it is read."""
    return " ".join(" ".join(Read(answer.text).said).split())


@pytest.mark.parametrize(
    ("language", "headline", "line", "axis"),
    [
        ("", "Työttömyys-% pysyi lähtötasossa 13,5; tavoite on enintään 13,0.", "tavoite enintään 13,0", "13,2 13,4"),
        (
            "/sv",
            "Arbetslöshets-% är kvar på utgångsläget 13,5; målet är högst 13,0.",
            "målvärde högst 13,0",
            "13,2 13,4",
        ),
        (
            "/en",
            "Unemployment rate stayed at the baseline 13.5; the target is at most 13.0.",
            "target at most 13.0",
            "13.2 13.4",
        ),
    ],
)
def test_an_indicator_is_told_and_drawn_in_the_language(
    demo, as_reader, language: str, headline: str, line: str, axis: str
) -> None:
    said = text_of(as_reader().get(f"{language}/kemi/mittarit/K12/"))
    assert (headline in said, line in said, axis in said) == (True, True, True)
