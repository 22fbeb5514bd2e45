"""This package reads what is typed to add or set rows: quick-add, completion, preview."""
