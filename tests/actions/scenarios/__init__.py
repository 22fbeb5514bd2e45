"""This package tests what is done to scenarios."""
