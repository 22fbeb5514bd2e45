"""This package tests pmtui.model.rules."""
