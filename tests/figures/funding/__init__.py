"""This package tests pmtui.figures.funding."""
