"""This package tests checking in, asking and directing."""
