"""This package tests pmtui.figures.tasks."""
