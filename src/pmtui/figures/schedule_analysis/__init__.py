"""This package analyses plans: variance, quality, float paths, contracts."""
