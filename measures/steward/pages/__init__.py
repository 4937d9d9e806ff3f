"""The steward's pages of indicators, rows and targets as plain values."""
