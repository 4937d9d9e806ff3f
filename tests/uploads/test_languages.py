"""The entry workbook is the same file whatever its reader's language, and is read the same wherever it is sent."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from measures.models import Actual, Upload
from measures.models.codes import LateReason, WhyEmpty
from scorecard.models import Membership
from tests.entry.office import Office, plain
from tests.uploads.filling import DOWNLOAD, SEND, Filled

LANGUAGES = ("", "/sv", "/en")
COLUMN = "Toteuma"


@pytest.fixture
def asked(office: Office) -> Office:
    """A figure of each kind, one of them the municipality's own and one approved; names in three languages."""
    office.row("A1", name_fi="Kävijät", name_sv="Besökare", name_en="Visitors")
    office.row("A2", value_type="yes_no", measure_unit="", name_fi="Käytössä", name_en="In use")
    office.row("A3", across="ratio", measure_unit="%", decimals=1, name_fi="Osuus")
    office.enter(office.row("A4", name_fi="Lainat", name_sv="Lån"), "38")
    office.row("A5", name_fi="Kurssit")
    office.world.row("A6", name_fi="Väkiluku", name_sv="Folkmängd", measure_unit="kpl", responsible_unit=office.library)
    office.library.name_sv, office.library.name_en = "Biblioteket", "The library"
    office.library.save()
    Membership.objects.create(user=office.anna, municipality=office.world.city, role="steward")
    return office


def filled(client: Client, language: str) -> Filled:
    """The workbook filled in: a figure of three decimals, words of lists, a ratio, and a correction with its reason."""
    answer = client.get(f"{language}{DOWNLOAD}")
    assert answer.status_code == 200
    book = Filled(answer.content).type("A1", text=1.234).type("A2", text="kyllä").type("A5", "Ei lukua", text="kesken")
    book.type("A3", "Osoittaja", text=67).type("A3", "Nimittäjä", text=1860)
    book.type("A4", text=41).type("A4", "Muutoksen syy", text="virhe")
    return book.type("A6", text=19400.5)


def cells(book: Filled, sheet: str) -> list[tuple[object, ...]]:
    """What stands on a sheet."""
    return list(book.book[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("language", "instructed"),
    [
        ("/sv", ("Toteuma – Utfall", "Ett tal i indikatorns egen måttenhet.")),
        ("/en", ("Toteuma – Actual", "A figure in the indicator's own unit.")),
    ],
)
def test_what_is_read_is_finnish_for_all_and_the_instructions_are_the_readers(
    asked: Office, anna: Client, language: str, instructed: tuple[str, str]
) -> None:
    finnish, other = (Filled(anna.get(f"{one}{DOWNLOAD}").content) for one in ("", language))
    assert cells(other, "Kirjaus") == cells(finnish, "Kirjaus")
    assert [one.sqref for one in other.sheet.data_validations.dataValidation] != []
    assert str(other.sheet.data_validations.dataValidation) == str(finnish.sheet.data_validations.dataValidation)
    told = dict(row[:2] for row in cells(other, "Ohje")[1:])
    assert told[instructed[0]].startswith(instructed[1])
    assert "Toteuma" in dict(row[:2] for row in cells(finnish, "Ohje")[1:])


@pytest.mark.parametrize("sent_in", LANGUAGES)
@pytest.mark.parametrize("taken_in", LANGUAGES)
def test_taken_in_one_language_it_is_accepted_in_another(
    asked: Office, anna: Client, taken_in: str, sent_in: str
) -> None:
    held = SimpleUploadedFile("kirjaus.xlsx", filled(anna, taken_in).saved())
    address = anna.post(f"{sent_in}{SEND}", {"tyokirja": held}).headers["Location"]
    preview = anna.get(address)
    assert "diff-refused" not in preview.text
    done = anna.post(f"{address}hyvaksy/", follow=True)
    assert (done.status_code, done.redirect_chain[0][0].startswith(f"{sent_in}/pikkula/kirjaus/")) == (200, True)
    kept = {one.indicator.code: one for one in Actual.objects.filter(superseded_by=None).select_related("indicator")}
    assert {code: kept[code].value for code in ("A1", "A2", "A4", "A6")} == {
        "A1": Decimal("1.234"),
        "A2": 1,
        "A4": 41,
        "A6": Decimal("19400.5"),
    }
    assert (kept["A3"].numerator, kept["A3"].denominator) == (67, 1860)
    assert (kept["A5"].why_empty, kept["A4"].late_reason) == (WhyEmpty.UNFINISHED.value, LateReason.ERROR.value)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("/sv", "Besökare Biblioteket"),
        ("/en", "Visitors The library"),
    ],
)
def test_the_preview_names_figures_and_units_in_its_language(
    asked: Office, anna: Client, language: str, said: str
) -> None:
    held = SimpleUploadedFile("kirjaus.xlsx", filled(anna, "").saved())
    preview = anna.post(f"{language}{SEND}", {"tyokirja": held}, follow=True)
    assert said in plain(preview.text)


@pytest.mark.parametrize(
    ("language", "fault"),
    [
        ("", "Toteuma: Luvun edessä on ”noin”."),
        ("/sv", "Toteuma: Före talet står ”noin”."),
        ("/en", "Toteuma: “noin” stands before the number."),
    ],
)
def test_the_copy_to_be_mended_is_accepted_once_mended(asked: Office, anna: Client, language: str, fault: str) -> None:
    held = SimpleUploadedFile("kirjaus.xlsx", filled(anna, language).type("A1", text="noin 5").saved())
    address = anna.post(f"{language}{SEND}", {"tyokirja": held}).headers["Location"]
    marked = Filled(anna.get(f"{address}korjattava.xlsx").content)
    assert marked.cell("A1", "Korjattavaa").value.startswith(fault)
    assert marked.cell("A1", COLUMN).comment.text in marked.cell("A1", "Korjattavaa").value
    again = SimpleUploadedFile("kirjaus.xlsx", marked.type("A1", text=5).saved())
    mended = anna.post(f"{language}{SEND}", {"tyokirja": again}).headers["Location"]
    assert anna.post(f"{mended}hyvaksy/", follow=True).status_code == 200
    assert Actual.objects.get(indicator__code="A1").value == 5


def test_what_came_of_it_is_told_in_the_language_it_is_read_in(asked: Office, anna: Client) -> None:
    row = asked.world.strategy.rows.get(indicator__code="A1")
    asked.enter(row, "5", period="2026-Q2")
    book = Filled(anna.get(DOWNLOAD).content).type("A1", text=500).type("A5", text=5)
    address = anna.post(SEND, {"tyokirja": SimpleUploadedFile("kirjaus.xlsx", book.saved())}).headers["Location"]
    anna.post(f"{address}hyvaksy/", {"laheta": "1"})
    finnish, swedish, english = (plain(anna.get(f"{one}{address}").text) for one in LANGUAGES)
    assert "2 lukua tallennettiin. Yksi luku lähetettiin hyväksyttäväksi. Luonnokseksi jäi" in finnish
    assert "poikkeavalta: Kävijät." in finnish
    assert "Besökare." in swedish
    assert "Visitors." in english
    assert "tallennettiin" not in swedish + english
    Upload.objects.update(told="2 lukua tallennettiin.")
    assert "2 lukua tallennettiin." in anna.get(address).text
