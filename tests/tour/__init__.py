"""This package walks through docs/tour.md as people would, in real terminals."""
