"""This package holds everything in memory at one revision, with its indexes."""
