"""Plain values for the templates of entering, approving and windows."""
