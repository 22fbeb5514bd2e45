"""This package tests pmtui.figures.work."""
