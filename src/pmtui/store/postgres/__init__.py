"""This package keeps a store in a PostgreSQL database: a row a commit, and snapshots."""
