"""How do we know: indicators, targets, the ledger of actuals and the arithmetic."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """How we know."""

    name = "measures"
    verbose_name = "Mittarit"

    def ready(self) -> None:
        """The steward's index tells how many readings are open."""
        from measures.readings.finding import number_open
        from scorecard.steward.rooms import count_with

        count_with("tulkinnat", number_open)
