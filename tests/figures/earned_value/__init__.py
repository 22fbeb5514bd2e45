"""This package tests pmtui.figures.earned_value."""
