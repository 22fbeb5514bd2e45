"""This package tests pmtui.figures.cpm."""
