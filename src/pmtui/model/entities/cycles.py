"""This file defines cycles of a board, what each was committed to, and where cards stood."""

from datetime import date, timedelta
from typing import Final, Literal

from pmtui.model.entities.entity import CycleId, Entity, Minutes, Prose, Tags, TaskId
from pmtui.model.entities.states import CYCLE
from pmtui.model.entities.table import Birth, TableSpec
from pmtui.model.entities.tasks import ColumnRole

_USUAL_DAYS: Final = 14
RUNNING: Final = "running"
ENDED: Final = "ended"
LEFT_OPEN: Final = "open"
"""The outcome of a task that was not done when its cycle ended, and has not gone on yet."""
Outcome = Literal["", "done", "open", "carried", "dropped"]
"""Not known yet; done in the cycle; left open at its end; gone to another cycle; gone to none."""


class Cycle(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A stretch of days for which a board takes work on: a sprint, an iteration."""

    name: str
    start: date
    finish: date
    """The last day, as planned."""
    goal: Prose = ""
    """What is to be reached by it, in a sentence."""
    state: Literal["planned", "running", "ended"] = "planned"
    begun: date | None = None
    """The day on which it was begun, and with it what it was committed to."""
    ended: date | None = None
    """The day on which it was ended."""
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


class Commitment(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That a cycle took a task on, and what came of it; what is edited later changes none of it.

    Written when the cycle begins, when a task comes or leaves while it runs, and when it ends.
    """

    cycle: CycleId
    task: TaskId
    work: Minutes | None = None
    """The estimate of the task when it was taken on."""
    added: date | None = None
    """The day it came in later; None where the cycle began with it."""
    outcome: Outcome = ""
    day: date | None = None
    """When it was done, or left the cycle."""


class Stay(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That a card stood in a column from one day to another; where it stands now is in no row.

    The column is kept by its name then, as columns are renamed and removed.
    """

    task: TaskId
    name: str
    """What the column was called."""
    role: ColumnRole = "todo"
    """What a card in it was: waiting, in work or done."""
    first: date
    """The day it came in."""
    last: date
    """The day it left."""


def _two_weeks(birth: Birth) -> dict[str, object]:
    """A cycle begins today and takes two weeks where nobody says otherwise."""
    start = birth.given.get("start")
    first = start if isinstance(start, date) else birth.today
    return {"start": first, "finish": first + timedelta(days=_USUAL_DAYS - 1)}


CYCLES: Final = TableSpec(
    "cycles", Cycle, "CY", "cycle",
    cycles={"": CYCLE},
    ways={"": ("planned", RUNNING, ENDED)},
    ended_states=frozenset({ENDED}),
    counts_in="component",
    start=_two_weeks,
    started=("start", "finish"),
    due="finish",
    day="start",
    spans=(("start", "finish"),),
    rare=frozenset({"begun", "ended"}),
    columns=("key", "name", "component", "start", "finish", "state", "goal"),
    adding="anywhere",
    letters="n=name s=start f=finish g=goal t=tags N=notes",
)  # fmt: skip
COMMITMENTS: Final = TableSpec(
    "commitments", Commitment, "", "commitment",
    is_removed=True,
    belongs_to="cycle",
    shown_on="task",
    alike_in_tables=("cycle", "task"),
    counts_in="component",
    columns=("cycle", "task", "work", "added", "outcome", "day"),
)  # fmt: skip
STAYS: Final = TableSpec(
    "stays", Stay, "", "stay",
    noun="stay in a column",
    is_removed=True,
    home="task",
    hangs_on=("task",),
    alike_in_tables=("task", "first", "name"),
    counts_in="task",
    spans=(("first", "last"),),
    columns=("task", "name", "role", "first", "last"),
)  # fmt: skip
