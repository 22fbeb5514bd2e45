"""This package tests the verbs by which a project reports."""
