"""This package holds what verbs share: the store they open and the rows they name."""
