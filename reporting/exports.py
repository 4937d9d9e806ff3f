"""The review of a period as a file, from the database to the bytes: what a download and the command line share."""

from measures.periods import Period
from reporting.assemble import standing_at
from reporting.renderers.imprint import Imprint
from reporting.renderers.xlsx import review
from reporting.standing import Audience
from scorecard.models import Strategy, Unit


def draft_review(strategy: Strategy, period: Period, *, made_by: str = "") -> bytes:
    """The draft of the review as a workbook: figures known now, those that wait for approval marked. Eight queries."""
    standing = standing_at(strategy, period, Audience.INTERNAL)
    units = Unit.objects.filter(municipality=strategy.municipality_id)
    return review(standing, Imprint(made_by, dict(units.values_list("code", "name_fi"))))
