"""This package tests the store: one contract for memory and disk, then what only a disk does."""
