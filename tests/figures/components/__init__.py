"""This package tests pmtui.figures.components."""
