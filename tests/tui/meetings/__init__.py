"""This package tests meeting mode."""
