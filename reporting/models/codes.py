"""The coded words of reports: the same that a snapshot uses, so that a record and a frozen report never part."""

from reporting.snapshot import AboutKind, CardState, ReportKind

__all__ = ["AboutKind", "CardState", "ReportKind"]
