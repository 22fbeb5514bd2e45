"""This package tests the appraisal of business cases."""
