"""This package merges edits made apart, and says where they conflict."""
