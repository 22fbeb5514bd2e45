"""This package tests pmtui.views.roadmap."""
