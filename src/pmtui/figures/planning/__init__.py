"""This package holds the plans of stored projects: dates, baselines, contracts, quality."""
