"""This package touches files: access, layout, locks, permissions."""
