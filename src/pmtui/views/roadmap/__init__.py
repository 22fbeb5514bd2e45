"""This package shows a roadmap: rows, bars, milestones."""
