"""This package tests pmtui.tui.lines.gantt."""
