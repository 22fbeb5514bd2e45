"""This package tests pmtui.figures.lateness."""
