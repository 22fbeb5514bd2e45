"""This package tests pmtui.views.shapes."""
