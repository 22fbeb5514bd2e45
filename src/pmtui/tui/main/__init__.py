"""This package is the main screen, and the workbench that stands on it for commands and prompts."""
