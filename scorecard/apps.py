"""Who are we and what do we want: municipalities, units, people, strategies, goals, projects and actions."""

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """Who we are and what we want."""

    name = "scorecard"
    verbose_name = "Strategia"
