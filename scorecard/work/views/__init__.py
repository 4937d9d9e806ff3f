"""The pages and steps of the work: find with permission, form, verb, page."""
