"""Which rows are of a part of the organisation: those it answers for, and those that its units report with others."""

import datetime as dt
from collections.abc import Collection

from reporting.standing import RowStanding


def answers_for(row: RowStanding, units: Collection[str]) -> bool:
    """Is the indicator's responsible unit one of these (by code)?"""
    return row.facts.indicator.responsible_code in units


def reports(row: RowStanding, units: Collection[str], day: dt.date) -> bool:
    """Does one of these units (by code) report the row on the day?"""
    return any(one.unit in units and one.reports_on(day) for one in row.facts.measured.reporters)


def is_of(row: RowStanding, units: Collection[str], day: dt.date) -> bool:
    """Does the row belong to these units (by code) either way?"""
    return answers_for(row, units) or reports(row, units, day)
