"""The steward's own pages: what is kept of the municipality, its strategies and its units, without a developer."""
