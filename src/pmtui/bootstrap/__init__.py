"""This package wires stores to sessions: an address names an engine, and that opens its store."""
