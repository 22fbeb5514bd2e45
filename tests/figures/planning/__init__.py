"""This package tests pmtui.figures.planning."""
