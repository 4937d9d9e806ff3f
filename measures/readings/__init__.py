"""Open readings: what a source left unclear, as proposed, until the steward confirms it or chooses another reading."""
