"""The demonstration: the real strategies of ``fixtures/``, demo people, example figures and an open window.

Everything goes in through the same importer as anyone's workbook. What is there already is left alone: a strategy is
loaded once, a person made once, and a cell that has any entry is never touched again. In a later quarter the quarter's
own examples are added.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from measures.actions import open_window, save_as
from measures.loading.columns import ACTUALS, COLUMNS, EXAMPLES, STRATEGY
from measures.loading.example_work import FOLDER, example_notes, has_examples
from measures.loading.examples import FIRST_YEAR, Example, examples
from measures.loading.folders import read_folder
from measures.loading.known import find_known
from measures.loading.loader import importer, load
from measures.loading.problems import Findings, LoadReport
from measures.loading.reading_strategy import read_strategy
from measures.loading.source import Tables
from measures.loading.stamps import Stamp
from measures.models import Actual, KpiRow, Window
from measures.periods import Frequency, Period, Rhythm
from measures.sheets import Raw, Sheet, Sheets
from scorecard.models import Membership, Municipality, Strategy, Unit, User
from scorecard.models.codes import Role

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FOLDERS = ("simo", "keminmaa", "tervola", "kemi-2023", "kemi-hyvinvointi-2023", "kokkola-2017")
SIGN_IN_WORD = "kemi-demo-2025"
"""The password of every demo person: public, so they are never made in a real service."""
HELSINKI = ZoneInfo("Europe/Helsinki")

_ENTERED_AFTER, _APPROVED_AFTER = dt.timedelta(days=10), dt.timedelta(days=17)
_DUE_AFTER, _CLOSES_AFTER = dt.timedelta(days=14), dt.timedelta(days=28)


class DemoFault(Exception):
    """The demonstration's own material is faulty; the argument tells every fault."""


@dataclass(frozen=True, slots=True)
class Person:
    """A demo person: user name, the role as a name, the role, where, the unit of a unit role, and the language."""

    username: str
    name: str
    role: Role
    municipality: str = "kemi"
    unit: str = ""
    language: str = "fi"

    @property
    def email(self) -> str:
        """An address under a domain that is reserved for examples: no letter to it can arrive anywhere."""
        return f"{self.username}@{self.municipality}.example"


PEOPLE = (
    Person("johto", "Kaupunginjohto", Role.MANAGEMENT),
    Person("valvoja", "Lähiesihenkilö, kirjasto", Role.SUPERVISOR, unit="kirjasto"),
    Person("toimialajohtaja", "Toimialajohtaja, hyvinvointi", Role.SECTOR_HEAD, unit="hyvinvointi"),
    Person("sijainen", "Toimialajohtajan sijainen", Role.DEPUTY, unit="hyvinvointi", language="en"),
    Person("valtuutettu", "Valtuutettu", Role.READER),
    Person("talous", "Talous", Role.FINANCE),
    Person("paakayttaja", "Strategian pääkäyttäjä", Role.STEWARD),
    Person("tarkastaja", "Tarkastuslautakunta", Role.AUDITOR),
    Person("kokkola", "Pääkäyttäjä, Kokkola", Role.STEWARD, municipality="kokkola", language="sv"),
)
# In Swedish and English: the workbook holds a municipality's Finnish name, and most have no other.
OTHER_NAMES = {"kokkola": ("Karleby", "Kokkola")}


def load_demonstration(now: dt.datetime | None = None, folder: Path = FIXTURES) -> list[str]:
    """Brings in what is not there yet and tells it, a sentence a line. Raises DemoFault when a fixture is faulty."""
    now = now or timezone.now()
    told: list[str] = []
    for name in FOLDERS:
        told += _load_folder(folder / name)
    people = _people()
    for name in FOLDERS:
        told += _load_examples(folder / name, people, now)
    told += _load_work(folder / FOLDER, people, now)
    told += _open_windows(people, now)
    return told


def _load_folder(folder: Path) -> list[str]:
    code = _record(Tables(read_folder(folder), Findings()))
    if Strategy.objects.filter(code=code).exists():
        return []
    report = _sound(load(folder))
    municipality = Strategy.objects.select_related("municipality").get(code=code).municipality
    same = municipality.name_fi, municipality.name_fi
    names = OTHER_NAMES.get(municipality.code, same)
    # Where only the values have been loaded there are no figures that could be examples.
    example = municipality.example_data or KpiRow.objects.filter(strategy__code=code).exists()
    if (municipality.example_data, municipality.name_sv, municipality.name_en) != (example, *names):
        municipality.example_data, (municipality.name_sv, municipality.name_en) = example, names
        save_as(municipality, importer())
    return [f"Ladattu {report.strategy}: {sum(count.total() for count in report.counts.values())} riviä."]


def _record(tables: Tables) -> str:
    return read_strategy(tables).code


def _sound(report: LoadReport) -> LoadReport:
    if report.fatal:
        raise DemoFault("\n".join(str(problem) for problem in report.problems if problem.fatal))
    return report


def _people() -> dict[str, User]:
    """The demo people; whoever is there keeps the password and roles as they are. One hash serves them all."""
    found = {user.username: user for user in User.objects.filter(username__in=[person.username for person in PEOPLE])}
    password = "" if len(found) == len(PEOPLE) else make_password(SIGN_IN_WORD)
    for person in PEOPLE:
        if person.username in found:
            continue
        user = User.objects.create(
            username=person.username,
            first_name=person.name,
            email=person.email,
            language=person.language,
            password=password,
        )
        municipality = Municipality.objects.get(code=person.municipality)
        unit = Unit.objects.get(municipality=municipality, code=person.unit) if person.unit else None
        membership = Membership(user=user, municipality=municipality, role=person.role, unit=unit)
        save_as(membership, importer())
        found[person.username] = user
    return found


def _load_examples(folder: Path, people: dict[str, User], now: dt.datetime) -> list[str]:
    findings = Findings()
    tables = Tables(read_folder(folder), findings)
    if not tables.has(EXAMPLES):
        return []
    known = find_known(read_strategy(tables), None, findings)
    found = list(examples(tables, known.facts(), timezone.localdate(now), _taken(known.owner)))
    if findings.fatal:
        raise DemoFault("\n".join(str(problem) for problem in findings.problems if problem.fatal))
    sector = _below(known.units, "hyvinvointi")
    for corrections in (False, True):
        batch = [example for example in found if example.corrects is corrections]
        if batch:
            stamps = [_stamp(example, people, sector, now, known.owner.code) for example in batch]
            _sound(load(_sheets(known.decided.code, batch), stamps=dict(enumerate(stamps, start=2))))
    return [f"Esimerkkilukuja lisätty {known.decided.code}: {len(found)}."] if found else []


def _taken(municipality: Municipality) -> set[tuple[str, str, dt.date, dt.date]]:
    """The cells that have an entry, whoever made it."""
    entries = Actual.objects.filter(municipality=municipality, supersedes=None).order_by()
    cells = entries.values_list("indicator__code", "unit__code", "period_starts", "period_ends")
    return {(code, unit or "", starts, ends) for code, unit, starts, ends in cells}


def _below(units: dict[str, Unit], top: str) -> set[str]:
    inside = {top} & set(units)
    while True:
        more = {code for code, unit in units.items() if unit.parent is not None and unit.parent.code in inside}
        if more <= inside:
            return inside
        inside |= more


def _sheets(strategy: str, batch: list[Example]) -> Sheets:
    sheets = Sheets(f"{strategy}: {EXAMPLES}")
    sheets.add(Sheet(STRATEGY, ("avain", "arvo"), [(2, ("koodi", strategy))]))
    columns = COLUMNS[ACTUALS]
    rows: list[tuple[int, Sequence[Raw]]] = []
    for number, example in enumerate(batch, start=2):
        cells = {"mittari": example.code, "yksikkö": example.unit, "kausi": example.period.code} | dict(example.cells)
        rows.append((number, [cells.get(column, "") for column in columns]))
    sheets.add(Sheet(ACTUALS, columns, rows))
    return sheets


def _stamp(example: Example, people: dict[str, User], sector: set[str], now: dt.datetime, municipality: str) -> Stamp:
    """One person enters in the days after the period, another approves a week later; nothing in the future."""
    entered_by, approved_by = _hands(example.unit, people, sector, municipality)
    wait = dt.timedelta(days=92 if example.corrects else 0)
    entered_at = min(_morning(example.period.ends + _ENTERED_AFTER + wait), now - dt.timedelta(minutes=2))
    if not example.approved:
        return Stamp(entered_at, entered_by)
    approved_at = min(_morning(example.period.ends + _APPROVED_AFTER + wait), now - dt.timedelta(minutes=1))
    return Stamp(entered_at, entered_by, approved_at, approved_by)


def _hands(unit: str, people: dict[str, User], sector: set[str], municipality: str) -> tuple[User, User]:
    if municipality == "kokkola":
        return importer(), people["kokkola"]
    if unit == "kirjasto":
        return people["valvoja"], people["toimialajohtaja"]
    if unit in sector:
        return people["sijainen"], people["toimialajohtaja"]
    return people["talous"], people["paakayttaja"]


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), HELSINKI)


def _load_work(folder: Path, people: dict[str, User], now: dt.datetime) -> list[str]:
    """The example projects, actions and reviews, once: whoever has them keeps them as they are."""
    strategy = Strategy.objects.get(code=_record(Tables(read_folder(folder), Findings())))
    if has_examples(strategy):
        return []
    _sound(load(folder))
    heads = {"hyvinvointi": people["toimialajohtaja"]}
    notes = example_notes(folder, strategy, timezone.localtime(now), heads, people["paakayttaja"])
    return [f"Esimerkkityötä lisätty {strategy.code}: {len(notes)} katsausta."]


def _open_windows(people: dict[str, User], now: dt.datetime) -> list[str]:
    """Every ended quarter has its window; that of the latest is open from now on, the others have closed."""
    today = timezone.localdate(now)
    latest = Rhythm(Frequency.QUARTER).latest_ended(today - dt.timedelta(days=1))
    told = []
    for municipality, steward in (("kemi", "paakayttaja"), ("kokkola", "kokkola")):
        place = Municipality.objects.get(code=municipality)
        there = set(Window.objects.filter(municipality=place).values_list("period_starts", "period_ends"))
        for period in _quarters(latest):
            if (period.starts, period.ends) not in there:
                start = today if period == latest else period.until
                open_window(
                    municipality=place,
                    period=period,
                    opens=period.until,
                    due=start + _DUE_AFTER,
                    closes=start + _CLOSES_AFTER,
                    by=people[steward],
                )
                if period == latest:
                    told.append(f"Raportointi-ikkuna avattu: {place.name_fi} {period}.")
    return told


def _quarters(latest: Period) -> Iterable[Period]:
    period = Period(FIRST_YEAR, 3, 1)
    while period.ends <= latest.ends:
        yield period
        period = period.shifted(1)
