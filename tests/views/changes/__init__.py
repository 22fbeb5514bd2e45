"""This package tests pmtui.views.changes."""
