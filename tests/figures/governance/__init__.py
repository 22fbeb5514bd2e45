"""This package tests governance."""
