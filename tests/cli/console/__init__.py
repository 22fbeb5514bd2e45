"""This package tests pmtui.cli.console."""
