"""This package tests pmtui.model.calendar."""
