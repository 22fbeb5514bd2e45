"""This package lays out weeks of time."""
