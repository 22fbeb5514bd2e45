"""This package holds the verbs that report how a scope stands, for others to read."""
