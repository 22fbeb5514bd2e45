"""This package tests pmtui.tui.screens.importing."""
