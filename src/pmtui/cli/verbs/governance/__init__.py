"""This package holds the verbs that deal with who decides."""
