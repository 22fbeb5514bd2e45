"""This package holds the commands of the screen that are not edits of rows."""
