"""This package is one open workspace on a store, and the only door to writing."""
