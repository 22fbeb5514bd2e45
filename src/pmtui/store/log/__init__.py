"""This package is the log of commits and the protocol over it."""
