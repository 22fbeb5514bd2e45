"""This package tests pmtui.model."""
