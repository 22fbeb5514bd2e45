"""This package tests pmtui.views.decide."""
