"""This package holds the figures of risks and issues: exposure, score, trend."""
