"""This package tests work that recurs."""
