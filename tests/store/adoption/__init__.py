"""This package tests pmtui.store.adoption."""
