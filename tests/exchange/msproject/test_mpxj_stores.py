"""This file has MPXJ read, and pass on to Primavera, what is written of stores nobody has typed.

It needs what `test_mpxj` needs. All files of an example are read by one start of Java.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plan_export.outgoing_plan import outgoing_plan
from pmtui.exchange.plans.plan import Plan, PlanLink, PlanTask
from pmtui.exchange.plans.source_file import only_plan
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.entity import exponent, symbol
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_link, a_project, a_task, a_workspace, id_of
from tests.exchange.msproject.test_mpxj import jars
from tests.exchange.plans.any_store import FIRST, stores
from tests.exchange.plans.stored import imported, project_of
from tests.exchange.reading import read_plan_file

_MANY: Final = 25
_EXAMPLES: Final = max(int(os.environ.get("PMTUI_TRIES", "50")) // _MANY, 1)
FEW = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
_CONSTRAINTS: Final = {
    "ASAP": "AS_SOON_AS_POSSIBLE",
    "ALAP": "AS_LATE_AS_POSSIBLE",
    "MSO": "MUST_START_ON",
    "MFO": "MUST_FINISH_ON",
    "SNET": "START_NO_EARLIER_THAN",
    "SNLT": "START_NO_LATER_THAN",
    "FNET": "FINISH_NO_EARLIER_THAN",
    "FNLT": "FINISH_NO_LATER_THAN",
}
_WORKDAYS: Final = st.integers(0, 20).map(lambda at: FIRST + timedelta(days=at // 5 * 7 + at % 5))
_UNITS: Final = {"minutes": "m", "hours": "h", "": "d", "weeks": "w", "months": "mo"}


def run(program: str, files: Sequence[Path]) -> str:
    """What a program beside this file prints of some files."""
    source = Path(__file__).with_name(program)
    command = ["java", "-cp", f"{jars()}{os.sep}*", str(source), *map(str, files)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    return ran.stdout


def written(plans: Sequence[Plan], folder: Path) -> list[Path]:
    files = [folder / f"plan{at}.xml" for at in range(len(plans))]
    for file, plan in zip(files, plans, strict=True):
        file.write_bytes(write_msproject(plan))
    return files


def shown(value: object) -> str:
    """A value as the Java program prints it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return str(value).lower() if isinstance(value, bool) else str(value)


def money(hundredths: int | None) -> str:
    return "" if hundredths is None else f"{hundredths / 100:.2f}"


def unit(given: str, *, elapsed: bool) -> str:
    return f"{'e' if elapsed else ''}{_UNITS[given]}"


def of_task(task: PlanTask) -> list[str]:
    agreed = next((one for one in task.baselines if not one.number), None)
    return [
        *("task", str(task.uid), task.name, shown(task.start), shown(task.finish)),
        *(str(task.duration), unit(task.duration_in, elapsed=task.elapsed), str(task.percent)),
        *map(shown, (task.work, task.actual_work, task.remaining_work)),
        *map(shown, (task.total_slack, task.free_slack, bool(task.critical))),
        *map(money, (task.cost, task.actual_cost, task.remaining_cost, task.fixed_cost)),
        *map(shown, (task.actual_start, task.actual_finish, task.active)),
        *(_CONSTRAINTS[task.constraint], shown(task.constraint_date), shown(task.deadline)),
        *(task.outline, task.wbs or "0"),
        *map(shown, (agreed.start, agreed.finish) if agreed else (None, None)),
        money(agreed.cost if agreed else None),
    ]


def of_link(link: PlanLink) -> list[str]:
    is_share = link.lag_unit == "percent"
    lag_unit = "%" if is_share else unit(link.lag_in, elapsed=link.lag_unit == "elapsed")
    return ["link", str(link.predecessor), str(link.successor), link.type, str(link.lag), lag_unit]


def said(plan: Plan, file: Path) -> Iterator[list[str]]:
    """What MPXJ should say of a plan."""
    code = plan.currency
    yield ["plan", str(file), code, symbol(code), str(exponent(code)), plan.manager, plan.category]
    yield from (["calendar", str(uid), one.name] for uid, one in plan.calendars.items())
    for one in plan.resources:
        rate, units = shown(one.rate), str(one.units * 100)
        use = money(one.cost_per_use)
        yield ["resource", str(one.uid), one.name, one.initials, rate, use, units]
    assert plan.whole is not None
    for task in (plan.whole, *plan.tasks):
        yield of_task(task)
        yield from (of_link(link) for link in plan.links if link.successor == task.uid)
    for row in plan.assignments:
        work = map(shown, (row.work, row.actual_work, row.remaining_work))
        costs = map(money, (row.cost, row.actual_cost))
        units = str(row.units * 100)
        yield ["assignment", str(row.task), str(row.resource), *work, *costs, units]


def keyed(lines: Iterator[list[str]] | list[list[str]]) -> dict[tuple[str, ...], list[str]]:
    """Each line by the plan it is of and by what it is about."""
    found: dict[tuple[str, ...], list[str]] = {}
    file = ""
    for line in lines:
        file = line[1] if line[0] == "plan" else file
        ids = line[1:3] if line[0] in {"link", "assignment"} else line[1:2]
        found[(file, line[0], *ids)] = line
    return found


@FEW
@given(st.lists(stores(), min_size=_MANY, max_size=_MANY))
def test_mpxj_reads_of_any_store_what_was_sent(workspaces: list[Workspace]) -> None:
    plans = [outgoing_plan(Figures(one, TODAY), id_of("P-1")).plan for one in workspaces]
    with TemporaryDirectory() as folder:
        files = written(plans, Path(folder))
        told = keyed([line.split("\t") for line in run("Plans.java", files).splitlines()])
    for plan, file in zip(plans, files, strict=True):
        for key, line in keyed(list(said(plan, file))).items():
            assert told.pop(key) == line
    assert all(kind == "assignment" and not who for _, kind, *_, who in told)


@st.composite
def networks(draw: st.DrawFn) -> Workspace:
    """Projects of what Primavera has too: durations, milestones, links, lags, dates.

    A milestone on a day off is not among them: it stands there in MS Project and moves in P6.
    """
    count = draw(st.integers(2, 8))
    tasks: list[Any] = []
    for number in range(1, count + 1):
        fields: dict[str, Any] = {"duration": draw(st.sampled_from((0, 60, 480, 1440, 4800)))}
        if draw(st.integers(0, 3)) == 0:
            fields |= {
                "constraint": "SNET",
                "constraint_date": draw(_WORKDAYS),
                "constraint_time": 480,
            }
        tasks.append(
            a_task(f"T-{number}", kind="task" if fields["duration"] else "milestone", **fields)
        )
    for successor in range(2, count + 1):
        predecessor = draw(st.integers(1, successor - 1))
        kind = draw(st.sampled_from(("FS", "FS", "SS", "FF")))
        lag = draw(st.sampled_from((0, 0, 240, 480, 2400)))
        tasks.append(a_link(f"T-{predecessor}", f"T-{successor}", type=kind, lag=lag))
    return a_workspace(a_project("P-1", name="Net", start=FIRST, start_time=480), *tasks)


@FEW
@given(st.lists(networks(), min_size=_MANY, max_size=_MANY))
def test_a_plan_that_goes_on_to_primavera_by_mpxj_has_the_same_dates(
    workspaces: list[Workspace],
) -> None:
    plans = [outgoing_plan(Figures(one, TODAY), id_of("P-1")).plan for one in workspaces]
    with TemporaryDirectory() as folder:
        files = written(plans, Path(folder))
        run("ToXer.java", files)
        read = [read_plan_file(file.with_suffix(".xer"), "xer") for file in files]
    for plan, file in zip(plans, read, strict=True):
        back = imported(only_plan(file))
        dates = plan_of(Figures(back, TODAY), project_of(back))
        assert dates is not None
        found = {
            task.title: tuple(map(moment_of, dates.ends(task.id))) for task in back.tasks.values()
        }
        assert found == {task.name: (task.start, task.finish) for task in plan.tasks}
