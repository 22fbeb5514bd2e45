"""This package tests pmtui.figures.choosing."""
