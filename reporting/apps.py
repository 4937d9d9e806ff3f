"""How do we stand: the Standing, its pages, charts, reports and files."""

from django.apps import AppConfig

from kemi_strategy.web.languages import later


class ReportingConfig(AppConfig):
    """How we stand."""

    name = "reporting"
    verbose_name = later("Raportointi")
