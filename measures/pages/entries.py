"""An entry of the ledger in words: its figure, how far it is from another, and how far it has got in its life."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from django.utils.translation import gettext as _

from kemi_strategy.web.languages import Words, later
from measures.duties import figure_of
from measures.given import NO, YES, Asked, answer_words
from measures.labels import WHY_EMPTY
from measures.models import Actual
from measures.models.codes import WhyEmpty
from measures.quantities import write_number
from scorecard.models import User


class State(StrEnum):
    """Where an entry is between the keyboard and the public page."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"


STATES: dict[State, str] = Words(
    {
        State.DRAFT: later("luonnos"),
        State.WAITING: later("odottaa hyväksyntää"),
        State.RETURNED: later("palautettu"),
        State.APPROVED: later("hyväksytty"),
    }
)


def state_of(entry: Actual) -> State:
    """The last step the entry has taken."""
    if entry.approved_at is not None:
        return State.APPROVED
    if entry.returned_at is not None:
        return State.RETURNED
    return State.DRAFT if entry.submitted_at is None else State.WAITING


def name_of(person: User) -> str:
    """A person as shown: the name, else the user name."""
    return person.get_full_name() or person.get_username()


def any_of(names: Iterable[str]) -> str:
    """Names of which one is enough: «Sirpa Salo tai Paavo Pitkä»; empty for none."""
    return _joined(_("%(first)s tai %(second)s"), names)


def all_of(names: Iterable[str]) -> str:
    """Names that belong together: «4–6/2026 ja 7–9/2026»; empty for none."""
    return _joined(_("%(first)s ja %(second)s"), names)


def _joined(pattern: str, names: Iterable[str]) -> str:
    return reduce(lambda first, second: pattern % {"first": first, "second": second}, list(names) or [""])


def number_of(entry: Actual | None, asked: Asked) -> Decimal | None:
    """The entry's number where it has one that can be compared with others."""
    return figure_of(entry, percent=asked.percent) if entry is not None and asked.kind in {"number", "ratio"} else None


def figure_words(entry: Actual | None, asked: Asked, *, unit: bool = True) -> str:
    """The figure as written: a number with its unit, yes or no, a word, or why there is none; «–» for no entry."""
    if entry is None:
        return "–"
    if entry.why_empty:
        return WHY_EMPTY[WhyEmpty(entry.why_empty)]
    if asked.kind == "yes_no":
        return answer_words(YES if entry.value else NO)
    if entry.word:
        return entry.word
    return _written(figure_of(entry, percent=asked.percent), asked, unit=unit)


def terms_words(entry: Actual | None) -> str:
    """Of a ratio its two terms: «67 / 1 860»."""
    if entry is None or entry.denominator is None:
        return ""
    return f"{write_number(entry.numerator)} / {write_number(entry.denominator)}"


def forecast_words(entry: Actual, asked: Asked) -> str:
    """The forecast of the target's end; empty without one."""
    return _written(entry.forecast, asked) if entry.forecast is not None else ""


def change_words(entry: Actual, before: Actual | None, asked: Asked) -> str:
    """How the figure differs from another: «+12 (+4,2 %)», of words «ei → kyllä»; empty where nothing compares."""
    if before is None:
        return ""
    now, then = number_of(entry, asked), number_of(before, asked)
    if now is None or then is None:
        words, earlier = figure_words(entry, asked), figure_words(before, asked)
        return _("ennallaan") if words == earlier else f"{earlier} → {words}"
    if now == then:
        return _("ennallaan")
    places = max(asked.decimals, 1 if asked.kind == "ratio" else 0)
    written = write_number(now - then, decimals=places, signed=True)
    if asked.percent:
        return _("%(written)s %%-yks.") % {"written": written}
    share = f" ({write_number((now / then - 1) * 100, decimals=1, unit='%', signed=True)})" if then > 0 else ""
    return written + share


def _written(number: Decimal | None, asked: Asked, *, unit: bool = True) -> str:
    if number is None:
        return "–"
    places = max(asked.decimals, 1 if asked.kind == "ratio" else 0)
    if asked.kind != "ratio":
        places = max(places, -int(number.normalize().as_tuple().exponent))
    return write_number(number, decimals=places, unit=asked.unit if unit else "")
