"""This package tests pmtui.cli.verbs.money."""
