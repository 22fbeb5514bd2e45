"""This package tests pmtui.tui.terminal."""
