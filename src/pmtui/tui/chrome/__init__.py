"""This package draws what stands around the panes: header, footer, widths, tour."""
