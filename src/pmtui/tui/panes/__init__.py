"""This package holds one pane a view: widgets that draw what a view says."""
