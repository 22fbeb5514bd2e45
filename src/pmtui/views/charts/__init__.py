"""This package defines charts as data, and draws them as cells of text and as SVG."""
