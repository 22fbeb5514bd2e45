"""This package tests pmtui.views.money."""
