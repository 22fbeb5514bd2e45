"""This package holds the verbs that look after a store."""
