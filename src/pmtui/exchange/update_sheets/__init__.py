"""This package writes update sheets for people without a terminal, and merges what comes back."""
