"""The steward's pages and steps: find with permission, form, verb, page."""
