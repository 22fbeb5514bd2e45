"""This package checks, compacts, salvages and restores stores."""
