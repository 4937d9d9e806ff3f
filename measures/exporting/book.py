"""The scorecard workbook of a strategy, and an empty one with instructions to fill in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.speaking import named
from measures.exporting.examples import EXAMPLE_ROWS
from measures.exporting.tables import Table, name_of, tables_of
from measures.labels import ASSESSABLE, BINDINGS, LATE_REASONS, REPEATS, TARGET_KINDS, VERDICTS, WHY_EMPTY, finnish
from measures.loading import columns as names
from measures.loading.columns import COLUMNS, EXAMPLE_NOTES, EXAMPLES
from measures.loading.fields import FIELDS
from measures.loading.folders import read_folder
from measures.models import Indicator, KpiRow, RollUpRule
from measures.sheets import as_text
from measures.workbooks.scorecard_book import BookSheet, ScorecardBook, scorecard_workbook
from scorecard.models import Action, Milestone, Municipality, Node, Project, ReportingOccasion, Strategy, Unit

type Words = Mapping[str, Sequence[str]]

_YES_NO = ("kyllä", "ei")
_OF = {
    names.CALENDAR: (ReportingOccasion,),
    names.UNITS: (Unit,),
    names.NODES: (Node,),
    names.PROJECTS: (Project,),
    names.MILESTONES: (Milestone,),
    names.ACTIONS: (Action,),
    names.INDICATORS: (Indicator, RollUpRule, KpiRow),
}


def scorecard_book(strategy: Strategy) -> bytes:
    """The workbook of a strategy: brought in again it changes nothing."""
    tables = tables_of(strategy)
    title = _("Tuloskortti: %(name)s") % {"name": named(strategy)}
    return scorecard_workbook(ScorecardBook(title, today(), [_sheet(one) for one in tables], _of_export(strategy)))


def empty_book(municipality: Municipality) -> bytes:
    """An empty workbook for a new strategy: every sheet and heading, lists of words, instructions and an example."""
    keys = {"kunta": name_of(municipality), "kuntakoodi": municipality.number or "", "laji": "strategia"}
    first = [{"avain": key, "arvo": keys.get(key, "")} for key in _EMPTY_KEYS]
    tables = [
        Table(name, columns, first if name == names.STRATEGY else [])
        for name, columns in COLUMNS.items()
        if name not in {EXAMPLES, EXAMPLE_NOTES}
    ]
    examples = [BookSheet(name, COLUMNS[name], [row]) for name, row in EXAMPLE_ROWS.items()]
    title = _("Tyhjä tuloskortti")
    return scorecard_workbook(ScorecardBook(title, today(), [_sheet(one) for one in tables], _to_fill(), examples))


def example_book() -> bytes:
    """Kemi's scorecard as it stands in the sources, without figures: an example of a filled workbook."""
    sheets = read_folder(_SOURCES)
    tables = []
    for name, columns in COLUMNS.items():
        given = sheets.sheet(name)
        if given is not None and name not in {EXAMPLES, EXAMPLE_NOTES}:
            rows = [
                {column: as_text(cell) for column, cell in zip(given.headings, cells, strict=False)}
                for _number, cells in given.rows
            ]
            tables.append(Table(name, columns, rows))
    title = _("Esimerkki: Kemin tuloskortti")
    return scorecard_workbook(ScorecardBook(title, today(), [_sheet(one) for one in tables], _rules()))


_SOURCES = Path(__file__).resolve().parents[2] / "fixtures" / "kemi-2023"
_EMPTY_KEYS = (
    "kunta",
    "kuntakoodi",
    "koodi",
    "laji",
    "nimi",
    "missio",
    "visio",
    "voimassa_alkaen",
    "voimassa_asti",
    "tila",
)


def _sheet(table: Table) -> BookSheet:
    return BookSheet(table.name, table.columns, table.rows, words_of(table.name))


def words_of(sheet: str) -> dict[str, tuple[str, ...]]:
    """The words of a sheet's coded columns."""
    found = {
        column.name: tuple(finnish(column.words).values())
        for model in _OF.get(sheet, ())
        for column in FIELDS[model].values()
        if column.words is not None
    }
    if sheet == names.INDICATORS:
        found |= {
            "tavoite_laji": tuple(finnish(TARGET_KINDS).values()),
            "tavoite_toistuu": tuple(finnish(REPEATS).values()),
            "sitovuus": tuple(finnish(BINDINGS).values()),
            "lähtötaso_vertailukelpoinen": _YES_NO,
        }
    if sheet == names.ACTUALS:
        verdicts = finnish(VERDICTS)
        found |= {
            "tila": tuple(finnish(WHY_EMPTY).values()),
            "arvio": tuple(verdicts[one] for one in ASSESSABLE),
            "syy": tuple(finnish(LATE_REASONS).values()),
        }
    return found


def _of_export(strategy: Strategy) -> list[tuple[str, str]]:
    return [
        (
            _("Mikä tämä on"),
            _(
                "Strategian %(code)s tuloskortti sellaisena kuin se oli %(day)s: tavoitteet, yksiköt, projektit, "
                "toimenpiteet, mittarit ja hyväksytyt luvut."
            )
            % {"code": strategy.code, "day": write_day(today())},
        ),
        (
            _("Muuttaminen"),
            _(
                "Muuta soluja ja tuo työkirja takaisin palveluun: hallinta, tuonti. Näet muutokset ennen kuin mitään "
                "tallennetaan. Muuttamattomana tuotu työkirja ei muuta mitään."
            ),
        ),
        *_rules(),
    ]


def _to_fill() -> list[tuple[str, str]]:
    return [
        (
            _("Mihin tätä käytetään"),
            _("Uuden strategian tai ohjelman tuloskortti kirjoitetaan tähän työkirjaan ja tuodaan palveluun."),
        ),
        (
            _("Aloita näin"),
            _(
                "Täytä välilehdet Strategia, Yksiköt, Tavoitteet ja Mittarit. Muut välilehdet saa jättää tyhjiksi. "
                "Anna strategialle koodi, jota ei ole muilla, esimerkiksi kunnan nimi ja vuosi."
            ),
        ),
        (
            _("Esimerkki"),
            _("Tämän välilehden lopussa on esimerkkirivi jokaisesta tärkeästä välilehdestä. Esimerkkejä ei tuoda."),
        ),
        *_rules(),
    ]


def _rules() -> list[tuple[str, str]]:
    return [
        (
            _("Koodit"),
            _(
                "Koodi on rivin avain: sama koodi tarkoittaa samaa asiaa, kun työkirja tuodaan uudestaan. Koodissa on "
                "kirjaimia a–z, numeroita ja väliviivoja. Koodit erotetaan puolipisteellä, ja kysymysmerkki koodin "
                "perässä tarkoittaa ehdotusta."
            ),
        ),
        (
            _("Raportoivat"),
            _("Raportoivien yksiköiden koodit puolipisteen erottamina. X/* on yksikön X kaikki tulosyksiköt."),
        ),
        (
            _("Tavoite"),
            _(
                "Kirjoita sarakkeeseen tavoite päätöksen omat sanat. Jos sanoilla on yksi merkitys, ne luetaan; muuten "
                "tavoite jää avoimeksi kysymykseksi. Sarakkeilla tavoite_laji, tavoite_arvo ja tavoite_pvm annat "
                "tavoitteen itse."
            ),
        ),
        (
            _("Luvut ja päivät"),
            _(
                "Kirjoita luvut lukuina ja päivät päivinä. Kausi kirjoitetaan tekstinä: 2025, 2025-H1, 2025-Q3 tai "
                "2025-08. Jos lukua ei ole, jätä arvo tyhjäksi ja valitse sarakkeesta tila syy."
            ),
        ),
        (
            _("Luettelot"),
            _("Sarakkeissa, joissa käytetään vain tiettyjä sanoja, ne voi valita luettelosta. Sanat ovat suomeksi."),
        ),
    ]  # fmt: skip
