"""This package holds the screens: the main one and the dialogs over it."""
