"""Figures filled in offline: a workbook's rows are read, each gets a verdict, and all of them are accepted or none."""
