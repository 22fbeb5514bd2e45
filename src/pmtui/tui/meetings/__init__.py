"""This package shows one thing on the agenda of a meeting at a time."""
