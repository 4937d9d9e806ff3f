"""A scorecard out again as the workbook it can be brought in from, and an empty one to fill in."""
