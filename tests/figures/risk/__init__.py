"""This package tests pmtui.figures.risk."""
