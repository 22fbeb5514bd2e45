"""This package tests pmtui.figures.core."""
