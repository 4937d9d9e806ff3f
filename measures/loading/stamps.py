"""Who entered a figure and when, for figures that come with their own history (the demo's examples)."""

import datetime as dt
from dataclasses import dataclass

from scorecard.models import User


@dataclass(frozen=True, slots=True)
class Stamp:
    """The life of one imported entry. Without ``approved_by`` it is submitted and waits for approval."""

    entered_at: dt.datetime
    entered_by: User
    approved_at: dt.datetime | None = None
    approved_by: User | None = None
