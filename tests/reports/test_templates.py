"""A municipality's own Word template: what it may hold, what is refused and how that is said, and that it is kept."""

import io
import zipfile

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from reporting.issuing import freezing
from reporting.keeping.templates import keep_template, template_in_use, template_of
from reporting.models import ReportFile, TemplateUsed, WordTemplate
from reporting.renderers.formats import FORMATS
from reporting.renderers.word import Fault, Place, TemplateFault, check_template, default_template, sample_document
from reporting.renderers.word.packing import pack
from reporting.snapshot import ReportState, from_json
from tests.reports.office import Office
from tests.reports.samples import sample

CONTENT = "{{p sisalto }}"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(name: str, old: str, new: str) -> bytes:
    """Our own template with one part changed."""
    parts = parts_of(default_template())
    assert old in parts[name].decode()
    return pack(parts | {name: parts[name].decode().replace(old, new).encode()})


def body(words: str) -> bytes:
    """Our own template with a paragraph before the content."""
    paragraph = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    parts = parts_of(default_template())
    document = parts["word/document.xml"].decode()
    return pack(parts | {"word/document.xml": document.replace("<w:body>", f"<w:body>{paragraph}").encode()})


def with_part(name: str, content: str) -> bytes:
    return pack(parts_of(default_template()) | {name: content.encode()})


def related(relation: str) -> bytes:
    return changed("word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>")


def fault_of(content: bytes) -> TemplateFault:
    with pytest.raises(TemplateFault) as caught:
        check_template(content)
    return caught.value


# --- what is refused -------------------------------------------------------------------------------------------------

EXTERNAL = '<Relationship Id="rId9" Type="http://x/image" Target="https://malli.example/x.png" TargetMode="External"/>'
ATTACHED = '<Relationship Id="rId9" Type="http://x/attachedTemplate" Target="//malli/n.dot" TargetMode="External"/>'
OBJECT = '<Relationship Id="rId9" Type="http://x/oleObject" Target="embeddings/x.bin"/>'
SCRIPT = '<Relationship Id="rId9" Type="http://x/hyperlink" Target="javascript:x" TargetMode="External"/>'
LINK = '<Relationship Id="rId9" Type="http://x/hyperlink" Target="https://www.kemi.fi/" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"not a file", Fault.NOT_WORD),
        (pack({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"", "word/document.xml": b""}), Fault.NOT_WORD),
        (b"0" * 5_000_001, Fault.TOO_LARGE),
        (with_part("word/big.xml", "x" * 2_000_001), Fault.UNPACKS),
        (pack(parts_of(default_template()) | {f"word/media/{n}.png": b"" for n in range(300)}), Fault.UNPACKS),
        (pack(parts_of(default_template()) | {"word/media/a.png": b"\0" * 30_000_001}), Fault.UNPACKS),
        (with_part("word/vbaProject.bin", "x"), Fault.MACROS),
        (changed("[Content_Types].xml", "wordprocessingml.document.main", "x.macroEnabled.main"), Fault.MACROS),
        (related(EXTERNAL), Fault.EXTERNAL),
        (related(ATTACHED), Fault.EXTERNAL),
        (related(SCRIPT), Fault.EXTERNAL),
        (related(OBJECT), Fault.EMBEDDED),
        (with_part("word/x.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), Fault.ENTITIES),
        (body('</w:t></w:r><w:ins w:id="1" w:author="Maija"/><w:r><w:t>'), Fault.TRACKED),
        (body("</w:t></w:r><w:r><w:instrText> INCLUDEPICTURE x </w:instrText></w:r><w:r><w:t>"), Fault.FIELD),
        (body("</w:t></w:r><w:r><w:instrText>DDEAUTO c cmd</w:instrText></w:r><w:r><w:t>"), Fault.FIELD),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plain_word_file_is_refused_before_it_is_opened(content: bytes, fault: Fault) -> None:
    assert fault_of(content).fault is fault


def test_a_link_that_a_reader_may_follow_is_no_fault() -> None:
    check_template(related(LINK))


@pytest.mark.parametrize(
    ("words", "fault", "about"),
    [
        ("Hei {{ kunta ", Fault.SYNTAX, ""),
        ("{% if kunta %}Hei", Fault.SYNTAX, ""),
        ("{% hei %}", Fault.SYNTAX, ""),
        ("{{ kaupunki }}", Fault.UNKNOWN_NAME, "kaupunki"),
        ("{{ kunta.__class__ }}", Fault.NOT_ALLOWED, ".__class__"),
        ("{{ kunta['x'] }}", Fault.NOT_ALLOWED, "getitem"),
        ("{{ kunta() }}", Fault.NOT_ALLOWED, "call"),
        ("{{ kunta|safe }}", Fault.NOT_ALLOWED, "safe"),
        ("{{ kunta|attr('x') }}", Fault.NOT_ALLOWED, "attr"),
        ("{{ 'a' * 999999999 }}", Fault.NOT_ALLOWED, "mul"),
        ("{% for one in kunta %}x{% endfor %}", Fault.NOT_ALLOWED, "for"),
        ("{% set x = 1 %}", Fault.NOT_ALLOWED, "assign"),
        ("{% include 'x' %}", Fault.NOT_ALLOWED, "include"),
        ("{{ range }}", Fault.UNKNOWN_NAME, "range"),
        ("{{ tiedot }}", Fault.MISPLACED, "tiedot"),
        ("{{p kunta }}", Fault.MISPLACED, "Esimerkkikunta"),
        ("{{p sisalto }}", Fault.TWICE, "sisalto"),
    ],
)
def test_what_the_template_may_not_say_is_told_with_its_place(words: str, fault: Fault, about: str) -> None:
    found = fault_of(body(words))
    assert (found.fault, found.place) == (fault, Place.BODY)
    assert about in found.about
    if fault in {Fault.SYNTAX, Fault.UNKNOWN_NAME, Fault.NOT_ALLOWED}:
        assert words[:6] in found.near


def test_a_part_has_its_place_in_the_body_and_the_content_must_be_there() -> None:
    found = fault_of(changed("word/header1.xml", "{{ kunta }}", "{{p tiedot }}"))
    assert (found.fault, found.about, found.place) == (Fault.MISPLACED, "tiedot", Place.HEADER)
    assert fault_of(changed("word/document.xml", CONTENT, "")).fault is Fault.NO_CONTENT
    cell = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{p tiivistelma }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert fault_of(body(f"</w:t></w:r></w:p>{cell}<w:p><w:r><w:t>")).fault is Fault.MISPLACED


# --- what it does ----------------------------------------------------------------------------------------------------


def test_the_templates_own_words_conditions_and_order_are_used() -> None:
    template = body(
        "Liite {{ tunnus|upper }}{% if kieli == 'sv' %} (svenska){% endif %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{{p luk</w:t></w:r><w:r><w:t>uohje }}"
    )
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(sample(), "sv", template)))
    assert document.paragraphs[0].text == "Liite 2025-H1-2 (svenska)"
    parts = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert parts[0] == "Så läses rapporten"
    assert parts.count("Så läses rapporten") == 1
    assert len(parts) == 12


def test_the_templates_own_look_is_kept() -> None:
    template = changed("word/styles.xml", '<w:sz w:val="32"/>', '<w:sz w:val="60"/>')
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(sample(), "fi", template)))
    assert document.styles["Heading 1"].font.size.pt == 30


def test_any_word_file_will_do_when_it_has_the_place_of_the_content() -> None:
    """python-docx' own file: other styles, its own bullets, a picture of itself, the name of its maker."""
    plain, written = docx.Document(), io.BytesIO()
    plain.add_paragraph(CONTENT)
    plain.core_properties.author = plain.core_properties.last_modified_by = "Maija Mallikas"
    plain.save(written)
    check_template(written.getvalue())
    content = FORMATS["docx"].render(sample(), "fi", written.getvalue())
    assert content == FORMATS["docx"].render(sample(), "fi", written.getvalue())
    assert b"Maija" not in b"".join(parts_of(content).values())
    assert {one.style.name for one in docx.Document(io.BytesIO(content)).paragraphs} >= {
        "Heading 1",
        "Raportin ingressi",
    }


def test_the_example_shows_every_part() -> None:
    document = docx.Document(io.BytesIO(sample_document(default_template(), "en")))
    assert len([one for one in document.paragraphs if one.style.name == "Heading 1"]) == 12
    assert len(document.inline_shapes) == 1


# --- kept with the report --------------------------------------------------------------------------------------------

MARKED = body("Kaupungin oma pohja")


def text_of(content: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_frozen_report_is_made_from_the_template_it_was_frozen_with_for_ever(city: Office) -> None:
    keep_template(municipality=city.city, kind="", content=MARKED, name="oma.docx", by=city.finance)
    report = city.freeze()
    keep_template(municipality=city.city, kind="half_year", content=body("Uudempi"), name="u.docx", by=city.finance)
    city.rendered()
    kept = bytes(ReportFile.objects.get(report=report, format="docx", language="fi").content)
    assert text_of(kept).startswith("Kaupungin oma pohja")
    assert FORMATS["docx"].render(from_json(report.snapshot), "fi", template_of(report)) == kept


def test_our_own_template_is_kept_too_and_once(city: Office) -> None:
    report = city.freeze()
    assert template_of(report) == default_template()
    own = WordTemplate.objects.get()
    assert (own.municipality, own.uploaded_by, TemplateUsed.objects.get().template) == (None, None, own)


def test_the_latest_of_the_kind_goes_before_that_of_all_and_may_be_given_up(city: Office) -> None:
    keep = {"municipality": city.city, "by": city.finance}
    assert template_in_use(city.city.pk, "half_year") is None
    all_kinds = keep_template(kind="", content=MARKED, name="a", **keep)
    assert template_in_use(city.city.pk, "half_year") == all_kinds
    own = keep_template(kind="half_year", content=body("Oma"), name="b", **keep)
    assert template_in_use(city.city.pk, "half_year") == own
    assert keep_template(kind="half_year", content=body("Oma"), name="c", **keep) == own
    keep_template(kind="half_year", content=b"", name="", **keep)
    assert template_in_use(city.city.pk, "half_year") == all_kinds
    assert template_in_use(city.city.pk, "sector") == all_kinds


def test_a_template_that_no_longer_gives_a_document_stops_the_freezing(city: Office, monkeypatch) -> None:
    keep_template(municipality=city.city, kind="", content=MARKED, name="oma.docx", by=city.finance)

    def broken(_template: bytes) -> None:
        raise TemplateFault(Fault.UNKNOWN_NAME, "vanha", Place.BODY, "{{ vanha }}")

    monkeypatch.setattr(freezing, "check_template", broken)
    with pytest.raises(ValidationError) as caught:
        city.freeze()
    assert caught.value.messages[1:] == ["Nimeä ”vanha” ei ole. Nimet ovat pohjien sivulla.",
                                         "Kohta leipätekstissä: ”{{ vanha }}”"]  # fmt: skip
    city.report.refresh_from_db()
    assert city.report.frozen_at is None
    assert not TemplateUsed.objects.exists()


@pytest.mark.parametrize("table", ["reporting_wordtemplate", "reporting_templateused"])
def test_the_database_changes_and_deletes_no_template(city: Office, table: str) -> None:
    city.freeze()
    for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="Kirjattua ei muuteta"), transaction.atomic():
            connection.cursor().execute(sql)


def test_a_frozen_report_gets_no_other_template(city: Office) -> None:
    report = city.freeze()
    with pytest.raises(DatabaseError), transaction.atomic():
        TemplateUsed.objects.create(report=report, template=WordTemplate.objects.get())


# --- the page --------------------------------------------------------------------------------------------------------


def send(city: Office, content: bytes | None, **more: str):
    files = {"pohja": SimpleUploadedFile("pohja.docx", content)} if content is not None else {}
    return city.as_(city.finance).post(f"/{city.city.code}/raportit/pohja/", {"laji": "", **more, **files})


def test_a_template_is_taken_home_edited_and_sent_back(city: Office) -> None:
    finance = city.as_(city.finance)
    place = f"/{city.city.code}/raportit/pohja/"
    assert finance.get(f"{place}oletus.docx").content == default_template()
    answer = send(city, MARKED)
    assert answer.status_code == 302
    page = answer.client.get(place).content.decode()
    assert "Pohja on käytössä: kaikki raportit." in page
    assert "pohja.docx" in page
    kept = WordTemplate.objects.get()
    assert (kept.uploaded_by, bytes(kept.content)) == (city.finance, MARKED)
    assert finance.get(f"{place}{kept.pk}.docx").content == MARKED
    assert text_of(finance.get(f"{place}esimerkki.docx").content).startswith("Kaupungin oma pohja")
    draft = finance.get(f"{city.place}luonnos/fi/docx/")
    assert text_of(draft.content).startswith("Kaupungin oma pohja")


def test_a_broken_template_is_not_taken_and_the_page_says_what_is_wrong_and_where(city: Office) -> None:
    answer = send(city, body("Arvoisa {{ kaupunki }}"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Pohjaa ei otettu käyttöön." in page
    assert "Nimeä ”kaupunki” ei ole." in page
    assert "Kohta leipätekstissä: ”Arvoisa {{ kaupunki }}”" in page
    assert not WordTemplate.objects.exists()


@pytest.mark.parametrize(
    ("content", "more", "words"),
    [
        (None, {}, "Valitse ensin tiedosto"),
        (b"", {}, "Word-asiakirja"),
        (MARKED, {"laji": "muu"}, "Valitse, mihin raportteihin"),
    ],
)
def test_what_is_lacking_is_said(city: Office, content: bytes | None, more: dict[str, str], words: str) -> None:
    answer = send(city, content, **more)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_our_own_template_is_taken_back_and_the_earlier_one_stays_in_the_history(city: Office) -> None:
    send(city, MARKED)
    send(city, None, oletus="1")
    page = city.as_(city.finance).get(f"/{city.city.code}/raportit/pohja/").content.decode()
    assert "Kaikki raportit tehdään oletuspohjasta." in page
    assert "pohja.docx" in page
    assert "palattiin oletuspohjaan" in page


def test_another_citys_template_is_not_to_be_had(city: Office) -> None:
    other = Office("toinen", "998")
    kept = keep_template(municipality=other.city, kind="", content=MARKED, name="x", by=other.finance)
    assert city.as_(city.finance).get(f"/{city.city.code}/raportit/pohja/{kept.pk}.docx").status_code == 404


def test_the_draft_says_so(city: Office) -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].render(city.draft(ReportState.DRAFT), "fi")))
    assert document.sections[0].header.paragraphs[0].text.endswith("· LUONNOS")
