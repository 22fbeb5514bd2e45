"""This package reads and writes snapshots and backups."""
