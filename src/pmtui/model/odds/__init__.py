"""This package holds what is uncertain about tasks and costs, as people estimate it."""
