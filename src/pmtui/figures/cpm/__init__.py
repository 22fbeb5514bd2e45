"""This package schedules one plan by the critical path method."""
