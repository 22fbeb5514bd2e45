"""This package tests pmtui.figures.attention."""
