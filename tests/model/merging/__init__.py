"""This package tests pmtui.model.merging."""
