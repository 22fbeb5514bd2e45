"""This package tests the figures on small workspaces made by hand."""
