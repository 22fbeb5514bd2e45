"""This package takes in ledger entries from the books of other programs, again and again."""
