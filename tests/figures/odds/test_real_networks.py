"""This file takes real plans and random stores through runs: each must come to its schedule."""

from pathlib import Path
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.figures.odds.run_network import RunNetwork, SimulatedPlan
from pmtui.figures.odds.run_nodes import RunLength, sampled_length
from pmtui.figures.odds.runs import taken_through
from pmtui.figures.odds.simulation import simulate
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.simulated.basis import SimulationRefusedError
from pmtui.figures.simulated.scope_odds import scope_odds
from pmtui.model.odds.estimates import Estimate
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_workspace
from tests.exchange.plans.truth import TRUTH, VECTORS
from tests.figures.cpm.test_properties import TRIES
from tests.figures.planning.across import has_loop, in_words, stores

_OURS: Final = sorted((VECTORS / "msproject").glob("*.xml"))
_BESIDE: Final = sorted((TRUTH / "shippable" / "msp").glob("*.xml"))
_LENGTHS: Final = st.sampled_from([60, 240, 480, 1440, 2400])


@pytest.mark.parametrize("path", [*_OURS, *_BESIDE], ids=lambda path: path.name[:32])
def test_a_real_plan_as_estimated_comes_to_its_schedule(path: Path) -> None:
    made = schedule_of(read_msproject(path.read_bytes()))
    parts = made._network
    plan = SimulatedPlan(parts.tasks, tuple(parts.links), parts.calendars, made.options)
    network = RunNetwork({1: plan})

    def as_planned(_plan: int, task_id: int) -> RunLength | None:
        task = parts.tasks[task_id]
        if task.actual_finish is not None or task.done or task.spans:
            return None
        return sampled_length(task, np.full(2, task.duration))

    runs = taken_through(network, as_planned, 2)
    assert len(parts.node_of) > 1
    for task_id in parts.node_of:
        ends = [np.broadcast_to(end, 2).tolist() for end in runs.ends(1, task_id)]
        wanted = made.ends(task_id)
        assert ends == [[wanted[0]] * 2, [wanted[1]] * 2], parts.tasks[task_id]
    shown = [made.ends(task_id)[1] for task_id in parts.node_of if parts.tasks[task_id].active]
    finish = max(made.finish, *shown) if not parts.has_late_tasks else max(shown)
    assert set(np.asarray(runs.finish([1])).tolist()) == {finish}


@settings(max_examples=TRIES, deadline=None)
@given(stores(), st.data())
def test_projects_that_wait_for_each_other_come_to_the_plans_of_their_lengths(
    workspace: Workspace, data: st.DataObject
) -> None:
    """A certain estimate of another length is as good as that length in every project's plan."""
    before = Figures(workspace, TODAY)
    if has_loop(before):
        return
    drawn: dict[int, int] = {}
    for task in workspace.tasks.values():
        plan = plan_of(before, task.component)
        assert plan is not None
        is_open = plan.inputs.tasks[task.id].actual_finish is None
        is_summary = plan.is_summary(task.id)
        if task.duration and task.active and is_open and not is_summary and task.kind == "task":
            drawn[task.id] = data.draw(_LENGTHS)
    rows = [row for table in TABLES for row in workspace.rows(table).values()]
    late = data.draw(st.sets(st.sampled_from(sorted(drawn)), max_size=2)) if drawn else set()
    rows = [structs.replace(row, constraint="ALAP") if row.id in late else row for row in rows]
    estimates = [
        Estimate(
            id=9_000_000 + at,
            key=f"ES-{at}",
            component=workspace.tasks[row_id].component,
            task=row_id,
            optimistic=length,
            likely=length,
            pessimistic=length,
        )
        for at, (row_id, length) in enumerate(drawn.items(), 1)
    ]
    longer = [
        structs.replace(row, duration=drawn[row.id]) if row.id in drawn else row for row in rows
    ]
    after = Figures(a_workspace(*longer), TODAY)
    if not drawn:
        return
    try:
        odds = scope_odds(Figures(a_workspace(*rows, *estimates), TODAY), 0)
    except SimulationRefusedError:  # how late it is hangs on a plan that waits for it
        if not late:
            raise
        return
    outcome = simulate(odds.network, odds.uncertainty, runs=2, seed=1)
    for component, finish in outcome.finishes.items():
        plan = plan_of(after, component)
        assert plan is not None
        if plan.finish is not None:
            assert [int(finish[run]) for run in range(2)] == [plan.finish] * 2, in_words(workspace)
