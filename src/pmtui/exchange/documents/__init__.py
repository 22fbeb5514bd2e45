"""This package applies JSON documents: rows matched, created and updated."""
