"""This package tests pmtui.figures.declared."""
