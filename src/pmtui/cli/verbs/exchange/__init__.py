"""This package holds the verbs that read and write files of others."""
