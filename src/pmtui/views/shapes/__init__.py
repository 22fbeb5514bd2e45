"""This package defines the shapes that views give: table, chart, section."""
