"""This package holds the verbs about this installation: configuration, help, completion."""
