"""This file defines the columns of components, the same in the tree, the overview and lists."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pmtui.figures.components.rollup import Rollup
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.rules.life_cycles import is_realising
from pmtui.views.shapes.table import Cell, Tone, ViewColumn
from pmtui.views.wording.date_cells import (
    WAITING,
    baseline_cell,
    margin_cell,
    planned_cell,
    promised_cell,
    slip_cell,
    worst_cell,
)
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    RAG_TONES,
    alarm_cell,
    amount_cell,
    choice_label,
    number_cell,
    person_cell,
)

_TREND_SIGNS: Final[Mapping[str, str]] = MappingProxyType({"better": "↑", "worse": "↓"})
"""What stands beside a rating that has moved."""


def _rag(figures: Figures, one: Component) -> Cell:
    health = figures.health(one.id)
    if health.computed != "R" and figures.rollup(one.id).dates.is_waiting:
        return WAITING  # a schedule that is still to come may make it worse
    reported = health.reported if health.differs else ""
    sign = _TREND_SIGNS.get(health.trend, "/" if reported else "")
    return Cell(f"{health.computed or '?'}{sign}{reported}", RAG_TONES[health.computed])


def _name(_figures: Figures, one: Component) -> Cell:
    suffix = " (ops)" if one.kind == "operation" else ""
    tone: Tone = "dim" if one.archived else "plain"
    return Cell(f"{one.name}{suffix}", tone)


def _risks(figures: Figures, one: Component) -> Cell:
    risks = figures.rollup(one.id).risks
    tone: Tone = "bad" if risks.high_bad else "plain" if risks.bad else "dim"
    return Cell(f"{risks.high_bad}/{risks.bad}", tone)


def _overdue(figures: Figures, one: Component) -> Cell:
    rollup = figures.rollup(one.id)
    if not rollup.dates.is_waiting:
        return alarm_cell(rollup.work.overdue)
    # A schedule that is still to come may find more of them.
    count = rollup.work.overdue
    return Cell(f"{count}+", "bad") if count else WAITING


def _top_risk(figures: Figures, one: Component) -> Cell:
    top = figures.rollup(one.id).risks
    risk = figures.workspace.risks.get(top.top)
    return NOTHING if risk is None else Cell(f"{risk.key} {top.top_score}")


def _risks_order(figures: Figures, one: Component) -> tuple[int, int]:
    """The column shows two numbers: it sorts by both."""
    risks = figures.rollup(one.id).risks
    return risks.high_bad, risks.bad


def _dated_column(
    key: str, title: str, drawn: Callable[[Figures, int], Cell], priority: int
) -> ViewColumn[Component]:
    """A column of one of the dates of a component, or of the days between two of them."""
    is_days = key in {"slip", "margin"}
    return ViewColumn(
        key=key,
        title=title,
        width=6 if is_days else 11 if key == "worst_below" else 10,
        align="right" if is_days else "left",
        priority=priority,
        cell=lambda figures, component: drawn(figures, component.id),
    )


def _money_column(
    key: str, title: str, field: str, priority: int, part: str = ""
) -> ViewColumn[Component]:
    """A column of an amount: of the money as it stands where its part is named, else as typed."""

    def cell(figures: Figures, component: Component) -> Cell:
        sums = figures.money(component.id) if part else figures.rollup(component.id)
        amount = getattr(sums, part or key)
        return amount_cell(amount, figures.workspace.policy.base_currency)

    return ViewColumn(
        key=key, title=title, width=8, align="right", priority=priority, cell=cell, field=field
    )


_COLUMNS: Final[tuple[ViewColumn[Component], ...]] = (
    ViewColumn(key="rag", title="RAG", width=3, cell=_rag),
    ViewColumn(key="name", title="component", width=12, flex=1, most=28, cell=_name),
    ViewColumn(
        key="key",
        title="key",
        width=5,
        priority=8,
        cell=lambda _figures, component: Cell(component.key, "dim"),
    ),
    ViewColumn(
        key="kind",
        title="kind",
        width=9,
        priority=9,
        cell=lambda _figures, component: Cell(component.kind),
    ),
    ViewColumn(
        key="state",
        title="state",
        width=10,
        priority=5,
        cell=lambda _figures, component: Cell(_state_word(component)),
    ),
    ViewColumn(
        key="owner",
        title="owner",
        width=10,
        priority=6,
        cell=lambda figures, component: person_cell(figures.workspace, component.owner),
    ),
    ViewColumn(
        key="percent",
        title="%",
        width=3,
        align="right",
        priority=1,
        cell=lambda figures, component: number_cell(figures.rollup(component.id).percent),
    ),
    _dated_column("slip", "slip", slip_cell, 0),
    ViewColumn(
        key="open_risks", title="risk", width=5, align="right", cell=_risks, value=_risks_order
    ),
    ViewColumn(
        key="overdue_tasks", title="late", width=4, align="right", priority=2, cell=_overdue
    ),
    ViewColumn(
        key="blocked",
        title="held",
        width=4,
        align="right",
        priority=7,
        cell=lambda figures, component: alarm_cell(figures.rollup(component.id).work.blocked),
    ),
    _dated_column("worst_below", "worst below", worst_cell, 6),
    _dated_column("expected_finish", "planned", planned_cell, 3),
    _dated_column("baseline_finish", "baseline", baseline_cell, 4),
    _dated_column("promised", "promised", promised_cell, 4),
    _dated_column("margin", "margin", margin_cell, 5),
    _money_column("budget", "budget", "total_budget", 4, "budget"),
    _money_column("actual", "actual", "actual", 7, "actual"),
    _money_column("cost_forecast", "forecast", "total_forecast", 4, "forecast"),
    _money_column("whole_life_cost", "life cost", "total_life_cost", 8),
    _money_column("benefits_baseline", "benefits", "total_benefits", 8),
    ViewColumn(key="risk", title="top risk", width=9, priority=3, cell=_top_risk),
)


def _state_word(component: Component) -> str:
    """Where it stands; of a project that stays for its benefits that, not that it is closed."""
    state = "realising" if is_realising(component) else component.state
    return choice_label(state) or NO_VALUE


COMPONENT_COLUMNS: Final = {column.key: column for column in _COLUMNS}
"""Every column of components by its key."""
TREE_COLUMNS: Final = (
    "rag",
    "name",
    "percent",
    "slip",
    "open_risks",
    "overdue_tasks",
)
"""What the tree shows."""
WIDE_COLUMNS: Final = (
    *TREE_COLUMNS, "worst_below", "expected_finish", "baseline_finish", "promised", "budget",
    "cost_forecast", "risk", "state", "owner",
)  # fmt: skip
"""What a table of components shows where there is room."""


_ABSENT: Final[Mapping[str, Callable[[Rollup], bool]]] = {
    "percent": lambda whole: not whole.work.tasks,
    "overdue_tasks": lambda whole: not whole.work.tasks,
    "blocked": lambda whole: not whole.work.tasks,
    "slip": lambda whole: whole.dates.baseline is None and whole.dates.worst_below is None,
    "baseline_finish": lambda whole: whole.dates.baseline is None,
    "worst_below": lambda whole: (whole.dates.worst_below or 0) <= 0,
    "open_risks": lambda whole: not whole.risks.open and not whole.risks.issues,
    "risk": lambda whole: not whole.risks.threats,
}


def columns_in_use(figures: Figures, keys: Sequence[str]) -> tuple[str, ...]:
    """Those columns that say something in this store: what nobody has takes no room from names."""
    whole, money = figures.rollup(0), figures.money(0)
    absent = {key for key, is_absent in _ABSENT.items() if is_absent(whole)}
    for key, amount in (("budget", money.budget), ("cost_forecast", money.forecast)):
        if not amount.counted:
            absent.add(key)
    return tuple(key for key in keys if key not in absent)
