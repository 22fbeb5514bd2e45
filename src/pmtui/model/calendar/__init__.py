"""This package computes with working time."""
