"""This package defines how a workspace changes: ops, undo, history, earlier states."""
