"""This package tests pmtui.model.workspace."""
