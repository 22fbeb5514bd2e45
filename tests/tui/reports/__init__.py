"""This package tests pmtui.tui.reports."""
