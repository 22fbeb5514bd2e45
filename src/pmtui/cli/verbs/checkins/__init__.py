"""This package holds the verbs by which a project reports."""
