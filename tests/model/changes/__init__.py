"""This package tests pmtui.model.changes."""
