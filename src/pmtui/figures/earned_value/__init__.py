"""This package holds earned value: formulas, planned value of baselines, value earned."""
