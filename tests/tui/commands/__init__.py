"""This package tests pmtui.tui.commands."""
