"""This package tests pmtui.tui.main."""
