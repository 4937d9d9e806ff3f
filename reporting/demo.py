"""The demonstration's reports: two that have been frozen in their time and a draft of the next, with example texts.

Every text says of itself that it is an example. The files are made by the worker afterwards, and the reports publish
themselves when these are there: loading the demonstration waits for none of it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from django.utils import timezone

from measures.models import KpiRow
from measures.periods import Frequency, Period, Rhythm
from measures.verdicts import Verdict
from reporting.assemble import standing_at
from reporting.issuing.freezing import Frozen, freeze_report
from reporting.keeping.deviations import Said, write_deviation
from reporting.keeping.reports import start_report
from reporting.keeping.texts import check_sector, write_text
from reporting.models import Report
from reporting.models.codes import CardState, ReportKind
from reporting.snapshot import About, AboutKind, Meeting
from reporting.standing import Audience, Names, Standing
from scorecard.models import Strategy, Unit, User
from scorecard.models.codes import UnitKind

STRATEGY = "kemi-2023"
_HELSINKI = ZoneInfo("Europe/Helsinki")
_WRITTEN, _FROZEN = dt.timedelta(days=40), dt.timedelta(days=50)
_BEHIND = frozenset({Verdict.BEHIND, Verdict.MISSED})
_WHY = "Esimerkki: esittelyaineistossa kaikkia tekstejä ei ole kirjoitettu eikä kaikkia tulkintoja vahvistettu."
_WHOLE = Names(
    "Esimerkki: Strategian toteutus eteni kaudella suunnitellusti. Talouden tasapaino parani, ja väkiluvun lasku "
    "hidastui.",
    "Exempel: Strategin genomfördes enligt planerna under perioden.",
    "Example: The strategy was carried out as planned during the period.",
)
_GOALS = (
    "Esimerkki: Päämäärän toimenpiteet käynnistyivät kaikilla toimialoilla.",
    "Esimerkki: Päämäärää edistettiin yhdessä asukkaiden kanssa. Osa toimista siirtyi seuraavalle kaudelle.",
    "Esimerkki: Päämäärän mittareista osa vielä puuttuu, joten toteutumista kuvataan sanoin.",
)
_SECTOR = "Esimerkki: Toimialan työ eteni pääosin suunnitelman mukaan. Henkilöstön saatavuus hidasti sitä."
_ROW = "Esimerkki: Luku jäi tavoitteesta, koska muutokset näkyvät vasta seuraavalla kaudella."


def load_reports(now: dt.datetime | None = None) -> list[str]:
    """Makes the reports once: whoever has any keeps them as they are. Tells what was added, a sentence a line."""
    now = now or timezone.now()
    strategy = Strategy.objects.select_related("municipality").get(code=STRATEGY)
    if Report.objects.filter(municipality=strategy.municipality).exists():
        return []
    writers = User.objects.filter(username__in=["talous", "paakayttaja", "toimialajohtaja"])
    people = {one.username: one for one in writers}
    draft, *frozen = _periods(timezone.localdate(now, _HELSINKI))
    for period in reversed(frozen):
        _frozen(strategy, period, people, now)
    _draft(strategy, draft, people, now)
    codes = ", ".join(period.code for period in reversed(frozen))
    return [f"Esimerkkiraportit lisätty {STRATEGY}: {codes} ja luonnos {draft.code}."]


def _periods(today: dt.date) -> list[Period]:
    """The three latest first halves and whole years that have ended, latest first."""
    half = Rhythm(Frequency.HALF).latest_ended(today)
    found: list[Period] = []
    while len(found) < 3:
        found.append(half if half.part == 1 else Period(half.year))
        half = half.shifted(-1)
    return found


def _frozen(strategy: Strategy, period: Period, people: dict[str, User], now: dt.datetime) -> None:
    written, frozen = (min(_morning(period.ends + wait), now) for wait in (_WRITTEN, _FROZEN))
    report = _started(strategy, period, people["talous"], written)
    standing = standing_at(strategy, period, Audience.INTERNAL, known_at=written)
    _write(report, standing, people, written)
    behind = _behind(standing)
    if behind:
        _card(strategy, behind[0], people["paakayttaja"], written)
    for unit in _sectors(strategy):
        check_sector(report=report, unit=unit, by=people["paakayttaja"], at=frozen)
    meeting = Meeting("Kaupunginhallitus")
    how = Frozen(acknowledged=_WHY, meeting=meeting, publishes_itself=True, cut_off=frozen)
    freeze_report(report=report, how=how, lacking=True, by=people["paakayttaja"], at=frozen)


def _draft(strategy: Strategy, period: Period, people: dict[str, User], now: dt.datetime) -> None:
    """A draft with half of its texts, and a deviation that a body has accepted."""
    report = _started(strategy, period, people["talous"], now)
    write_text(report=report, about=About(AboutKind.WHOLE), text=_WHOLE, seen=0, by=people["talous"], at=now)
    standing = standing_at(strategy, period, Audience.INTERNAL)
    goal = standing.of_kind("goal")[0].branch.code
    about = About(AboutKind.GOAL, goal)
    write_text(report=report, about=about, text=Names(_GOALS[0]), seen=0, by=people["paakayttaja"], at=now)
    behind = [code for code in _behind(standing) if not _has_card(strategy, code)]
    for code in behind[:1]:
        _card(strategy, code, people["paakayttaja"], now, accepted=True)


def _started(strategy: Strategy, period: Period, by: User, at: dt.datetime) -> Report:
    kind = ReportKind.FINANCIAL_STATEMENTS if period.months == 12 else ReportKind.HALF_YEAR
    return start_report(strategy=strategy, kind=kind, period=period, by=by, at=at)


def _write(report: Report, standing: Standing, people: dict[str, User], at: dt.datetime) -> None:
    for about, text, by in _texts(report, standing):
        write_text(report=report, about=about, text=text, seen=0, by=people[by], at=at)


def _texts(report: Report, standing: Standing) -> Iterator[tuple[About, Names, str]]:
    yield About(AboutKind.WHOLE), _WHOLE, "talous"
    for place, node in enumerate(standing.of_kind("goal")):
        yield About(AboutKind.GOAL, node.branch.code), Names(_GOALS[place % len(_GOALS)]), "paakayttaja"
    for unit in _sectors(report.strategy):
        by = "toimialajohtaja" if unit.code == "hyvinvointi" else "paakayttaja"
        yield About(AboutKind.SECTOR, unit.code), Names(_SECTOR), by
    for code in _behind(standing)[:3]:
        yield About(AboutKind.ROW, code), Names(_ROW), "paakayttaja"


def _behind(standing: Standing) -> Sequence[str]:
    return [row.code for row in standing.rows if row.verdict in _BEHIND and not row.proposed]


def _has_card(strategy: Strategy, code: str) -> bool:
    return KpiRow.objects.filter(strategy=strategy, indicator__code=code, deviations__isnull=False).exists()


def _card(strategy: Strategy, code: str, by: User, at: dt.datetime, *, accepted: bool = False) -> None:
    row = KpiRow.objects.get(strategy=strategy, indicator__code=code)
    if _has_card(strategy, code):
        return
    said = Said(
        cause="Esimerkki: muutokset näkyvät mittarissa vasta viiveellä.",
        done="Esimerkki: toimialat tarkentavat toimenpiteensä ja raportoivat niistä kuukausittain.",
        responsible=row.indicator.responsible_role or "toimialajohtaja",
        date=dt.date(at.year, 12, 31),
    )
    if accepted:
        said = Said(
            said.cause, said.done, said.responsible, said.date, CardState.ACCEPTED,
            "Esimerkki: kaupunginhallitus", at.date(), "1", dt.date(at.year, 12, 31),
        )  # fmt: skip
    write_deviation(row=row, said=said, seen=0, by=by, at=at)


def _sectors(strategy: Strategy) -> list[Unit]:
    return list(Unit.objects.filter(municipality=strategy.municipality_id, kind=UnitKind.SECTOR).order_by("order"))


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), _HELSINKI)
