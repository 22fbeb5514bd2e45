"""This file says how the dates of a component are made, and the days between them."""

from typing import Final

from pmtui.figures.explain.explanation import Explanation
from pmtui.figures.explain.figure_inputs import (
    baseline_inputs,
    finish_inputs,
    promised_inputs,
    slip_inputs,
    worst_inputs,
)

PLANNED_FORMULA: Final = (
    "last finish of all that is planned in it and below; where nothing is, its finish as typed; "
    "as it happened where it has ended"
)
"""How the planned finish of a component is made."""
PLANNED_UNDEFINED: Final = "nothing is planned in it and no finish is typed"
"""When a component has none."""

DATE_EXPLANATIONS: Final = (
    Explanation(
        id="expected_finish",
        title="planned finish",
        table="components",
        formula=PLANNED_FORMULA,
        source="critical path method by the rules of MS Project or P6, as the project says",
        unit="date",
        undefined=PLANNED_UNDEFINED,
        inputs=finish_inputs,
    ),
    Explanation(
        id="promised",
        title="promised",
        table="components",
        formula="its finish as typed; else ~ the latest due date of its open tasks and promise "
        "below, as far as it is one for the end",
        source="dates as typed: a component's finish, due dates of tasks",
        unit="date",
        undefined="nothing is promised, or only for a part that ends before the rest",
        inputs=promised_inputs,
    ),
    Explanation(
        id="margin",
        title="margin",
        table="components",
        formula="promised - planned finish",
        source="days in hand",
        unit="calendar days; negative misses the promise",
        undefined="nothing is promised or planned",
        inputs=promised_inputs,
    ),
    Explanation(
        id="baseline_finish",
        title="baseline finish",
        table="components",
        formula="its own, frozen with its baseline; else ~ the latest of its children",
        source="PMBOK 6, schedule baseline",
        unit="date",
        undefined="no baseline was approved",
        inputs=baseline_inputs,
    ),
    Explanation(
        id="slip",
        title="slip",
        table="components",
        formula="planned finish - baseline finish",
        source="PMBOK 6, variance at completion of time",
        unit="calendar days, late is positive; ~ against the latest baseline below",
        undefined="no baseline or no planned finish",
        inputs=slip_inputs,
    ),
    Explanation(
        id="worst_below",
        title="worst below",
        table="components",
        formula="max(slip of every component below)",
        source="stands beside the slip and is not mixed into it",
        unit="calendar days, with the key of the component",
        undefined="no component below has a slip",
        inputs=worst_inputs,
    ),
)
"""Planned, promised and baseline finish, slip and margin."""
