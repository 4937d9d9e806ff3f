"""How we know: indicators, the rows of a scorecard with their targets, the ledger of actuals, reporting windows."""

from measures.models.actuals import Actual, Assessment
from measures.models.imports import Import, ImportLine
from measures.models.indicators import Indicator, ReportingUnit, RollUpRule
from measures.models.reminders import Reminder, ReminderMail
from measures.models.rows import KpiRow, RowLink, TargetVersion
from measures.models.uploads import Upload
from measures.models.windows import Reopening, ReopeningRequest, Window

__all__ = [
    "Actual",
    "Assessment",
    "Import",
    "ImportLine",
    "Indicator",
    "KpiRow",
    "Reminder",
    "ReminderMail",
    "Reopening",
    "ReopeningRequest",
    "ReportingUnit",
    "RollUpRule",
    "RowLink",
    "TargetVersion",
    "Upload",
    "Window",
]
