"""This package tests pmtui.actions.reports."""
