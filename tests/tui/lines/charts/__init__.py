"""This package tests pmtui.tui.lines.charts."""
