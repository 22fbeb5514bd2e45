"""This file names the package and its version, the same as in pyproject.toml."""

__version__ = "0.1.0"
