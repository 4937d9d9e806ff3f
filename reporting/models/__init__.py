"""The records of reports: the report, its kept files, what is written in it, who checked it; deviations of rows."""

from reporting.models.codes import AboutKind, CardState, ReportKind
from reporting.models.deviations import Deviation
from reporting.models.reports import Report, ReportFile, ReportText, SectorCheck

__all__ = [
    "AboutKind",
    "CardState",
    "Deviation",
    "Report",
    "ReportFile",
    "ReportKind",
    "ReportText",
    "SectorCheck",
]
