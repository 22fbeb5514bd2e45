"""This package tests pmtui.figures.levelling."""
