"""This package tests pmtui.figures.explain."""
