"""This file finds plans with the dates their programs computed, and compares ours with them."""

import os
from pathlib import Path
from typing import Any, Final

from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.model.calendar.work_calendar import moment_of

VECTORS: Final = Path(__file__).parents[2] / "vectors"
"""Plans and dates that are part of the project."""
TRUTH: Final = Path(
    os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[4] / "shared" / "data")
)
"""Plans and dates that lie beside it."""


def differences(plan: Plan, truth: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What our schedule says otherwise than the truth: task, field, ours, theirs."""
    made = schedule_of(plan)
    found: list[tuple[Any, ...]] = []
    for row in truth["tasks"]:
        dates = made[row["uid"]]
        ours = {
            "start": dates.start,
            "finish": dates.finish,
            "es": dates.early_start,
            "ef": dates.early_finish,
            "ls": dates.late_start,
            "lf": dates.late_finish,
        }
        told = {name: moment_of(moment).isoformat()[:16] for name, moment in ours.items()}
        told |= {"critical": dates.critical}  # type: ignore[dict-item]
        expected = {name: row[name][:16] for name in ours} | {"critical": row["critical"]}
        for name, slack in (("total", dates.total_slack), ("free", dates.free_slack)):
            told[name] = slack  # type: ignore[assignment]
            expected[name] = row[f"{name}_slack_min"]
        found += [(row["uid"], f, told[f], expected[f]) for f in told if told[f] != expected[f]]
    return found
