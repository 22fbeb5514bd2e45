"""This package holds the verbs that show meetings."""
