"""This package tests pmtui.cli.verbs.edit."""
