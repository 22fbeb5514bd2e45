"""This package holds the verbs that deal with money, line by line."""
