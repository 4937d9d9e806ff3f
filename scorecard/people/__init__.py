"""People and their roles: who holds which from when to when, invitations, and the page where a link is used."""
