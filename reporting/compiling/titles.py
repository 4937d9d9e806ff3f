"""What reports and roles are called in each language, as a report prints them."""

from collections.abc import Callable

from measures.periods import Period
from measures.spans import write_period
from reporting.models.codes import ReportKind
from reporting.standing import Names
from scorecard.models.codes import Role

_TITLES: dict[ReportKind, Names] = {
    ReportKind.HALF_YEAR: Names("Puolivuotiskatsaus", "Halvårsöversikt", "Half-year review"),
    ReportKind.FINANCIAL_STATEMENTS: Names(
        "Tilinpäätös: tavoitteiden toteutuminen", "Bokslut: måluppfyllelse", "Financial statements: attainment of goals"
    ),
    ReportKind.PROJECT: Names("Projektiraportti", "Projektrapport", "Project report"),
    ReportKind.SECTOR: Names("Toimialan raportti", "Sektorns rapport", "Sector's report"),
}
_BETWEEN = Names("Tilannekatsaus", "Lägesöversikt", "Status review")
ROLES: dict[Role, Names] = {
    Role.READER: Names("lukija", "läsare", "reader"),
    Role.SUPERVISOR: Names("lähiesihenkilö", "närmaste chef", "unit supervisor"),
    Role.SECTOR_HEAD: Names("toimialajohtaja", "sektordirektör", "sector head"),
    Role.DEPUTY: Names("toimialajohtajan sijainen", "sektordirektörens ställföreträdare", "deputy of the sector head"),
    Role.MANAGEMENT: Names("kaupunginjohto", "stadens ledning", "city management"),
    Role.FINANCE: Names("talous", "ekonomi", "finance"),
    Role.STEWARD: Names("strategian pääkäyttäjä", "strategins huvudanvändare", "steward of the strategy"),
    Role.AUDITOR: Names("tarkastaja", "granskare", "auditor"),
}
IMPORTED = Names("tuotu aineisto", "importerat material", "imported material")


def title_of(kind: ReportKind, period: Period, unit: Names | None = None) -> Names:
    """The report's title with its period, and the sector of a sector's pack."""
    half = kind is ReportKind.HALF_YEAR
    named = _BETWEEN if half and (period.months, period.part) != (6, 1) else _TITLES[kind]
    first_half = half and (period.months, period.part) == (6, 1)

    def said(language: str) -> str:
        when = str(period.year) if first_half else write_period(period, language)
        return " ".join(part for part in (named.in_language(language), when, _of(unit, language)) if part)

    return each_language(said)


def _of(unit: Names | None, language: str) -> str:
    return f"– {unit.in_language(language)}" if unit is not None else ""


def each_language(say: Callable[[str], str]) -> Names:
    """A text said in each language."""
    return Names(*(say(language) for language in ("fi", "sv", "en")))


def with_unit(role: Names, unit: Names | None) -> Names:
    """A role, and the unit it is held in: «toimialajohtaja, Sivistystoimiala»."""
    if unit is None:
        return role
    return each_language(lambda language: f"{role.in_language(language)}, {unit.in_language(language)}")
