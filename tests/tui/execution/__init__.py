"""This package tests pmtui.tui.execution."""
