"""Documents and files made from a Standing. A renderer sees a Standing and never a row of the database."""
