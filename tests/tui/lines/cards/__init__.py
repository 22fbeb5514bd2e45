"""This package tests pmtui.tui.lines.cards."""
