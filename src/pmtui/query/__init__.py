"""This package says which part of a workspace is meant: scope, filter, quick-add and dates."""
