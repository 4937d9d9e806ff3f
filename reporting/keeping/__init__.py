"""What people do to a report while it is a draft, and to the deviations of rows: each a verb that ends in ``by``."""
