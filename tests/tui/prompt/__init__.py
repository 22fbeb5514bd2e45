"""This package tests pmtui.tui.prompt."""
