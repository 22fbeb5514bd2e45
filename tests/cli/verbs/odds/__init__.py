"""This package tests pmtui.cli.verbs.odds."""
