"""This package tests what a person may do, action by action, on small workspaces."""
