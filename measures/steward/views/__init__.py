"""The steward's pages of indicators, rows and targets: find, form, verb, page."""
