"""Verbs that show meetings."""
