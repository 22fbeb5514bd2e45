"""This package makes PostgreSQL servers for tests, and what comes between them and a client."""
