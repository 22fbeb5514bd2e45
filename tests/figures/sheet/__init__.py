"""This package tests pmtui.figures.sheet."""
