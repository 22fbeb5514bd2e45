"""This package tests pmtui.actions.tasks."""
