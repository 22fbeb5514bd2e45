"""This file names the tables from which money is worked out beside the schedule's."""

from typing import Final

from pmtui.model.costing.ledger import BUDGET_CHANGES, COST_LINES, LEDGER, RESERVE_DRAWS, RESERVES
from pmtui.model.costing.time_entries import TIME_ENTRIES
from pmtui.model.entities.baselines import BASELINE_CALENDARS, BASELINE_ROWS, BASELINES
from pmtui.model.entities.tasks import ASSIGNMENTS, CHECKS, COLUMNS

OF_BASELINES: Final = frozenset({BASELINES.name, BASELINE_ROWS.name, BASELINE_CALENDARS.name})
"""What was planned."""
ON_TASKS: Final = frozenset(
    {ASSIGNMENTS.name, CHECKS.name, COST_LINES.name, LEDGER.name, TIME_ENTRIES.name}
)
"""Rows of which each bears on one task."""
OF_LEDGER: Final = frozenset({LEDGER.name, TIME_ENTRIES.name})
"""What was paid, also for no task, and the time booked."""
OF_MANY: Final = frozenset({"people", COLUMNS.name})
"""Rows of which each bears on many tasks."""
OF_COSTS: Final = OF_LEDGER | {COST_LINES.name, ASSIGNMENTS.name}
"""What tasks cost beside what stands on them."""
OF_BUDGETS: Final = frozenset({BUDGET_CHANGES.name, RESERVES.name, RESERVE_DRAWS.name})
"""What has changed budgets since they were given."""
