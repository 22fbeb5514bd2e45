"""This package draws charts by line, with a cursor on their values."""
