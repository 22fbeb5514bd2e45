"""This package tests pmtui.tui.app."""
