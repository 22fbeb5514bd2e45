"""This package tests pmtui.tui.levelling."""
