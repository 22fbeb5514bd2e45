"""This package holds the verbs that edit rows."""
