"""The demo as readers meet it, on a day that does not move."""

from tests.pages.conftest import as_reader, demo

__all__ = ["as_reader", "demo"]
