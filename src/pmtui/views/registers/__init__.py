"""This package shows registers as tables."""
