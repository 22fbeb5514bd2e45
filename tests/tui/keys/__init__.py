"""This package tests pmtui.tui.keys."""
