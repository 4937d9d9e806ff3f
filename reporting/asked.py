"""What a reader has asked for in an address: which strategy and which period. What does not exist is said in words."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from measures.models import Indicator, KpiRow
from measures.periods import Period
from reporting.pages.choices import last_ended
from reporting.pages.known import KNOWN
from reporting.pages.places import goes_along
from scorecard.access import NOT_FOUND
from scorecard.models import Municipality, Strategy, Unit
from scorecard.models.codes import StrategyKind, StrategyState
from scorecard.permissions import Access, Right
from scorecard.work.finding import place_by_state

PERIOD, STRATEGY = "kausi", "strategia"
_NO_PERIOD = later("Kautta ”{}” ei ole. Kausi kirjoitetaan esimerkiksi 2025, 2025-H1 tai 2025-Q3.")


def period_asked(query: QueryDict, today: dt.date) -> Period:
    """The period of ``?kausi=``; the last ended quarter when none is given. Raises Unknown for others."""
    text = query.get(PERIOD, "")
    return ended_period(text, today) if text else last_ended(today)


def ended_period(text: str, today: dt.date) -> Period:
    """The period of a written code. Raises Unknown for what is no period, and for one that has not ended."""
    try:
        period = Period.parse(text)
    except ValueError:
        raise Unknown(_NO_PERIOD.format(text)) from None
    if period.ends > today:
        raise Unknown(_("Kausi %(period)s ei ole vielä päättynyt, joten siitä ei ole tilannetta.") % {"period": text})
    return period


def chosen(query: QueryDict) -> tuple[tuple[str, str], ...]:
    """What the reader has chosen, to be carried along in links."""
    return tuple((name, str(query[name])) for name in (PERIOD, STRATEGY) if query.get(name))


def chosen_for_all(query: QueryDict, strategy: Strategy) -> tuple[tuple[str, str], ...]:
    """What goes along in public links: the period chosen, and the strategy unless it is the municipality's own one."""
    kept = tuple(one for one in chosen(query) if one[0] == PERIOD)
    return (*kept, (STRATEGY, strategy.code)) if goes_along(strategy) or STRATEGY in query else kept


def chosen_inside(query: QueryDict) -> tuple[tuple[str, str], ...]:
    """What a reader inside has chosen: the day as of which things are known goes along too."""
    return (*chosen(query), *((name, str(query[name])) for name in (KNOWN,) if query.get(name)))


def indicator_asked(municipality: Municipality, code: str) -> Indicator:
    """The indicator of an address. Raises Unknown when the municipality has none of this code."""
    found = Indicator.objects.filter(municipality=municipality, code=code).first()
    if found is None:
        raise Unknown(_("Mittaria ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    return found


def unit_asked(municipality: Municipality, query: QueryDict) -> Unit | None:
    """The unit of ``?yksikko=``; None without one. Raises Unknown when the municipality has none of this code."""
    code = query.get("yksikko", "")
    found = Unit.objects.filter(municipality=municipality, code=code).first() if code else None
    if code and found is None:
        raise Unknown(_("Yksikköä ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    return found


def any_period_asked(query: QueryDict) -> Period | None:
    """The period of ``?kausi=``, ended or not; None without one. Raises Unknown for what is no period."""
    text = query.get(PERIOD, "")
    try:
        return Period.parse(text) if text else None
    except ValueError:
        raise Unknown(_NO_PERIOD.format(text)) from None


def published_municipalities() -> Iterable[Municipality]:
    """Published municipalities with something to show: an adopted strategy. One query."""
    adopted = Strategy.objects.filter(
        municipality=OuterRef("pk"), kind=StrategyKind.STRATEGY, state=StrategyState.ADOPTED
    )
    return Municipality.objects.filter(Exists(adopted), published=True)


def measured_municipalities() -> frozenset[int]:
    """The municipalities, by id, that have indicators in a strategy. One query."""
    return frozenset(KpiRow.objects.order_by().values_list("strategy__municipality", flat=True).distinct())


def strategies_inside(code: str, row: str = "", node: str = "") -> list[Strategy]:
    """All strategies and programmes of a municipality, the one in force first; of a row or node its own. One query."""
    found = _strategies(code, row)
    return _in_order(found.filter(nodes__code=node) if node else found)


def strategies_with_calendars(code: str) -> tuple[list[Strategy], dict[int, list[str]]]:
    """All strategies and programmes as ``strategies_inside`` has them, and the occasions of each one's reporting
    calendar by its id: one query."""
    strategies: dict[int, Strategy] = {}
    calendars: dict[int, list[str]] = {}
    found = _strategies(code, "").annotate(own_occasion=F("calendar__occasion"))
    for one in found.order_by("code", "calendar__order"):
        strategies.setdefault(one.pk, one)
        calendars.setdefault(one.pk, []).extend([one.own_occasion] if one.own_occasion else [])
    return _in_order(strategies.values()), calendars


def strategies_for_all(code: str, access: Access | None, row: str = "", node: str = "") -> list[Strategy]:
    """The strategies and programmes that anybody may see, the one in force first; of a row or node its own.

    One query. Raises Unknown when there are none, or when the municipality has not been published.
    """
    every = _strategies(code, row)
    found = [one for one in (every.filter(nodes__code=node) if node else every) if seen_by_all(one, access)]
    if not found:
        raise Unknown(NOT_FOUND)
    return _in_order(found)


def seen_by_all(strategy: Strategy, access: Access | None) -> bool:
    """May anybody see it: adopted or since superseded, of a published municipality? Its own people see drafts too."""
    own = access is not None and access.may(Right.SEE_UNPUBLISHED)
    return own or (strategy.state != StrategyState.DRAFT and strategy.municipality.published)


def strategy_asked(strategies: Sequence[Strategy], query: QueryDict) -> Strategy:
    """The strategy of ``?strategia=``; the first when none is given. Raises Unknown for others."""
    code = query.get(STRATEGY, "")
    wanted = [one for one in strategies if not code or one.code == code]
    if not wanted:
        raise Unknown(_("Strategiaa ”%(code)s” ei ole tässä kunnassa.") % {"code": code} if code else NOT_FOUND)
    return wanted[0]


def _strategies(code: str, row: str) -> QuerySet[Strategy]:
    found = Strategy.objects.filter(municipality__code=code).select_related("municipality")
    if row:
        found = found.filter(Exists(KpiRow.objects.filter(strategy=OuterRef("pk"), indicator__code=row)))
    return found


def _in_order(strategies: Iterable[Strategy]) -> list[Strategy]:
    """The adopted strategy first, the latest of them before the others; then programmes and drafts."""

    def place(one: Strategy) -> tuple[bool, bool, bool, int, str]:
        return (one.kind != StrategyKind.STRATEGY, *place_by_state(one, day), one.code)

    day = today()
    return sorted(strategies, key=place)
