"""The pages of entering, approving and windows: find with permission, read the form, act, show."""
