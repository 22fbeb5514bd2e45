"""This package tests pmtui.figures.reports."""
