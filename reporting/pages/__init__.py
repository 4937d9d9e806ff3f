"""Turns a Standing into the plain values of each page: templates ask for nothing and compute nothing."""
