"""This package tests pmtui.cli.verbs.reports."""
