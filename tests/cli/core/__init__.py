"""This package tests pmtui.cli.core."""
