"""This package tests pmtui.store.postgres."""
