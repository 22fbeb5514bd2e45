"""This package reads filters and finds the rows that pass."""
