"""This package tests pmtui.views.reports."""
