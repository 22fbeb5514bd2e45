"""This package tests pmtui.session."""
