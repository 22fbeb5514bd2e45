"""This package tests business cases and benefits."""
