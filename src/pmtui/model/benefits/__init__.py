"""This package holds business cases and benefits: flows, profiles, readings, attributions."""
