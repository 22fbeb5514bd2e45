"""This package tests pmtui.store.maintenance."""
