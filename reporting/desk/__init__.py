"""The views of reports and of deviations: find with permission, act, show."""
