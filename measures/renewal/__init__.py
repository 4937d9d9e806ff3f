"""A strategy gets a new version with its rows and targets; units are merged and their reporting goes on."""
