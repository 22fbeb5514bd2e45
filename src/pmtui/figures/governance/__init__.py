"""This package works out who may decide what, and which approvals were not within rights."""
