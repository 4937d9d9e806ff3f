"""A block pasted from Excel: it goes to the right cells, is shown before it is written, and nothing of it is lost."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from measures.models import Actual
from tests.entry.office import HTMX, PAGE, SAVE, Office, line, name, plain

PASTE = "/pikkula/kirjaus/liita/"


def paste(anna: Client, start: str, *rows: str, **headers: str) -> HttpResponse:
    """Posts a block as the browser does."""
    data = {"alku": start, "lohko": "\r\n".join(rows) + "\r\n"}
    return anna.post(f"{PASTE}?kausi=2026-Q3", data, headers=headers or None)


def verdicts(answer: HttpResponse) -> list[str]:
    """Each figure's line of the preview: name, what stands, what is brought, the verdict and the remarks."""
    found = re.findall(r'<tr class="verdict-.*?</tr>', answer.text, re.DOTALL)
    return [plain(one) for one in found]


def form_of(answer: HttpResponse) -> dict[str, str]:
    """What the preview's form would send."""
    found = re.findall(r'<input type="hidden" name="([^"]+:[^"]+)" value="([^"]*)">', answer.text)
    return {key: unescape(value) for key, value in found}


def accept(anna: Client, answer: HttpResponse) -> HttpResponse:
    """Presses the preview's button."""
    return anna.post(f"{SAVE}?kausi=2026-Q3", form_of(answer))


def figures() -> dict[str, str]:
    """What stands, by the indicator's code."""
    return {one.indicator.code: f"{one.value.normalize():f}" for one in Actual.objects.filter(superseded_by=None)}


def test_a_column_goes_down_from_where_it_was_pasted(office: Office, anna: Client) -> None:
    for code in ("A1", "A2", "A3"):
        office.row(code, name_fi=f"Luku {code}")
    answer = paste(anna, name("A2"), "19 400", "13,5")
    assert verdicts(answer) == [
        "Luku A2 kirjasto · 7–9/2026 – 19 400 kpl uusi",
        "Luku A3 kirjasto · 7–9/2026 – 13,5 kpl uusi",
    ]
    assert "Mitään ei ole vielä tallennettu." in answer.text
    assert "Tallenna 2 lukua" in answer.text
    assert not Actual.objects.exists()
    assert accept(anna, answer)["Location"] == f"{PAGE}?kausi=2026-Q3"
    assert figures() == {"A2": "19400", "A3": "13.5"}


def test_names_take_the_figures_to_their_own_lines(office: Office, anna: Client) -> None:
    for code, words in (("A1", "Lainat"), ("A2", "Kävijät"), ("A3", "Tapahtumat")):
        office.row(code, name_fi=words)
    answer = paste(anna, name("A1"), "Kävijät\t20", "lainat\t10", "Muu\t7")
    assert [one.split(" kirjasto")[0] for one in verdicts(answer)] == ["Kävijät", "Lainat"]
    assert "Rivi 3, sarake 1: ”Muu”. Mittaria ”Muu” ei ole tässä taulukossa." in plain(answer.text)
    assert "Rivi 3, sarake 2: ”7”." in plain(answer.text)
    accept(anna, answer)
    assert figures() == {"A1": "10", "A2": "20"}


def test_headings_take_the_columns_to_their_own_periods(office: Office, anna: Client) -> None:
    office.row("A1", name_fi="Lainat", frequency="month")
    office.row("A2", name_fi="Kävijät", frequency="month")
    start = "A1.kirjasto.2026-07:value"
    answer = paste(anna, start, "Mittari\t9/2026\t6/2026\t7/2026", "Kävijät\t9\t6\t7", "Lainat\t99\t\t77")
    assert "Rivi 2, sarake 3: ”6”. Sarakkeen kautta ei kysytä tässä." in plain(answer.text)
    accept(anna, answer)
    stands = {(one.indicator.code, one.period.code): one.value for one in Actual.objects.all()}
    assert stands == {
        ("A2", "2026-09"): 9,
        ("A2", "2026-07"): 7,
        ("A1", "2026-09"): 99,
        ("A1", "2026-07"): 77,
    }


def test_a_block_of_rows_and_columns_goes_right_and_down(office: Office, anna: Client) -> None:
    for code in ("A1", "A2"):
        office.row(code, frequency="month")
    answer = paste(anna, "A1.kirjasto.2026-08:value", "1\t2\t3", "4\t\t6")
    accept(anna, answer)
    stands = {(one.indicator.code, one.period.code): one.value for one in Actual.objects.all()}
    assert stands == {("A1", "2026-08"): 1, ("A1", "2026-09"): 2, ("A2", "2026-08"): 4}
    told = plain(answer.text)
    assert "Rivi 1, sarake 3: ”3”. Tälle sarakkeelle ei ole paikkaa." in told
    assert "Rivi 2, sarake 3: ”6”." in told


def test_a_block_longer_than_the_table_says_which_cells_have_no_line(office: Office, anna: Client) -> None:
    office.row("A1")
    answer = paste(anna, name("A1"), "1", "2")
    assert "Rivi 2, sarake 1: ”2”. Taulukko loppui: riviä ei ole." in plain(answer.text)


@pytest.mark.parametrize("row", ["67\t1 860", "67/1860", "67 / 1 860"])
def test_a_ratio_takes_two_cells_or_one_with_a_stroke(office: Office, anna: Client, row: str) -> None:
    office.row("A1", across="ratio", measure_unit="%", decimals=1)
    office.row("A2")
    answer = paste(anna, name("A1", "numerator"), row, "5")
    assert "3,6 %" in verdicts(answer)[0]
    accept(anna, answer)
    entry = Actual.objects.get(indicator__code="A1")
    assert (entry.numerator, entry.denominator) == (67, 1860)
    assert Actual.objects.get(indicator__code="A2").value == 5


def test_what_cannot_be_read_is_told_cell_by_cell_and_stays_in_its_field(office: Office, anna: Client) -> None:
    for code in ("A1", "A2"):
        office.row(code)
    answer = paste(anna, name("A1"), "noin 5", "6")
    assert "A1 kirjasto · 7–9/2026 – noin 5 hylätty Luvun edessä on ”noin”." in verdicts(answer)[0]
    assert "Yksi luku ei kelpaa: se jää kenttäänsä korjattavaksi." in plain(answer.text)
    saved = accept(anna, answer)
    assert saved.status_code == 422
    assert 'value="noin 5"' in line(saved.text, "A1")
    assert figures() == {"A2": "6"}


@pytest.mark.parametrize("word", ["ei mitattu", "Ei mitattu"])
def test_a_word_for_no_figure_is_taken_as_one(office: Office, anna: Client, word: str) -> None:
    row = office.row("A1")
    accept(anna, paste(anna, name("A1"), word))
    assert office.latest(row).why_empty == "not_measured"


def test_what_stands_already_is_left_alone_and_a_change_says_both(office: Office, anna: Client) -> None:
    office.enter(office.row("A1"), "5", state="draft", note="Laskettu käsin")
    office.enter(office.row("A2"), "6", state="draft", note="Laskettu käsin")
    answer = paste(anna, name("A1"), "5", "7")
    assert [one.rsplit(" ", 1)[1] for one in verdicts(answer)] == ["ennallaan", "muuttuu"]
    assert "6 kpl 7 kpl muuttuu" in verdicts(answer)[1]
    assert not any(key.startswith("A1") for key in form_of(answer))
    accept(anna, answer)
    entry = Actual.objects.get(indicator__code="A2", superseded_by=None)
    assert (entry.value, entry.note) == (7, "Laskettu käsin")
    assert Actual.objects.count() == 3


def test_words_said_for_another_figure_do_not_confirm_this_one(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.enter(row, "10", "2026-Q2")
    office.enter(row, "1000", state="draft", confirmation="Kirjastoauto mukana")
    answer = paste(anna, name("A1"), "2000")
    assert "Luku on vähintään kymmenkertainen tavalliseen (10)" in verdicts(answer)[0]
    accept(anna, answer)
    assert office.latest(row).confirmation == ""


def test_an_approved_figure_asks_why_it_changes(office: Office, anna: Client) -> None:
    row = office.row("A1")
    office.enter(row, "5")
    answer = paste(anna, name("A1"), "6")
    assert "Luku on jo hyväksytty. Valitse, miksi se muuttuu" in verdicts(answer)[0]
    saved = accept(anna, answer)
    assert saved.status_code == 422
    assert "late_reason" in line(saved.text, "A1")
    assert office.latest(row).value == 5


def test_a_figure_entered_since_the_preview_is_a_conflict(office: Office, anna: Client) -> None:
    row = office.row("A1")
    answer = paste(anna, name("A1"), "6")
    office.enter(row, "5", state="draft")
    saved = accept(anna, answer)
    assert saved.status_code == 422
    assert "Joku muu kirjasi luvun tällä välin." in saved.text
    assert office.latest(row).value == 5


def test_a_shut_period_is_told_before_anything_is_saved(office: Office, anna: Client) -> None:
    office.row("A1")
    office.close()
    assert "Kauden 7–9/2026 kirjaus on suljettu 21.11.2026." in verdicts(paste(anna, name("A1"), "6"))[0]


@pytest.mark.parametrize(
    ("start", "block", "sentence"),
    [
        ("A1.kirjasto.2026-Q3:value", " \t \r\n", "Lohko on tyhjä."),
        ("A1.kirjasto.2026-Q3:value", "1\r\n" * 301, "enintään 300 riviä ja 60 saraketta"),
        ("A1.kirjasto.2026-Q3:value", "1\t" * 61, "enintään 300 riviä ja 60 saraketta"),
        ("A1.kirjasto.2026-Q3:value", "1" * 60_001, "Lohkossa on 60001 merkkiä"),
        ("A2.koulu.2026-Q3:value", "5", "Kenttää, johon liitit, ei ole tällä sivulla."),
        ("A1.kirjasto.2026-Q3:note", "5", "Kenttää, johon liitit, ei ole tällä sivulla."),
        ("", "5", "Kenttää, johon liitit, ei ole tällä sivulla."),
    ],
)
def test_a_block_without_a_place_is_refused_whole_and_shown_again(
    office: Office, anna: Client, start: str, block: str, sentence: str
) -> None:
    office.row("A1")
    office.row("A2", units=[office.school])
    answer = anna.post(PASTE, {"alku": start, "lohko": block})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Mitään ei tallennettu." in answer.text
    assert not block.strip() or plain(block) in plain(answer.text)


def test_a_cell_with_a_line_end_in_quotes_is_one_cell(office: Office, anna: Client) -> None:
    for code in ("A1", "A2"):
        office.row(code)
    answer = paste(anna, name("A1"), '"noin\n5"', "6")
    assert len(verdicts(answer)) == 2
    assert "6 kpl uusi" in verdicts(answer)[1]


def test_hostile_text_is_text(office: Office, anna: Client) -> None:
    office.row("A1")
    answer = paste(anna, name("A1"), "<script>alert(1)</script>\t=cmd|x")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


def test_the_part_is_the_pages_own(office: Office, anna: Client) -> None:
    office.row("A1")
    part = paste(anna, name("A1"), "5", **HTMX).text
    page = paste(anna, name("A1"), "5").text
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert "<html" not in part
    assert plain(token.sub("", part)) in plain(token.sub("", page))
    assert form_of(paste(anna, name("A1"), "5", **HTMX)) == form_of(paste(anna, name("A1"), "5"))


def test_who_is_signed_out_gets_the_block_back(office: Office) -> None:
    office.row("A1")
    answer = paste(Client(), name("A1"), "19 400")
    assert answer.status_code == 401
    assert "19 400" in answer.text


def test_a_block_asks_the_same_few_questions_whatever_its_size(
    office: Office, anna: Client, django_assert_max_num_queries
) -> None:
    for number in range(30):
        office.row(f"A{number:02}")
    with django_assert_max_num_queries(11):
        answer = paste(anna, name("A00"), *["5"] * 30)
    assert len(verdicts(answer)) == 30
