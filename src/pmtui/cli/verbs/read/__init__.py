"""This package holds the verbs that only show."""
