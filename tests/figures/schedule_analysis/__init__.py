"""This package tests pmtui.figures.schedule_analysis."""
