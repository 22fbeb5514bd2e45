"""This package tests pmtui.tui.unsaved."""
