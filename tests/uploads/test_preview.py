"""What a workbook would change, row by row, before anything is changed; and files that are not taken at all."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook

from measures.models import Actual, Upload
from scorecard.models import Membership, User
from tests.entry.office import Office, plain
from tests.uploads.filling import SEND, Filled, changed, sent
from tests.uploads.hostile import LAUGHS, book, honest


def said(preview: HttpResponse) -> list[str]:
    """The rows of the preview's table as plain text."""
    assert preview.status_code == 200, plain(preview.text)
    rows = preview.text.split("<tr>")[1:]
    return [plain(row.partition("</tr>")[0]) for row in rows if '<th scope="row"' in row]


@pytest.fixture
def count(office: Office) -> Office:
    """One count is asked."""
    office.row("A1", name_fi="Kävijät")
    return office


def test_a_new_figure_is_shown_as_it_was_read_and_nothing_is_written(count: Office, anna: Client) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text=41).saved())
    assert said(preview) == ["Kävijät kirjasto, 7–9/2026 · rivi 2 – 41 kpl uusi"]
    assert "1 uusi. Mitään ei ole vielä tallennettu." in plain(preview.text)
    assert not Actual.objects.exists()


def test_a_changed_figure_stands_beside_the_old_one(count: Office, anna: Client) -> None:
    count.enter(count.world.strategy.rows.get(), "38", state="draft")
    preview = sent(anna, Filled.of(anna).type("A1", text="41 kpl").type("A1", "Huomautus", text="Remontti").saved())
    [row] = said(preview)
    assert row.startswith(
        "Kävijät kirjasto, 7–9/2026 · rivi 2 38 kpl kirjaaja-pikkula, 1.10.2026 klo 12.00 41 kpl muuttuu"
    )
    assert row.endswith("Huomautus: – → Remontti")


def test_an_untouched_workbook_changes_nothing(count: Office, anna: Client) -> None:
    count.enter(count.world.strategy.rows.get(), "38.5", state="draft", note="Rivi\tvaihtuu", forecast=None)
    preview = sent(anna, Filled.of(anna).saved())
    assert "kaikki luvut ovat ennallaan" in preview.text
    assert "Yksi luku on ennallaan" in plain(preview.text)
    assert "Tallenna luonnoksiksi" not in preview.text


@pytest.mark.parametrize(
    "text",
    ["1 234,5", "1\u00a0234,5", "1\u202f234,5", "1234.5", "1 234,5 kpl", 1234.5, "+1 234,5", "1.234,5"],
)
def test_a_number_in_any_spelling_is_the_same_number(count: Office, anna: Client, text: object) -> None:
    [row] = said(sent(anna, Filled.of(anna).type("A1", text=text).saved()))
    assert row == "Kävijät kirjasto, 7–9/2026 · rivi 2 – 1 234,5 kpl uusi"


def test_a_number_of_excel_with_three_decimals_is_not_ambiguous(count: Office, anna: Client) -> None:
    [row] = said(sent(anna, Filled.of(anna).type("A1", text=1.234).saved()))
    assert "1,234 kpl uusi" in row


def test_a_percent_cell_is_read_times_a_hundred_where_the_unit_is_a_percent(count: Office, anna: Client) -> None:
    count.row("A2", measure_unit="%", across="mean", name_fi="Osuus")
    filled = Filled.of(anna).type("A1", text=0.065).type("A2", text=0.065)
    filled.cell("A1", "Toteuma").number_format = filled.cell("A2", "Toteuma").number_format = "0.0 %"
    rows = said(sent(anna, filled.saved()))
    assert "Osuus kirjasto, 7–9/2026 · rivi 3 – 6,5 % uusi" in rows
    assert "mutta mittarin yksikkö on ”kpl”" in rows[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (dt.date(2026, 5, 3), "3.5.2026 hylätty Toteuma: Solussa on päivämäärä tai kellonaika"),
        (dt.time(3, 5), "hylätty Toteuma: Solussa on päivämäärä tai kellonaika"),
        ("noin 5", "noin 5 hylätty Toteuma: Luvun edessä on ”noin”"),
        (True, "kyllä hylätty Toteuma: ”kyllä” ei ole luku"),
        ("=1+1", "hylätty Toteuma: Solussa on kaava, jolla ei ole laskettua arvoa"),
        ("#REF!", "#REF! hylätty Toteuma: Solussa on kaavan virhearvo"),
        (1e300, "hylätty Toteuma: Luku on liian suuri"),
    ],
)
def test_a_cell_that_is_no_figure_is_refused_by_its_name(count: Office, anna: Client, text: object, word: str) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text=text).saved())
    assert word in said(preview)[0]
    assert "Yksi rivi estää tallennuksen." in plain(preview.text)
    assert "Tallenna luonnoksiksi" not in preview.text


def test_endless_decimals_are_rounded_and_told(count: Office, anna: Client) -> None:
    [row] = said(sent(anna, Filled.of(anna).type("A1", text=1 / 3).saved()))
    assert "0,3333333333 kpl uusi Luku pyöristettiin 10 desimaaliin: 0,3333333333." in row


def test_why_there_is_no_figure_is_a_word_of_the_list(count: Office, anna: Client) -> None:
    [row] = said(sent(anna, Filled.of(anna).type("A1", "Ei lukua", text="Ei mitattu ").saved()))
    assert row.endswith("– ei mitattu uusi")
    [row] = said(sent(anna, Filled.of(anna).type("A1", "Ei lukua", text="en tiedä").saved()))
    assert row.endswith("hylätty Ei lukua: Valitse syy luettelosta.")


def test_both_a_figure_and_a_reason_is_refused(count: Office, anna: Client) -> None:
    filled = Filled.of(anna).type("A1", text=4).type("A1", "Ei lukua", text="kesken")
    assert "ei molempia" in said(sent(anna, filled.saved()))[0]


def test_an_entered_figure_cannot_be_emptied(count: Office, anna: Client) -> None:
    count.enter(count.world.strategy.rows.get(), "38", state="draft")
    [row] = said(sent(anna, Filled.of(anna).type("A1", text=None).saved()))
    assert "Kirjattua lukua ei voi tyhjentää" in row


def test_a_ratio_shows_its_share_and_both_terms(office: Office, anna: Client) -> None:
    office.row("A2", across="ratio", measure_unit="%", decimals=1, name_fi="Poissaolo-%")
    filled = Filled.of(anna).type("A2", "Osoittaja", text=67).type("A2", "Nimittäjä", text="1 860")
    assert said(sent(anna, filled.saved())) == ["Poissaolo-% kirjasto, 7–9/2026 · rivi 2 – 3,6 % 67 / 1 860 uusi"]
    [row] = said(sent(anna, filled.type("A2", "Nimittäjä", text=None).saved()))
    assert "Nimittäjä: Nimittäjä puuttuu." in row


def test_a_figure_in_a_cell_that_is_not_asked_is_not_passed_over(count: Office, anna: Client) -> None:
    filled = Filled.of(anna).type("A1", text=4).type("A1", "Osoittaja", text=67)
    assert "Osoittaja: Tätä ei kysytä tällä rivillä." in said(sent(anna, filled.saved()))[0]


def test_another_ones_newer_figure_is_a_conflict_with_both(count: Office, anna: Client) -> None:
    filled = Filled.of(anna).type("A1", text=42)
    count.enter(count.world.strategy.rows.get(), "41", state="draft")
    preview = sent(anna, filled.saved())
    [row] = said(preview)
    assert "41 kpl kirjaaja-pikkula, 1.10.2026 klo 12.00 42 kpl ristiriita Joku muu kirjasi luvun tällä välin" in row
    assert "Yksi rivi estää tallennuksen." in plain(preview.text)


def test_the_same_figure_by_another_is_no_conflict(count: Office, anna: Client) -> None:
    filled = Filled.of(anna).type("A1", text=41)
    count.enter(count.world.strategy.rows.get(), "41", state="draft")
    assert "kaikki luvut ovat ennallaan" in sent(anna, filled.saved()).text


def test_a_row_left_as_it_was_does_not_fight_a_newer_figure(count: Office, anna: Client) -> None:
    filled = Filled.of(anna)
    count.enter(count.world.strategy.rows.get(), "41", state="draft")
    assert "kaikki luvut ovat ennallaan" in sent(anna, filled.saved()).text


def test_a_doubtful_figure_is_shown_with_its_doubt_and_waits(count: Office, anna: Client) -> None:
    count.enter(count.world.strategy.rows.get(), "5", period="2026-Q2")
    preview = sent(anna, Filled.of(anna).type("A1", text=500).saved())
    assert "vähintään kymmenkertainen" in said(preview)[0]
    assert "Yksi luku näyttää poikkeavalta. Se tallentuu luonnokseksi" in plain(preview.text)
    preview = sent(anna, Filled.of(anna).type("A1", text=500).type("A1", "Vahvistus", text="Festivaali").saved())
    assert "näyttää poikkeavalta" not in plain(preview.text)
    assert "Vahvistus: – → Festivaali" in said(preview)[0]


def test_words_that_confirmed_another_figure_do_not_confirm_this_one(count: Office, anna: Client) -> None:
    row = count.world.strategy.rows.get()
    count.enter(row, "5", period="2026-Q2")
    count.enter(row, "500", state="draft", confirmation="Festivaali")
    preview = sent(anna, Filled.of(anna).type("A1", text=5000).saved())
    assert "Yksi luku näyttää poikkeavalta." in plain(preview.text)


def test_an_approved_figure_changes_only_for_a_reason(count: Office, anna: Client) -> None:
    count.enter(count.world.strategy.rows.get(), "38")
    filled = Filled.of(anna).type("A1", text=41)
    assert "Muutoksen syy: Luku on jo hyväksytty." in said(sent(anna, filled.saved()))[0]
    [row] = said(sent(anna, filled.type("A1", "Muutoksen syy", text="virhe").saved()))
    assert row.endswith("41 kpl muuttuu Muutoksen syy: virhe")


def test_rows_may_be_sorted_and_deleted_and_columns_moved_and_added(count: Office, anna: Client) -> None:
    count.row("A2", name_fi="Lainat")
    count.row("A3", name_fi="Tilaisuudet")

    def shuffle(book: Workbook) -> None:
        sheet = book["Kirjaus"]
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, 10)
        for line in (lines[0], lines[3], lines[1]):
            sheet.append([*reversed(line), "Oma sarake" if line is lines[0] else 7])
        book.create_sheet("Omat laskelmat").append(["a", 1])

    content = changed(Filled.of(anna).type("A1", text=4).type("A3", text=6).saved(), shuffle)
    preview = sent(anna, content)
    assert said(preview) == [
        "Tilaisuudet kirjasto, 7–9/2026 · rivi 2 – 6 kpl uusi",
        "Kävijät kirjasto, 7–9/2026 · rivi 3 – 4 kpl uusi",
    ]
    assert "Saraketta ”oma sarake” ei tunneta" in preview.text
    assert "Välilehteä ”Omat laskelmat” ei luettu." in preview.text


def test_a_row_sorted_apart_from_its_hidden_columns_is_refused(count: Office, anna: Client) -> None:
    count.row("A2", name_fi="Lainat")
    filled = Filled.of(anna).type("A1", text=4)
    first, second = filled.cell("A1", "Tunniste"), filled.cell("A2", "Tunniste")
    first.value, second.value = second.value, first.value
    rows = said(sent(anna, filled.saved()))
    assert all("hylätty Rivin piilotettu tunniste on luvun" in row for row in rows)
    assert len(rows) == 2


def test_the_same_figure_twice_is_refused(count: Office, anna: Client) -> None:
    filled = Filled.of(anna).type("A1", text=4)
    filled.sheet.append([cell.value for cell in filled.sheet[2]])
    rows = said(sent(anna, filled.saved()))
    assert "hylätty Saman luvun rivi on jo rivillä 2. Poista toinen." in rows[0]


def test_a_column_that_is_gone_leaves_its_texts_as_they_are(count: Office, anna: Client) -> None:
    count.enter(count.world.strategy.rows.get(), "38", state="draft", note="Remontti")
    filled = Filled.of(anna).type("A1", text=41)
    filled.cell("A1", "Huomautus").value = None
    filled.sheet.cell(1, filled.columns["Huomautus"]).value = None
    preview = sent(anna, filled.saved())
    assert "Saraketta ”Huomautus” ei ole: sen tiedot jäävät ennalleen." in preview.text
    assert said(preview)[0].endswith("41 kpl muuttuu")


def test_a_figure_of_another_unit_is_refused_without_a_word_of_what_stands_there(count: Office, anna: Client) -> None:
    row = count.row("B1", units=[count.school], name_fi="Oppilaat")
    count.world.enter(row, "2026-Q3", "777", unit=count.school)
    filled = Filled.of(anna).type("A1", text=4)
    filled.sheet.append([cell.value for cell in filled.sheet[2]])
    for heading, text in (("Mittari", "B1"), ("Yksikkö", "koulu"), ("Tunniste", "pikkula/2026-Q3/B1.koulu.2026-Q3")):
        filled.sheet.cell(3, filled.columns[heading]).value = text
    preview = sent(anna, filled.saved())
    assert "hylätty Luku kuuluu toiselle yksikölle, joten et voi kirjata sitä." in said(preview)[0]
    assert "777" not in preview.text


@pytest.mark.parametrize("cell", ["A9.kirjasto.2026-Q3", "A1", "A1.kirjasto.syksy", "A1.kirjasto.2026-Q3/x", "\ud800"])
def test_a_figure_that_does_not_exist_is_refused(count: Office, anna: Client, cell: str) -> None:
    filled = Filled.of(anna)
    filled.cell("A1", "Tunniste").value = f"pikkula/2026-Q3/{cell}".replace("\ud800", "_xD800_")
    assert "Kirjattavaa lukua ei ole tällä kaudella." in said(sent(anna, filled.saved()))[0]


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("kemi/2026-Q3/A1.kirjasto.2026-Q3", "Työkirja on toisen kunnan (kemi)."),
        ("pikkula/2026-Q2/A1.kirjasto.2026-Q2", "Työkirja on kaudelta 2026-Q2, mutta kirjaat kautta 2026-Q3."),
    ],
)
def test_a_workbook_of_another_city_or_period_is_refused(count: Office, anna: Client, tag: str, word: str) -> None:
    filled = Filled.of(anna)
    filled.cell("A1", "Tunniste").value = tag
    answer = sent(anna, filled.saved())
    assert answer.status_code == 422
    assert word in plain(answer.text)
    assert "Mitään ei tallennettu." in answer.text


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "on tyhjä"),
        (b"koodi;nimi\n", "ei ole ehjä Excel-työkirja"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "salasanalla"),
        (book({"xl/worksheets/sheet1.xml": LAUGHS + "<worksheet>&j;</worksheet>"}), "XML-määrittelyjä"),
        (honest(lambda made: made.active.append(["Tunniste"])), "puuttuu piilotettu sarake ”Nähty”"),
        (honest(lambda made: setattr(made.active, "title", "Muu")), "ei ole välilehteä Kirjaus"),
        (honest(lambda made: made.active.append(["Tunniste", "Nähty"])), "ei ole yhtään riviä"),
    ],
    ids=range(7),
)
def test_a_file_that_is_not_ours_ends_in_a_sentence(count: Office, anna: Client, content: bytes, word: str) -> None:
    answer = sent(anna, content)
    assert answer.status_code == 422
    assert word in plain(answer.text)
    assert not Actual.objects.exists()
    assert not Upload.objects.exists()


def test_no_file_and_too_large_a_file_end_in_a_sentence(count: Office, anna: Client) -> None:
    answer = anna.post(SEND)
    assert (answer.status_code, "Valitse ensin tiedosto" in answer.text) == (422, True)
    answer = anna.post(SEND, {"tyokirja": SimpleUploadedFile("k.xlsx", b"\0" * 3_100_000)})
    assert (answer.status_code, "enintään 3 megatavua" in answer.text) == (422, True)
    answer = anna.post(SEND, {"tyokirja": SimpleUploadedFile("k.xlsx", b"\0" * 9_000_000)})
    assert (answer.status_code, "enintään 3 megatavua" in answer.text) == (422, True)
    assert not Upload.objects.exists()


def test_what_would_not_be_kept_is_not_shown_as_a_change(count: Office, anna: Client) -> None:
    """Words that confirm a figure nobody doubts are not kept."""
    filled = Filled.of(anna).type("A1", text=4).type("A1", "Vahvistus", text="Näin on")
    assert said(sent(anna, filled.saved()))[0].endswith("4 kpl uusi")


def test_a_preview_is_its_senders_alone(count: Office, anna: Client) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text=4).saved())
    bea = User.objects.create_user("bea")
    Membership.objects.create(user=bea, municipality=count.world.city, role="supervisor", unit=count.library)
    other, address = Client(), preview.wsgi_request.path
    other.force_login(bea)
    assert other.get(address).status_code == 404
    assert other.post(f"{address}hyvaksy/").status_code == 404
    assert other.get(f"{address}korjattava.xlsx").status_code == 404
    assert not Actual.objects.exists()


def test_a_preview_is_gone_after_a_day_and_the_next_upload_takes_it_away(count: Office, anna: Client, the_day) -> None:
    content = Filled.of(anna).type("A1", text=4).saved()
    preview = sent(anna, content)
    kept = Upload.objects.get()
    assert (kept.size, len(kept.digest), kept.uploaded_by) == (len(content), 64, count.anna)
    the_day.move_to(dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC))
    anna.force_login(count.anna)
    answer = anna.get(preview.wsgi_request.path)
    assert answer.status_code == 404
    assert "Lähetä työkirja uudestaan." in answer.text
    sent(anna, content)
    assert [one.pk > kept.pk for one in Upload.objects.all()] == [True]


def test_a_shut_window_refuses_what_would_change(count: Office, anna: Client) -> None:
    content = Filled.of(anna).type("A1", text=4).saved()
    count.close()
    assert "hylätty Kauden 7–9/2026 kirjaus on suljettu 21.11.2026." in said(sent(anna, content))[0]


def test_the_preview_costs_the_same_queries_whatever_is_in_it(
    count: Office, anna: Client, django_assert_num_queries
) -> None:
    address = sent(anna, Filled.of(anna).type("A1", text=4).saved()).wsgi_request.path
    with django_assert_num_queries(9):
        anna.get(address)
    for number in range(10, 30):
        count.enter(count.row(f"B{number}"), "5", state="draft")
    filled = Filled.of(anna)
    for number in range(10, 30):
        filled.type(f"B{number}", text=6)
    address = sent(anna, filled.saved()).wsgi_request.path
    with django_assert_num_queries(9):
        assert len(said(anna.get(address))) == 21


def test_many_conflicts_cost_one_query_more(count: Office, anna: Client, django_assert_num_queries) -> None:
    first = {number: count.enter(count.row(f"B{number}"), "5", state="draft") for number in range(10, 20)}
    filled = Filled.of(anna)
    for number, entry in first.items():
        filled.type(f"B{number}", text=6)
        row = count.world.strategy.rows.get(indicator__code=f"B{number}")
        count.enter(row, "7", state="draft", supersedes=entry)
    address = sent(anna, filled.saved()).wsgi_request.path
    with django_assert_num_queries(10):
        assert sum("ristiriita" in row for row in said(anna.get(address))) == 10


def test_a_row_left_as_an_older_entry_was_is_no_conflict(count: Office, anna: Client) -> None:
    row = count.world.strategy.rows.get()
    entry = count.enter(row, "38", state="draft")
    filled = Filled.of(anna)
    count.enter(row, "41", state="draft", supersedes=entry)
    assert "kaikki luvut ovat ennallaan" in sent(anna, filled.saved()).text


def test_only_so_many_previews_are_kept_of_one_person(count: Office, anna: Client, monkeypatch) -> None:
    monkeypatch.setattr("measures.uploads.keeping.MOST_PENDING", 2)
    content = Filled.of(anna).saved()
    first, *_, last = [sent(anna, content).wsgi_request.path for _ in range(3)]
    assert Upload.objects.count() == 2
    assert anna.get(first).status_code == 404
    assert anna.get(last).status_code == 200


def test_the_session_has_ended(count: Office) -> None:
    answer = Client().post(SEND, {"tyokirja": SimpleUploadedFile("k.xlsx", b"x")})
    assert answer.status_code == 401
    assert "Istunto on päättynyt, joten mitään ei muutettu." in plain(answer.text)
