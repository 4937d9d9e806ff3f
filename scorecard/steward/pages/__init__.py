"""What the steward's pages show, as plain values."""
