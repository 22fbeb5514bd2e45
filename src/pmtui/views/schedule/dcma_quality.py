"""This file shows how a schedule keeps the fourteen points, with those who do not below each."""

from collections.abc import Iterator, Sequence

from pmtui.figures.schedule_analysis.dcma_quality import QualityCheck, quality
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.table import Cell, Entry, Section, Tone

_INDEXES = frozenset({"cpli", "bei", "path"})
_MOST_NAMED = 50
"""Offenders listed of a point before the rest is only counted."""


def quality_line(checks: Sequence[QualityCheck]) -> str:
    """The whole assessment in a few words: how many are kept, and which are not."""
    measured = [check for check in checks if check.kept is not None]
    if not measured:
        return ""
    failed = [check.id for check in measured if not check.kept]
    named = f": {', '.join(failed)}" if failed else ""
    return f"quality {len(measured) - len(failed)}/{len(measured)}{named}"


def quality_sections(figures: Figures, component: int) -> tuple[Section, ...]:
    """The points, then those that are not kept with who does not keep them."""
    checks = quality(figures, component)
    if not checks:
        empty = "the points are checked of one project with a plan: stand on one in the tree"
        return (Section("Schedule quality (DCMA 14 points)", empty=empty),)
    failed = [check for check in checks if check.kept is False and check.offenders]
    return (
        Section(
            "Schedule quality (DCMA 14 points)",
            tuple(_entry(check) for check in checks),
            quality_line(checks).partition(":")[0].removeprefix("quality "),
        ),
        *(
            Section(check.title, tuple(_offenders(figures, check)), str(len(check.offenders)))
            for check in failed
        ),
    )


def _entry(check: QualityCheck) -> Entry:
    tone: Tone = "dim" if check.kept is None else "good" if check.kept else "bad"
    word = "-" if check.kept is None else "ok" if check.kept else "no"
    sign = ">=" if check.at_least else "<="
    counted = f"{check.count} of {check.of}" if check.of else ""
    cells = (
        Cell(f"{word:<3}{check.title}", tone),
        Cell(f"{_value(check):>7}  {sign} {_written(check, check.limit):<6} {counted}"),
    )
    return Entry(cells=cells, field=check.id)


def _value(check: QualityCheck) -> str:
    if check.value is None:
        return DASH
    if check.id == "path":
        return "passed" if check.value else "failed"
    return _written(check, check.value)


def _written(check: QualityCheck, value: float) -> str:
    return f"{value:.2f}" if check.id in _INDEXES else f"{value * 100:.0f} %"


def _offenders(figures: Figures, check: QualityCheck) -> Iterator[Entry]:
    tasks = figures.workspace.tasks
    for task_id in check.offenders[:_MOST_NAMED]:
        yield Entry(
            cells=(Cell(tasks[task_id].key, "dim"), Cell(tasks[task_id].title)),
            target=("tasks", task_id),
            field=check.id,
        )
    more = len(check.offenders) - _MOST_NAMED
    if more > 0:
        yield Entry(cells=(Cell(f"and {more} more", "dim"),), field=check.id)
