"""This package tests pmtui.tui.chrome."""
