"""This package tests figures of meetings."""
