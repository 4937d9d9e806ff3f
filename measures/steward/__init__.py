"""The steward's pages of what is measured: indicators with their rules and units, rows of a scorecard, targets."""
