"""This package defines what is stored: one struct a table."""
