"""This package says which tasks are late, and by how much."""
