"""Brings a whole scorecard in from a workbook or a folder of CSV files: checked cell by cell, all or nothing."""

from measures.loading.loader import load
from measures.loading.problems import LoadReport, Outcome, Problem
from measures.loading.stamps import Stamp

__all__ = ["LoadReport", "Outcome", "Problem", "Stamp", "load"]
