"""This package tests what is done in meetings."""
