"""This package does what is done in meetings: decides, takes down, puts on the agenda."""
