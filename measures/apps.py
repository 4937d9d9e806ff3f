"""How do we know: indicators, targets, the ledger of actuals and the arithmetic."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """How we know."""

    name = "measures"
    verbose_name = "Mittarit"
