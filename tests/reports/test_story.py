"""The report as it is read from top to bottom: the targets set by the council (§ 115), the proposal, its languages."""

import dataclasses
import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from measures.verdicts import Verdict
from reporting.gathering import binding_rows
from reporting.pages.issue.fields import Reach, text_field
from reporting.pages.issue.reading import Around, reading_page
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.report_words import BODIES, VERDICTS
from reporting.renderers.story import Chart, Section, Table, tell
from reporting.renderers.story.closing import reading
from reporting.renderers.story.opening import standing_sentence
from reporting.renderers.story.phrases import PHRASES
from reporting.renderers.story.telling import Telling
from reporting.renderers.story.words import LABELS, TITLES
from reporting.snapshot import About, AboutKind, Meeting, ReportKind, ReportState, Snapshot
from reporting.standing import tallied
from tests.reports.samples import sample


def statements(**meeting: object) -> Snapshot:
    """The sample as the part of the financial statements of 2025, without a proposal of its own."""
    whole = sample()
    told = tuple(one for one in whole.narratives if one.about.kind is not AboutKind.PROPOSAL)
    where = dataclasses.replace(whole.report.meeting, **meeting)
    report = dataclasses.replace(whole.report, kind=ReportKind.FINANCIAL_STATEMENTS, meeting=where)
    return dataclasses.replace(whole, report=report, narratives=told)


def part(snapshot: Snapshot, key: str, language: str = "fi") -> Section:
    found = tell(snapshot, language).section(key)
    assert found is not None
    return found


def lines(section: Section) -> list[str]:
    return ["".join(one.words for one in block.texts) for block in section.blocks if hasattr(block, "texts")]


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


# --- § 115 -----------------------------------------------------------------------------------------------------------


def test_targets_of_the_municipality_and_of_its_group_stand_apart_with_their_counts() -> None:
    found = part(statements(), "binding")
    assert found.title == "Valtuuston asettamien tavoitteiden toteutuminen"
    said = lines(found)
    assert "Kuntalain 115 §:n mukaan" in said[0]
    counts = "saavutettu 1, etenee 1, jäljessä 2, tulkinta avoin 1, ei vielä arvioitavissa 1"
    assert f"Kunnan sitovia tavoitteita on 6: {counts}." in said
    assert "Kuntakonsernin sitovia tavoitteita on 1: tieto puuttuu 1." in said
    own, of_group = tables(found)
    assert [row[0].words.split("\n")[1] for row in own.rows] == ["M1", "M2", "M3", "M4", "M5", "M8"]
    assert [row[0].words.split("\n")[1] for row in of_group.rows] == ["M9"]


def test_a_target_is_told_with_its_decision_forecast_and_both_verdicts() -> None:
    own, _ = tables(part(statements(), "binding"))
    heads = [column.head for column in own.columns]
    rows = {
        row[0].words.split("\n")[1]: dict(zip(heads, (cell.words for cell in row), strict=True)) for row in own.rows
    }
    assert rows["M3"] == {
        "Mittari": "Vuoden ylijäämä\nM3",
        "Nyt (lähtötaso)": "kertynyt alijäämä 18,9 milj. €",
        "Tavoite päätöksen sanoin": "yli 2,0\xa0milj.\xa0€ vuosittain\n”ylijäämä yli 2 milj. €”",
        "Toteuma": "1,5\xa0milj.\xa0€\n1–6/2025",
        "Ennuste": "2,6\xa0milj.\xa0€",
        "Poikkeama": "–",
        "Laskettu tila": "Etenee",
        "Viranhaltijan arvio": "–",
        "Päätös": "Kaupunginvaltuusto 4.12.2023 § 110, MAL/123/2023",
    }
    assert rows["M1"]["Laskettu tila"] == "Jäljessä"
    assert rows["M1"]["Viranhaltijan arvio"] == "Etenee\nRakennusluvat ennakoivat kasvua.\nstrategian pääkäyttäjä"
    assert (rows["M2"]["Poikkeama"], rows["M2"]["Päätös"]) == ("−2,1\nparani 1,4", "strategian päätös")


def test_what_could_not_be_judged_is_told_with_its_reason() -> None:
    bullets = part(statements(), "binding").blocks[-1]
    told = ["".join(one.words for one in texts) for texts in bullets.items]
    assert [one.split(":")[0] for one in told] == [
        "Järjestelmä on käytössä", "Kestävyysmittarit paranevat", "Sairauspoissaolot, konserni",
    ]  # fmt: skip
    assert told[1].endswith("Tavoitteesta ei ole yksiselitteistä päätöstä, joten tilaa ei arvioida.")


def test_a_column_that_has_nothing_to_say_is_left_out() -> None:
    """No forecast, no assessment, no decision of any target's own: the table is of what there is, and says what not."""
    whole = statements()
    rows = tuple(
        dataclasses.replace(row, figure=dataclasses.replace(row.figure, forecast=None)) for row in whole.standing.rows
    )
    details = tuple(dataclasses.replace(one, decision=None) for one in whole.details)
    bare = dataclasses.replace(
        whole, standing=dataclasses.replace(whole.standing, rows=rows), assessments=(), details=details
    )
    own, of_group = tables(part(bare, "binding"))
    heads = [column.head for column in own.columns]
    assert heads == [
        "Mittari", "Nyt (lähtötaso)", "Tavoite päätöksen sanoin", "Toteuma", "Poikkeama", "Laskettu tila",
    ]  # fmt: skip
    assert heads == [column.head for column in of_group.columns]
    assert {len(row) for row in (*own.rows, *of_group.rows)} == {6}
    assert "Viranhaltijan arvioita ei ole annettu." in lines(part(bare, "binding"))
    assert "Viranhaltijan arvioita ei ole annettu." not in lines(part(whole, "binding"))


@pytest.mark.parametrize(("start", "said"), [("13.5", "parani 1,4"), ("12.1", "ei muutosta"), ("11.9", "heikkeni 0,2")])
def test_what_has_fallen_to_the_better_is_said_to_have_got_better(start: str, said: str) -> None:
    """Unemployment is 12,1: from 13,5 it has got better, from 11,9 worse."""
    row = next(one for one in sample().standing.rows if one.code == "M2")
    facts = dataclasses.replace(row.facts, baseline=dataclasses.replace(row.facts.baseline, value=Decimal(start)))
    told = Telling(sample(), "fi").apart(dataclasses.replace(row, facts=facts))
    assert told.words.split("\n")[1] == said


def test_the_page_says_before_its_tables_which_sign_is_good() -> None:
    page = reading_page(statements(), "fi", Around())
    assert page.binding is not None
    kinds = [block.kind for block in page.binding.blocks]
    before = page.binding.blocks[kinds.index("table") - 1]
    assert (
        before.lines[0][0].words
        == "Poikkeama tavoitteesta: plus on parempi, miinus huonompi. Sen alla on muutos lähtötasosta."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_the_page_and_the_workbook_count_alike(language: str) -> None:
    snapshot = statements()
    sheet = load_workbook(io.BytesIO(FORMATS["xlsx"].render(snapshot, language))).worksheets[3]
    heads = [cell.value for cell in sheet[1]]
    codes, states = heads.index(heads[-1]), [one.value for one in sheet[1]].index(VERDICT_HEADS[language])
    in_sheet: dict[str, str] = {row[codes].value: row[states].value for row in sheet.iter_rows(min_row=2)}
    own, of_group = tables(part(snapshot, "binding", language))
    place = len(own.columns) - 3
    in_story = {row[0].words.split("\n")[1]: row[place].words.lower() for row in (*own.rows, *of_group.rows)}
    assert in_story == in_sheet
    counts = tallied([row for rows in binding_rows(snapshot.standing) for row in rows])
    for verdict in Verdict:
        word = VERDICTS[language][verdict]
        assert list(in_sheet.values()).count(word) == counts[verdict]
    page = reading_page(snapshot, language, Around())
    assert page.binding is not None
    on_page = [block for block in page.binding.blocks if block.kind == "table"]
    assert [len(block.rows) for block in on_page] == [6, 1]


VERDICT_HEADS = {"fi": "Tila", "sv": "Status", "en": "Status"}


# --- the proposed decision -------------------------------------------------------------------------------------------


def test_the_proposal_is_formed_from_the_figures_and_a_draft_says_so() -> None:
    (proposal,) = lines(part(statements(), "proposal"))
    assert proposal == (
        "Kaupunginhallitus ehdottaa valtuustolle, että valtuusto merkitsee tiedoksi selvityksen asettamiensa "
        "tavoitteiden toteutumisesta vuonna 2025 tämän raportin mukaisesti (kuntalaki 115 §). Kunnan sitovia "
        "tavoitteita on 6: saavutettu 1, etenee 1, jäljessä 2, tulkinta avoin 1, ei vielä arvioitavissa 1. "
        "Kuntakonsernin sitovia "
        "tavoitteita on 1: tieto puuttuu 1. 3 tavoitetta ei voitu arvioida, ja syyt ovat raportissa."
    )
    draft = dataclasses.replace(statements().report, state=ReportState.DRAFT)
    same, note = lines(part(dataclasses.replace(statements(), report=draft), "proposal"))
    assert same == proposal
    assert note.startswith("Ehdotus on muodostettu raportin luvuista. Kun raporttiin kirjoitetaan päätösehdotus")


@pytest.mark.parametrize(
    ("body", "language", "begins"),
    [
        ("Kaupunginvaltuusto", "fi", "Kaupunginvaltuusto merkitsee tiedoksi selvityksen asettamiensa"),
        ("Lautakunnat", "fi", "Toimielin ehdottaa valtuustolle"),
        ("", "fi", "Toimielin ehdottaa valtuustolle"),
        ("Kaupunginhallitus", "sv", "Stadsstyrelsen föreslår för fullmäktige att fullmäktige antecknar"),
        ("Kunnanvaltuusto", "sv", "Kommunfullmäktige antecknar för kännedom"),
        ("Kaupunginhallitus", "en", "The City Board proposes to the council that it note"),
        ("Sivistyslautakunta", "en", "Sivistyslautakunta proposes to the council"),
    ],
)
def test_who_proposes_what_to_whom(body: str, language: str, begins: str) -> None:
    assert lines(part(statements(body=body), "proposal", language))[0].startswith(begins)


def test_what_finance_has_written_goes_before_what_was_formed() -> None:
    assert lines(part(sample(), "proposal")) == ["Kaupunginhallitus päättää merkitä katsauksen tiedoksi."]


def test_who_writes_the_proposal_sees_the_one_that_was_formed() -> None:
    snapshot = statements()
    field = text_field(snapshot, About(AboutKind.PROPOSAL), None, "malli", Reach(whole=True))
    (told,) = field.told
    assert told == f"Jos tekstiä ei kirjoiteta, raporttiin tulee: {lines(part(snapshot, 'proposal'))[0]}"


def test_one_target_that_could_not_be_judged_is_one() -> None:
    whole = statements()
    rows = tuple(row for row in whole.standing.rows if row.code in {"M1", "M8"})
    narrow = dataclasses.replace(whole, standing=dataclasses.replace(whole.standing, rows=rows, nodes=()))
    said = lines(part(narrow, "proposal"))[0]
    assert said.endswith(
        "Kuntakonsernille ei ole asetettu sitovia tavoitteita tässä strategiassa. Yhtä tavoitetta ei voitu arvioida, "
        "ja syy on raportissa."
    )


# --- the rest --------------------------------------------------------------------------------------------------------


def test_the_meeting_is_told_as_far_as_it_is_known() -> None:
    for meeting, told in (
        (Meeting("Kaupunginhallitus", dt.date(2025, 9, 1), "201"), "Kaupunginhallitus 1.9.2025 § 201"),
        (Meeting("Kaupunginhallitus", dt.date(2025, 9, 1)), "Kaupunginhallitus 1.9.2025"),
        (Meeting("Kaupunginhallitus"), "Kaupunginhallitus"),
        (Meeting(), ""),
    ):
        whole = sample()
        report = dataclasses.replace(whole.report, meeting=meeting)
        assert tell(dataclasses.replace(whole, report=report), "fi").meeting == told


def test_charts_speak_the_language_of_the_report() -> None:
    charts = [block for block in part(sample(), "rows", "sv").blocks if isinstance(block, Chart)]
    assert [one.key for one in charts] == ["M2", "M1", "M9"]
    assert "målvärde högst 10,0" in charts[0].svg
    assert "tavoite" not in charts[0].svg
    assert charts[0].alt.endswith("rak linje från utgångsläget till målet (31.12.2023–31.12.2025).")


def test_a_project_report_counts_its_projects() -> None:
    whole = sample()
    snapshot = dataclasses.replace(whole, report=dataclasses.replace(whole.report, kind=ReportKind.PROJECT))
    assert lines(part(snapshot, "summary"))[0] == "Projekteja on 2: suunniteltu 1, käynnissä 1."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "Seurattavia lukuun ottamatta arvioitavissa on 5/8."),
        ("sv", "Utöver dem som bara följs upp kan 5/8 bedömas."),
        ("en", "Leaving out those only monitored, 5/8 can be assessed."),
    ],
)
def test_the_summary_claims_no_target_of_what_has_none(language: str, said: str) -> None:
    """Nine rows, one watched; a figure missing, a reading open and a date ahead leave five."""
    assert standing_sentence(Telling(sample(), language)).endswith(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "Text som inte har översatts är på finska."), ("en", "A text that has not been translated is in Finnish.")],
)
def test_the_reader_is_told_what_language_stands_in_for_theirs(language: str, said: str) -> None:
    assert said in lines(reading(Telling(sample(), language)))
    assert "Teksti, jota ei ole käännetty, on suomeksi." not in lines(reading(Telling(sample(), "fi")))


@pytest.mark.parametrize("table", [PHRASES, LABELS, TITLES, {"fi": BODIES["sv"]} | BODIES])
def test_every_language_has_every_word(table: dict[str, dict[str, str]]) -> None:
    assert set(table) == set(LANGUAGES)
    assert {frozenset(words) for words in table.values()} == {frozenset(table["fi"])}
