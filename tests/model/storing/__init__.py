"""This package tests pmtui.model.storing."""
