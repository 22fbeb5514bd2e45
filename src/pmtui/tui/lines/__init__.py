"""This package holds the drawing primitives of panes: widgets that draw by line."""
