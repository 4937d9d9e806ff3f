"""The records of reports: the report, its kept files, what is written in it, who checked it; deviations of rows."""

from reporting.models.codes import AboutKind, CardState, ReportKind
from reporting.models.deviations import Deviation
from reporting.models.reports import Report, ReportFile, ReportText, SectorCheck
from reporting.models.templates import TemplateUsed, WordTemplate

__all__ = [
    "AboutKind",
    "CardState",
    "Deviation",
    "Report",
    "ReportFile",
    "ReportKind",
    "ReportText",
    "SectorCheck",
    "TemplateUsed",
    "WordTemplate",
]
