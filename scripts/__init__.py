"""This package makes files that are shipped from sources that people can read."""
