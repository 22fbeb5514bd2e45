"""This package tests pmtui.model.entities."""
