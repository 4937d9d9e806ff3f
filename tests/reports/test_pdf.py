"""A report as a PDF: for everybody (PDF/UA-1, by somebody else's validator), whole whatever the texts hold."""

import dataclasses
import re
from functools import cache
from io import BytesIO

import page
import pytest
from pikepdf import Dictionary, Name, Pdf

from measures.verdicts import Verdict
from measures.workbooks.texts import clean
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.pdf import apart
from reporting.renderers.pdf.letters import printable
from reporting.renderers.pdf.markup import element, written
from reporting.renderers.pdf.press import printed as press
from reporting.renderers.report_words import VERDICTS
from reporting.snapshot import ReportKind, ReportState, Snapshot, from_json, to_json
from reporting.standing import Names
from tests.reports.printed import Printed, below, seen, tags
from tests.reports.samples import HOSTILE, sample


def made(snapshot: Snapshot, language: str = "fi") -> bytes:
    """The file, printed once."""
    return _printed(to_json(snapshot), language)


@cache
def _printed(snapshot: str, language: str) -> bytes:
    return FORMATS["pdf"].render(from_json(snapshot), language)


def faults(content: bytes) -> list[tuple[str, str]]:
    """What the validator finds wrong with it as a PDF/UA-1."""
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant is (not report.failures)
    return [(one.rule_id, one.message) for one in report.failures]


def of_kind(kind: ReportKind) -> Snapshot:
    """The sample as another kind of report."""
    snapshot = sample()
    scope = "sivistys" if kind is ReportKind.SECTOR else ""
    return dataclasses.replace(snapshot, report=dataclasses.replace(snapshot.report, kind=kind, scope=scope))


def empty() -> Snapshot:
    """A report of nothing at all."""
    whole = sample(state=ReportState.DRAFT)
    standing = dataclasses.replace(whole.standing, rows=(), nodes=())
    return Snapshot(whole.report, standing)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ReportKind)
def test_every_kind_of_report_is_for_everybody(kind, language):
    assert faults(made(of_kind(kind), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_are_an_empty_report_and_a_draft(language):
    assert faults(made(empty(), language)) == []
    assert faults(made(sample(state=ReportState.DRAFT), language)) == []


def test_so_are_hostile_texts():
    """They are the same in each language; what differs in a language has been asked above."""
    assert faults(made(sample(hostile=True))) == []


# --- the validator itself: it finds what is broken on purpose --------------------------------------------------------


def without_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def without_title(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def without_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def with_a_picture_untold(pdf: Pdf) -> None:
    for one in below(pdf.Root.StructTreeRoot.K[0]):
        if Name.Figure == one.S:
            del one.Alt


def with_text_that_is_in_no_tag(pdf: Pdf) -> None:
    content = pdf.pages[0].obj.Contents
    content.write(re.sub(rb"/Span\s<</MCID 0>>\sBDC", b"q BT ET Q /Span BMC", content.read_bytes()))


def with_a_heading_left_out(pdf: Pdf) -> None:
    for one in below(pdf.Root.StructTreeRoot.K[0]):
        if one.S == Name.H2:
            one.S = Name.H5


BREAKING = (
    without_language, without_title, without_tags, with_a_picture_untold, with_text_that_is_in_no_tag,
    with_a_heading_left_out,
)  # fmt: skip


@pytest.mark.parametrize("broken", BREAKING)
def test_the_validator_finds_a_file_broken_on_purpose(broken):
    with Pdf.open(BytesIO(made(sample()))) as pdf:
        broken(pdf)
        found = BytesIO()
        pdf.save(found)
    assert faults(found.getvalue()) != []


# --- what it says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "tag", "title"),
    [
        ("fi", "fi-FI", "Malli: Puolivuotiskatsaus 2025"),
        ("sv", "sv-FI", "Modell: Halvårsrapport 2025"),
        ("en", "en-GB", "Malli: Half-year review 2025"),
    ],
)
def test_it_is_in_its_language_and_a_verdict_has_a_sign_and_a_word(language, tag, title):
    printed = Printed(made(sample(), language))
    assert str(printed.pdf.Root.Lang) == tag
    assert str(printed.pdf.docinfo[Name.Title]) == title
    assert str(printed.pdf.docinfo[Name.CreationDate]) == "D:20250819061530Z", "when it was frozen"
    word = VERDICTS[language][Verdict.BEHIND]
    assert seen(f"△ {word[:1].upper()}{word[1:]}") in printed.said()


def test_a_draft_says_so_on_every_page():
    printed = Printed(made(sample(state=ReportState.DRAFT), "sv"))
    assert seen("UTKAST. Rapporten är inte fryst") in printed.pages[0]
    assert len(printed.pages) > 5
    assert all(seen("UTKAST · Halvårsrapport 2025") in one for one in printed.pages[1:])
    assert str(printed.pdf.docinfo[Name.Title]).endswith("(UTKAST)")


def foreign(language: str) -> list[str]:
    """What is tagged as being in another language than the document."""
    printed = Printed(made(sample(), language))
    return [printed.said(one) for one in printed.elements() if Name.Lang in one]


def test_what_is_only_in_finnish_is_tagged_as_finnish_elsewhere_and_nowhere_in_the_finnish_one():
    assert foreign("fi") == []
    in_swedish = foreign("sv")
    assert seen("Keskustan kehittäminen") in in_swedish
    assert seen("Perioden gick bra.") not in in_swedish
    assert seen("Muuttotappio jatkui.") in foreign("en")


def test_the_contents_lead_to_each_section_and_bookmarks_name_them():
    printed = Printed(made(sample()))
    named = [printed.said(one) for one in printed.elements("H2")]
    assert named[0] == "Tiivistelmä"
    inside = [link for link in printed.links if Name.Dest in link]
    assert list(dict.fromkeys(seen(str(one.Contents)) for one in inside)) == named
    assert all(one.F == 4 for one in printed.links), "printed too"
    with printed.pdf.open_outline() as outline:
        (whole,) = outline.root
        assert whole.title == "Puolivuotiskatsaus 2025"
        assert [seen(one.title) for one in whole.children] == named


def test_tables_have_captions_and_headings_that_say_of_what_they_are():
    printed = Printed(made(sample()))
    for table in printed.elements("Table"):
        assert tags(table)[0] == "Caption"
    for row in printed.elements("TR"):
        assert row.K[0].S == Name.TH, "each row has a name"
        scope = Name.Column if Name.THead == row.P.S else Name.Row
        assert {cell.A.Scope for cell in row.K if cell.S == Name.TH} == {scope}


def long_report() -> Snapshot:
    """Sixty rows under one heading."""
    whole = sample()
    first = whole.standing.rows[0]
    rows = []
    for number in range(60):
        facts = dataclasses.replace(first.facts.indicator, code=f"X{number}", names=Names(f"Mittari {number}"))
        rows.append(dataclasses.replace(first, facts=dataclasses.replace(first.facts, indicator=facts), series=()))
    return Snapshot(whole.report, dataclasses.replace(whole.standing, rows=tuple(rows), nodes=()))


def test_a_table_over_several_pages_is_one_table_and_its_repeated_heading_is_not_read_again():
    content = made(long_report())
    printed = Printed(content)
    assert faults(content) == []
    table = next(one for one in printed.elements("Table") if "X59" in printed.said(one))
    rows = [one for one in below(table) if one.S == Name.TR]
    assert len(rows) == 61
    assert tags(table).count("THead") == 1
    assert len({one.Pg.objgen for one in rows}) > 1
    assert all("Poikkeama" in printed.beside(one) for one in rows), "the heading is seen on each page"


def test_what_stands_at_the_edge_of_a_page_is_no_part_of_the_text():
    printed = Printed(made(sample()))
    assert "Sivu2/" in printed.pages[1]
    assert "Sivu2/" not in printed.said()
    contents = [one.obj.Contents.read_bytes() for one in printed.pdf.pages]
    assert all(b"/Artifact <</Type /Pagination>> BDC" in content for content in contents)


def test_pictures_are_drawings_told_in_words():
    printed = Printed(made(sample()))
    told = [str(one.Alt) for one in printed.elements("Figure")]
    assert any("13,5" in one for one in told)
    assert not [image for one in printed.pdf.pages for image in one.get_images()], "no pixels"


# --- letters ---------------------------------------------------------------------------------------------------------


def test_only_our_own_typeface_is_used_and_it_is_inside():
    printed = Printed(made(sample(hostile=True)))
    things = [one for one in printed.pdf.objects if isinstance(one, Dictionary)]
    fonts = [one for one in things if one.get(Name.Type) == Name.Font]
    assert {re.sub(r"^/[A-Z]{6}\+|(-Semi)?-Bold$", "", str(one.BaseFont)) for one in fonts} == {"Report-Sans"}
    assert 1 <= sum(Name.FontFile2 in one for one in things) <= 3


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_hostile_texts_are_texts(place):
    text = HOSTILE[place]
    whole = sample()
    other = dataclasses.replace(whole.narratives[0], text=Names(text))
    printed = Printed(made(dataclasses.replace(whole, narratives=(other, *whole.narratives[1:]))))
    assert seen(printable(clean(text))) in printed.said()


def test_letters_the_typeface_lacks_are_named_and_none_is_left_out():
    assert printable("Hyvä 👩🏽\u200d🚒!") == "Hyvä [woman, emoji modifier fitzpatrick type-4, fire engine]!"
    assert printable("a\x01b\ue000\u202e") == "a[U+0001]b[U+E000, right-to-left override]"
    assert printable("rivi\r\nrivi\tja\u2028rivi") == "rivi\nrivi ja\nrivi"
    assert printable("Работа Ελλάδα Sámi Čáhci šžŋđŧ – 5\u00a0% €²") == "Работа Ελλάδα Sámi Čáhci šžŋđŧ – 5\u00a0% €²"
    assert printable("a\u0308") == "ä"
    assert printable("漢\u3000字\ud800") == "[cjk unified ideograph-6f22] [cjk unified ideograph-5b57, U+D800]"
    assert printable("") == ""


def test_a_page_fetches_nothing():
    from weasyprint.urls import FatalURLFetchingError

    html = element(
        "html",
        element("head", element("title", "x")),
        element("body", element("img", src="https://malli.example/kuva.png", alt="x")),
        lang="fi-FI",
    )
    with pytest.raises(FatalURLFetchingError, match="fetches nothing"):
        press(written(html), {})


def test_a_text_is_never_markup_or_a_reference():
    text = '<img src="https://malli.example/x"><script>1</script>&amp;<!-- url(https://malli.example/x) {{ x }}'
    told = dataclasses.replace(sample().narratives[0], text=Names(text))
    printed = Printed(made(dataclasses.replace(sample(), narratives=(told,))))
    assert seen(text) in printed.said()
    assert not [one for one in printed.links if Name.A in one], "no link but our own"


# --- large ones ------------------------------------------------------------------------------------------------------


def test_a_large_report_is_printed_in_a_process_of_its_own_to_the_same_bytes(monkeypatch):
    here = made(sample(), "sv")
    monkeypatch.setattr(apart, "LARGE", 0)
    assert FORMATS["pdf"].render(sample(), "sv") == here


def test_a_process_that_is_ended_takes_nobody_along(monkeypatch):
    monkeypatch.setattr(apart, "LARGE", 0)
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(apart.NotPrinted, match="printing ended with 1"):
        FORMATS["pdf"].render(sample(), "fi")
