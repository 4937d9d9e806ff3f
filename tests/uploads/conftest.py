"""The small city of the entry page's tests, on the same day."""

from tests.entry.conftest import anna, office, the_day

__all__ = ["anna", "office", "the_day"]
