"""This file has MPXJ, the reader others use, read what is written for MS Project.

It needs Java and the package `mpxj`; `PMTUI_MPXJ` may name the folder of its jars.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plan_export.outgoing_plan import outgoing_plan
from pmtui.exchange.plans.plan import Plan
from pmtui.figures.sheet.figures_sheet import Figures
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of
from tests.exchange.plan_import.test_import_planning import real_plan
from tests.exchange.plans.stored import imported, project_of
from tests.exchange.plans.test_schedule_rules import PLANS


def jars() -> Path:
    """The folder of MPXJ's jars; without it the test is skipped, with the reason."""
    spec = importlib.util.find_spec("mpxj")
    default = Path(spec.origin).with_name("lib") if spec is not None and spec.origin else Path()
    found = Path(os.environ.get("PMTUI_MPXJ", default))
    if shutil.which("java") is None:
        pytest.skip("java is not there: MPXJ cannot check what is written")
    if not any(found.glob("mpxj*.jar")):
        pytest.skip("MPXJ is not there: pip install mpxj, or name its jars in PMTUI_MPXJ")
    return found


def read_by_mpxj(plan: Plan, folder: Path) -> dict[str, Any]:
    """What MPXJ reads from the file of a plan."""
    classes = f"{jars()}{os.sep}*"
    source, told = folder / "plan.xml", folder / "plan.json"
    source.write_bytes(write_msproject(plan))
    subprocess.run(
        ["java", "-cp", classes, "org.mpxj.sample.MpxjConvert", str(source), str(told)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return found


def moment(text: str | None) -> str:
    return (text or "")[:16]


@pytest.mark.parametrize("name", PLANS, ids=lambda name: Path(name).name[:32])
def test_mpxj_reads_the_same_plan(name: str, tmp_path: Path) -> None:
    workspace = imported(real_plan(name))
    plan = outgoing_plan(Figures(workspace, TODAY), project_of(workspace)).plan
    found = read_by_mpxj(plan, tmp_path)
    rows = {row["unique_id"]: row for row in found["tasks"] if row["unique_id"]}
    assert rows.keys() == {task.uid for task in plan.tasks}
    for task in plan.tasks:
        row = rows[task.uid]
        assert task.start is not None
        assert task.finish is not None
        assert (row.get("name", ""), row.get("parent_task_unique_id", 0)) == (
            task.name,
            task.parent,
        )
        assert moment(row["start"]) == task.start.isoformat()[:16]
        assert moment(row["finish"]) == task.finish.isoformat()[:16]
        assert row.get("duration", 0) == task.duration * 60
        assert row.get("notes", "") == task.notes
        assert row.get("total_slack", 0) == (task.total_slack or 0) * 60
        assert row.get("critical", False) == task.critical
        assert row.get("percent_complete", 0) == task.percent
        for cost in ("cost", "fixed_cost", "actual_cost"):
            assert round(row.get(cost, 0) * 100) == (getattr(task, cost) or 0), cost
    links = [link for row in rows.values() for link in row.get("predecessors", ())]
    assert sorted(
        (link["predecessor_task_unique_id"], link["successor_task_unique_id"], link["type"])
        for link in links
    ) == sorted((link.predecessor, link.successor, link.type) for link in plan.links)
    people = {row["unique_id"]: row.get("name") for row in found["resources"] if row["unique_id"]}
    assert people == {one.uid: one.name for one in plan.resources}
    work = [(row["task_unique_id"], row["resource_unique_id"]) for row in found["assignments"]]
    assert sorted(work) == sorted((one.task, one.resource) for one in plan.assignments)
    calendars = {row["unique_id"]: row["name"] for row in found["calendars"]}
    assert calendars == {uid: one.name for uid, one in plan.calendars.items()}


def test_mpxj_finds_the_parts_of_a_split_task(tmp_path: Path) -> None:
    classes = f"{jars()}{os.sep}*"
    workspace = a_workspace(
        a_project(start=date(2026, 11, 30)),
        a_task("T-1", duration=3 * 480, splits=((480, 2 * 480), (720, 240))),
        a_task("T-2", duration=480),
    )
    source = tmp_path / "split.xml"
    source.write_bytes(write_msproject(outgoing_plan(Figures(workspace, TODAY), id_of("P-1")).plan))
    command = ["java", "-cp", classes, str(Path(__file__).with_name("Parts.java")), str(source)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    lines = [line.split() for line in told.stdout.splitlines()]
    assert sorted(len(line) for line in lines) == [1, 1, 7]
    assert max(lines, key=len)[1:] == [
        *("2026-11-30T08:00", "2026-11-30T17:00"),
        *("2026-12-03T08:00", "2026-12-03T12:00"),
        *("2026-12-04T08:00", "2026-12-07T12:00"),
    ]
