"""This package shows who has checked in, and what is asked and directed."""
