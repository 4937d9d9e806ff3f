"""How do we stand: the Standing, its pages, charts, reports and files."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """How we stand."""

    name = "reporting"
    verbose_name = "Raportointi"
