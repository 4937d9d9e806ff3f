"""The report as a Word document: what it says, how it is built, and that the same report gives the same bytes."""

import dataclasses
import io
import os
import re
import subprocess
import sys
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.story import tell
from reporting.renderers.word import default_template
from reporting.snapshot import ReportKind, ReportState, Snapshot
from reporting.standing import Names
from tests.reports.samples import HOSTILE, sample

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def bytes_of(snapshot: Snapshot, language: str = "fi") -> bytes:
    return FORMATS["docx"].render(snapshot, language)


def opened(snapshot: Snapshot, language: str = "fi") -> Document:
    return docx.Document(io.BytesIO(bytes_of(snapshot, language)))


def of_kind(kind: ReportKind) -> Snapshot:
    whole = sample()
    return dataclasses.replace(whole, report=dataclasses.replace(whole.report, kind=kind))


def words(document: Document) -> str:
    """All its text, a paragraph a line."""
    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        pieces = [one.text or "" if one.tag == qn("w:t") else "\n" for one in paragraph.iter(qn("w:t"), qn("w:br"))]
        lines.append("".join(pieces))
    return "\n".join(lines)


def headings(document: Document) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]


@pytest.fixture(scope="module")
def finnish() -> Document:
    return opened(sample())


# --- how it is built -------------------------------------------------------------------------------------------------


def test_parts_rows_and_goals_are_real_headings_of_three_levels(finnish: Document) -> None:
    found = headings(finnish)
    assert [words for style, words in found if style == "Heading 1"] == [
        "Tiivistelmä",
        "Päätösehdotus",
        "Mitä on muuttunut edellisestä raportista",
        "Sitovien tavoitteiden toteutuminen",
        "Päämäärät",
        "Mittarit ja poikkeamat",
        "Toimialat",
        "Projektit",
        "Toimenpiteet",
        "Puuttuvat luvut",
        "Päätökset, joihin strategia perustuu",
        "Näin raporttia luetaan",
    ]
    assert ("Heading 2", "Viisas Kaupunki") in found
    assert ("Heading 3", "Asukkaiden määrä (M1)") in found


def test_the_head_of_every_table_repeats_and_no_row_is_torn(finnish: Document) -> None:
    facts, *tables = finnish.tables
    assert facts.style.name == "Raportin tiedot"
    assert len(tables) > 8
    for table in tables:
        first, *rest = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert not [row for row in rest if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (first, *rest))


def test_every_table_and_chart_has_a_numbered_caption(finnish: Document) -> None:
    captions = [one.text for one in finnish.paragraphs if one.style.name == "Caption"]
    fields = [one.get(qn("w:instr")) for one in finnish.element.body.iter(qn("w:fldSimple"))]
    tables, charts = len(finnish.tables) - 1, len(finnish.inline_shapes)
    assert fields.count(" SEQ Taulukko \\* ARABIC ") == tables
    assert fields.count(" SEQ Kuva \\* ARABIC ") == charts == 3
    assert len(captions) == tables + charts
    assert [one.get(qn("w:val")) for one in finnish.element.body.iter(qn("w:tblCaption"))][:2] == [
        "Raportin tiedot",
        "Mittarien tilat päämäärittäin",
    ]


def test_every_chart_is_a_picture_with_its_figures_in_words(finnish: Document) -> None:
    drawn = list(finnish.element.body.iter(qn("wp:docPr")))
    told = [one.get("descr") for one in drawn]
    assert told[1].startswith("Asukkaiden määrä laski 19\xa0400:sta 19\xa0240:een; tavoite on vähintään 19\xa0400.")
    assert all("→" in one for one in told)
    assert len({one.get("id") for one in drawn}) == len(drawn)
    relations = [one.get(qn("r:embed")) for one in finnish.element.body.iter(qn("a:blip"))]
    assert all(finnish.part.related_parts[one].blob.startswith(b"\x89PNG") for one in relations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_tells_its_language_title_author_and_time_and_no_person(language: str) -> None:
    content = bytes_of(sample(), language)
    document = docx.Document(io.BytesIO(content))
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == TAGS[language]
    told = document.core_properties
    city = sample().standing.strategy.municipality_names.in_language(language)
    assert (told.language, told.author, told.last_modified_by) == (TAGS[language], city, city)
    assert told.title == f"{city}: {sample().report.title.in_language(language)}"
    assert told.created.isoformat() == told.modified.isoformat() == "2025-08-19T06:15:30+00:00"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("docProps/") and "core" not in name]


def test_what_is_only_in_finnish_is_marked_so_in_the_other_languages() -> None:
    document = opened(sample(), "sv")
    runs = [one for one in document.element.body.iter(qn("w:r")) if "Viisas kaupunki eteni." in "".join(one.itertext())]
    assert [one.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for one in runs] == ["fi-FI"]


def test_wide_tables_lie_on_their_side_and_the_rest_stands(finnish: Document) -> None:
    shapes = [(one.page_width.twips, one.page_height.twips) for one in finnish.sections]
    assert shapes == [(11906, 16838), (16838, 11906), (11906, 16838)]
    assert {len(one.header.paragraphs) for one in finnish.sections} == {1}


def test_header_and_footer_say_whose_and_what_and_number_the_pages(finnish: Document) -> None:
    assert finnish.sections[0].header.paragraphs[0].text == "Malli · Puolivuotiskatsaus 2025"
    assert finnish.sections[0].footer.paragraphs[0].text.endswith(" · Kaupunginhallitus 1.9.2025 § 201 · MAL/77/2025")
    fields = [one.get(qn("w:instr")) for one in finnish.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE ", " NUMPAGES "]


# --- what it says ----------------------------------------------------------------------------------------------------


def test_it_says_what_finance_has_to_know_first(finnish: Document) -> None:
    said = words(finnish)
    assert "Tämä raportti korvaa raportin 2025-H1. Syy: Työttömyysasteen luku oli väärältä kuukaudelta." in said
    assert "Toteumat ovat esimerkkejä." in said
    assert "Kaupunginhallitus 1.9.2025 § 201" in said
    assert re.search(r"\n[0-9a-f]{64}\n", said)
    assert "LUONNOS" not in said


def test_a_draft_says_so_on_every_page_and_has_no_checksum() -> None:
    draft = opened(sample(state=ReportState.DRAFT), "sv")
    assert draft.sections[0].header.paragraphs[0].text.endswith("· UTKAST")
    assert "UTKAST. Rapporten är inte fryst" in words(draft)
    assert draft.core_properties.title.endswith("(UTKAST)")
    assert not re.search(r"\n[0-9a-f]{64}\n", words(draft))


def test_a_row_is_told_with_sign_verdict_assessment_and_its_deviation(finnish: Document) -> None:
    table = next(one for one in finnish.tables if one.cell(1, 0).text.endswith("M1") and len(one.columns) == 6)
    line = [cell.text for cell in table.rows[1].cells]
    assert line == [
        "Asukkaiden määrä\nM1",
        "19\xa0400",
        "vähintään 19\xa0400\n”19 400”",
        "19\xa0240\ntilanne 6/2025",
        "−160",
        "△\xa0Jäljessä\nViranhaltijan arvio: ↗\xa0Etenee",
    ]
    said = words(finnish)
    assert "Viranhaltijan arvio: etenee. Rakennusluvat ennakoivat kasvua. (strategian pääkäyttäjä)" in said
    assert "Poikkeaman on hyväksynyt Kaupunginvaltuusto 16.6.2025 § 88, voimassa 31.12.2025 asti." in said


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (ReportKind.FINANCIAL_STATEMENTS, ["summary", "binding", "proposal", "since"]),
        (ReportKind.PROJECT, ["summary", "proposal", "projects", "actions"]),
        (ReportKind.SECTOR, ["summary", "proposal", "sectors", "since"]),
    ],
)
def test_each_kind_has_its_parts_in_its_order(kind: ReportKind, first: list[str]) -> None:
    assert [one.key for one in tell(of_kind(kind), "fi").sections][:4] == first
    assert len(headings(opened(of_kind(kind)))) > 8


# --- the same bytes --------------------------------------------------------------------------------------------------


def test_the_bytes_are_the_same_in_any_zone_and_whatever_the_seed_of_hashes() -> None:
    code = (
        "import hashlib, django; django.setup()\n"
        "from reporting.renderers.formats import FORMATS\n"
        "from tests.reports.samples import sample\n"
        "print(hashlib.sha256(FORMATS['docx'].render(sample(hostile=True), 'sv')).hexdigest())"
    )
    made = set()
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Lima", "77")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "kemi_strategy.settings"}
        done = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True)
        made.add(done.stdout)
    assert len(made) == 1


def test_no_part_tells_when_it_was_packed_and_all_are_whole_xml() -> None:
    for content in (bytes_of(sample()), default_template()):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))


# --- hostile texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_texts_everywhere(language: str) -> None:
    document = opened(sample(hostile=True), language)
    said = words(document)
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[4].strip(), HOSTILE[5], HOSTILE[7], HOSTILE[15]):
        assert text in said
    assert "ohjaus\ufffdmerkkejä\ufffd\ufffd\ufffd ja \ufffd" in said
    assert "oikealta\ufffd vasemmalle" in said
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)
    assert "rivi yksi\nrivi kaksi\nrivi kolme" in said
    assert len(document.sections[0].header.paragraphs) == 1
    assert not list(document.element.body.iter("b", "script"))


def test_braces_in_disguise_stay_as_they_were_written() -> None:
    whole = sample()
    title = Names("{_{ kunta }_} {_% if %_} {{p sisalto }}")
    snapshot = dataclasses.replace(whole, report=dataclasses.replace(whole.report, title=title))
    document = opened(snapshot)
    assert document.paragraphs[1].text == title.fi
    assert document.sections[0].header.paragraphs[0].text == f"Malli · {title.fi}"
