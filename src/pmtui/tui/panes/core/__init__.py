"""This package holds what panes share."""
