"""How do we stand: the Standing, its pages, charts, reports and files."""

from django.apps import AppConfig

from kemi_strategy.web.languages import later


class ReportingConfig(AppConfig):
    """How we stand."""

    name = "reporting"
    verbose_name = later("Raportointi")

    def ready(self) -> None:
        """Those below may ask what only this app knows."""
        from measures.above import answer_with
        from reporting.outlook import frozen_of, outlook_of

        answer_with(frozen_of, outlook_of)
