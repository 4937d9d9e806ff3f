"""A scorecard brought in by a steward on the web: received, tried, shown, accepted, and undone if it was a mistake."""
