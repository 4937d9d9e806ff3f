"""What the options of commands name: a strategy, a period. What is not known is said in a sentence."""

from django.core.management.base import CommandError

from measures.periods import Period
from scorecard.models import Strategy


def strategy_named(code: str) -> Strategy:
    """The strategy of a code, with its municipality. Raises CommandError that names those there are."""
    try:
        return Strategy.objects.select_related("municipality").get(code=code)
    except Strategy.DoesNotExist:
        known = ", ".join(Strategy.objects.values_list("code", flat=True).order_by("code")) or "ei yhtään"
        raise CommandError(f"Strategiaa «{code}» ei ole. Strategiat: {known}.") from None


def period_named(text: str) -> Period:
    """The period of a written code. Raises CommandError that shows how one is written."""
    try:
        return Period.parse(text)
    except ValueError:
        raise CommandError(
            f"Kautta «{text}» ei tunneta. Kirjoita esimerkiksi 2025, 2025-H1, 2025-T1, 2025-Q3 tai 2025-08."
        ) from None
