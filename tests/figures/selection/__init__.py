"""This package tests pmtui.figures.selection."""
