"""This package tests the criteria by which projects are chosen, and their scores."""
