"""This package tests pmtui.figures.odds."""
