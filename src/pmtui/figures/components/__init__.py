"""This package holds the figures of components: dates, health, baselines, roll-up."""
