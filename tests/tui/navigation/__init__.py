"""This package tests pmtui.tui.navigation."""
