"""This package tests pmtui.views.wording."""
