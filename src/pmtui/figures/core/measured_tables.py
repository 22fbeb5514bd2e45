"""This file names the tables from which earned value is worked out beside the schedule's."""

from typing import Final

from pmtui.model.entities.baselines import BASELINE_CALENDARS, BASELINE_ROWS, BASELINES
from pmtui.model.entities.tasks import ASSIGNMENTS, CHECKS, COLUMNS

OF_BASELINES: Final = frozenset({BASELINES.name, BASELINE_ROWS.name, BASELINE_CALENDARS.name})
"""What was planned."""
ON_TASKS: Final = frozenset({ASSIGNMENTS.name, CHECKS.name})
"""Rows of which each bears on one task."""
OF_MANY: Final = frozenset({"people", COLUMNS.name})
"""Rows of which each bears on many tasks."""
