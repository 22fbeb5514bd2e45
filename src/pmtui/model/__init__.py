"""This package is the ground: entities, ops and the workspace; it knows no disk and no screen."""
