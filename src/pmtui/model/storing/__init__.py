"""This package holds what is said of a store, whichever engine keeps it."""
