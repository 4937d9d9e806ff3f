"""The sheet «Lue minut»: what the file is, of what time, from whom and for whom, and how to read it."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from kemi_strategy.web.dates import HELSINKI, write_day
from measures.labels import VERDICTS
from measures.verdicts import Verdict
from measures.workbooks.ink import ALERT, LABEL, PROSE, SUBTITLE, TITLE, Content, Ink, Number
from reporting.renderers.imprint import Imprint
from reporting.renderers.xlsx import actuals, key_rows, summary
from reporting.renderers.xlsx.paper import TITLE_POINTS, lay_out, row_height, title_of
from reporting.standing import Audience, Standing

NAME = "Lue minut"
_WIDTHS = (26.0, 118.0)
DRAFT = (
    "LUONNOS. Tätä raporttia ei ole jäädytetty eikä julkaistu: luvut ovat latauksen hetkeltä ja voivat muuttua. "
    "Hyväksyntää odottavat luvut ovat mukana ja merkitty."
)
EXAMPLE = "Toteumat ovat esimerkkejä. Strategia, mittarit ja tavoitteet ovat lähteistä, luvut keksittyjä."
_AUDIENCES = {
    Audience.INTERNAL: "Kunnan sisäiseen käyttöön: mukana myös hyväksyntää odottavat luvut ja ehdotetut tulkinnat.",
    Audience.PUBLIC: "Kaikille: mukana vain hyväksytyt luvut ja vahvistetut tulkinnat.",
}
_VERDICTS = {
    Verdict.MET: "Luku täyttää tavoitteen. Kesken kauden saavutettu taso voi vielä muuttua.",
    Verdict.ON_TRACK: "Ratkaisuhetki on edessä, ja ennuste, tasainen tahti tai vertailu lähtötasoon näyttää hyvältä.",
    Verdict.NEAR_MISS: "Ratkaisuhetki on ohi. Luku ei täytä tavoitetta, mutta ero on sallitun rajan sisällä "
    "(yleensä 10 % tavoitteesta) ja luku on lähtötasoa parempi.",
    Verdict.BEHIND: "Ratkaisuhetki on edessä, mutta luku on tahdista tai lähtötasosta jäljessä.",
    Verdict.MISSED: "Ratkaisuhetki on ohi eikä luku täytä tavoitetta, tai vuoden yläraja on jo ylitetty.",
    Verdict.MISSING: "Luku on jo erääntynyt, mutta se tai jokin sen osa puuttuu tai on liian vanha.",
    Verdict.UNCLEAR: "Tavoitteesta ei ole yksiselitteistä päätöstä, tai sitä ei voi verrata lukuun.",
    Verdict.NOT_DUE: "Lukua ei vielä kuulu olla, tai etenemistä ei voi vielä arvioida.",
    Verdict.WATCHED: "Mittarilla ei ole tavoitetta. Lukua seurataan.",
}
_SHEETS = {
    summary.NAME: "Missio ja visio, tilojen määrät ja kattavuus sekä mittarit perusteineen, heikoimmat ensin.",
    key_rows.NAME: "Jokainen mittari kerran strategian omassa järjestyksessä: hyöty, mittari, nyt, tavoite, toteuma. "
    "Paperille tulevat sarakkeet vastuuseen asti, ruudulla ovat myös määräpäivä, koodi ja vahvistettava kysymys.",
    actuals.NAME: "Yksiköiden luvut kausittain, yksi luku riviä kohti. Sopii pivot-taulukkoon ja tarkistamiseen.",
}
_RULES = (
    ("Poikkeama", "poikkeama = toteuma − tavoite. Plus on tavoitetta suurempi luku, miinus pienempi: mittarin "
     "suunta ratkaisee, kumpi on hyvä. Laskettu pyöristämättömistä luvuista. Tyhjä, kun tavoite ei ole yksi luku, "
     "kun luku on vajaa tai kun vuoden mittaan kertyvän luvun vuosi on kesken."),
    ("Muutos lähtötasosta", "muutos = toteuma − lähtötaso, samoin säännöin. Vertailukelvotonta lähtötasoa ei käytetä."),
    ("Tyhjä solu", "Puuttuva luku on tyhjä solu eikä koskaan nolla. Tila-sarake sanoo, mitä puuttuu."),
    ("Luvut", "Solussa on tarkka luku, näkyvissä mittarin desimaalit. Prosentit ovat mittarin omassa yksikössä: "
     "4,5 tarkoittaa 4,5 prosenttia. Excel säilyttää luvusta 15 numeroa."),
    ("Kattavuus", "7/9 tarkoittaa, että yhdeksästä raportoivasta yksiköstä seitsemän on antanut kaikki lukunsa. "
     "Yhteenvedossa: arvioitavissa olevat mittarit niistä, joilla on tavoite."),
    ("Yhteenvedon määrät", "Sama mittari voi kuulua moneen kohtaan. Koko strategian rivillä jokainen on kerran."),
)  # fmt: skip


def write_readme(sheet: Worksheet, standing: Standing, imprint: Imprint, ink: Ink) -> None:
    """Fills the sheet; comes last, when it is known how many texts had to be cut."""
    sheet.title = NAME
    ink.write(sheet["A1"], title_of(standing), TITLE)
    sheet.row_dimensions[1].height = TITLE_POINTS
    notices = [DRAFT, EXAMPLE] if standing.strategy.example_data else [DRAFT]
    row = 2
    for notice in notices:
        _line(sheet, ink, row, "Huomaa", notice, (ALERT, ALERT))
        row += 1
    row = _block(sheet, ink, row + 1, "Mistä raportti on tehty", _about(standing, imprint))
    row = _block(sheet, ink, row, "Rivien määrät", _numbers(standing, ink))
    row = _block(sheet, ink, row, "Välilehdet", list(_SHEETS.items()))
    row = _block(sheet, ink, row, "Miten luvut luetaan", _RULES)
    verdicts = [(VERDICTS[verdict], _VERDICTS[verdict]) for verdict in summary.ORDER]
    _block(sheet, ink, row, "Miten tila lasketaan", verdicts)
    lay_out(sheet, standing, _WIDTHS)
    sheet.page_setup.fitToHeight = 1


def _block(sheet: Worksheet, ink: Ink, row: int, heading: str, lines: Sequence[tuple[str, Content]]) -> int:
    """A heading with its lines; gives the row where the next one begins."""
    ink.write(sheet.cell(row, 1), heading, SUBTITLE)
    for place, (label, content) in enumerate(lines, start=row + 1):
        _line(sheet, ink, place, label, content, (LABEL, PROSE))
    return row + len(lines) + 2


def _line(sheet: Worksheet, ink: Ink, row: int, label: str, content: Content, styles: tuple[str, str]) -> None:
    for column, (text, style) in enumerate(zip((label, content), styles, strict=True), start=1):
        ink.write(sheet.cell(row, column), text, style)
    sheet.row_dimensions[row].height = row_height(zip((label, content), _WIDTHS, strict=True))


def _about(standing: Standing, imprint: Imprint) -> list[tuple[str, Content]]:
    facts, period = standing.strategy, standing.period
    return [
        ("Kunta", facts.municipality_names.fi),
        ("Strategia", facts.names.fi),
        ("Kausi", f"{write_day(period.starts)}–{write_day(period.ends)} ({period.code})"),
        ("Tilanne", period.ends),
        ("Luvut tiedossa", standing.known_at.astimezone(HELSINKI).replace(microsecond=0, tzinfo=None)),
        ("Tekijä", imprint.made_by or "komento export_report"),
        ("Kenelle", _AUDIENCES[standing.audience]),
    ]


def _numbers(standing: Standing, ink: Ink) -> list[tuple[str, Content]]:
    rows = standing.rows
    return [
        ("Mittareita", Number(len(rows))),
        ("Odottaa hyväksyntää", Number(sum(row.pending for row in rows))),
        ("Ehdotettu tulkinta", Number(sum(row.proposed for row in rows))),
        ("Tieto puuttuu", Number(standing.tally[Verdict.MISSING])),
        ("Tulkinta avoin", Number(standing.tally[Verdict.UNCLEAR])),
        ("Katkaistuja tekstejä", Number(ink.cut)),
    ]
