"""This package tests pmtui.views.risks."""
