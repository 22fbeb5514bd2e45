"""This package tests pmtui.bootstrap."""
