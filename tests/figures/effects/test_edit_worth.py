"""This file tests what an edit is said to change in money and benefits before it is made."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from pmtui.figures.effects.edit_worth import EditWorth, effects_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import BusinessCase, CashFlow
from pmtui.model.changes.ops import Ops, apply, create, edit, touched
from pmtui.model.entities.entity import Money
from pmtui.views.wording.effect_line import effect_text
from tests.conftest import (
    TODAY,
    a_link,
    a_project,
    a_risk,
    a_task,
    eur,
    figures_after,
    figures_of,
    id_of,
)
from tests.figures.benefits.benefits import a_benefit, a_point

DAY = 480
_CASE = BusinessCase(id=7001, key="BX-1", component=id_of("P-1"), title="Cloud", discount_rate="10")
_FLOWS = tuple(
    CashFlow(id=7010 + at, component=id_of("P-1"), case=7001, title=f"Flow {at}", period=at,
             cost=eur(100) if not at else None, benefit=eur(gain) if gain else None)
    for at, gain in enumerate((0, 39, 59, 55, 20))
)  # fmt: skip


def a_plan(**benefit: Any) -> Figures:
    """A launch after a task of two days, with a benefit a month after it and a case."""
    start = {"starts": date(2026, 12, 1), "start_after": id_of("M-1"), "ends": date(2027, 2, 28)}
    return figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=2 * DAY, fixed_cost=eur(500)),
        a_task("M-1", after="T-1"),
        a_risk("R-1", 4, 5, money_impact=eur(1000)),
        a_benefit(**{**start, "unit": "calls", **benefit}),
        a_point("B-1", date(2026, 12, 1), "10"),
        _CASE,
        *_FLOWS,
    )


def _worth(figures: Figures, ops: Ops) -> tuple[EditWorth, str]:
    after = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
    effects = effects_of(figures, after, touched(ops))
    return effects.worth, effect_text(effects)


def _of_task(figures: Figures, **fields: object) -> tuple[EditWorth, str]:
    return _worth(figures, edit("tasks", figures.workspace.tasks[id_of("T-1")], **fields))


def test_a_cost_that_grows_raises_the_forecast_of_the_highest_component() -> None:
    worth, text = _of_task(a_plan(), fixed_cost=eur(700))
    (change,) = worth.amounts
    assert (change.figure, change.key, change.change) == (
        "cost_forecast", "P-1", Money(200_00, "EUR"),
    )  # fmt: skip
    assert text == "forecast +200 EUR"


def test_a_cost_that_is_taken_away_leaves_no_forecast() -> None:
    assert _of_task(a_plan(), fixed_cost=None)[1] == "forecast no longer known"
    figures = a_plan()
    ops = edit("tasks", figures.workspace.tasks[id_of("T-1")], fixed_cost=None)
    bare = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
    assert _of_task(bare, fixed_cost=eur(500))[1] == "forecast becomes 500 EUR"


def test_a_risk_that_gets_less_likely_is_worth_its_share() -> None:
    figures = a_plan()
    ops = edit("risks", figures.workspace.risks[id_of("R-1")], probability=1)
    worth, text = _worth(figures, ops)
    assert [change.figure for change in worth.amounts] == ["exposure"]
    assert text == "exposure +600 EUR"


def test_a_flow_changes_the_net_present_value_of_its_case() -> None:
    figures = a_plan()
    ops = edit("cash_flows", figures.workspace.rows_of(CashFlow)[7010], cost=eur(150))
    worth, text = _worth(figures, ops)
    (change,) = worth.amounts
    assert (change.before, change.change) == (Money(39_20, "EUR"), Money(-50_00, "EUR"))
    assert text == "NPV of BX-1 -50 EUR"


@pytest.mark.parametrize(("end", "total", "months"), [("fixed", "-20", 2), ("moving", "0", 4)])
def test_a_slip_moves_the_benefit_that_waits_for_it(end: str, total: str, months: int) -> None:
    figures = a_plan(end=end)
    # From the month of the first point on, so that the profile stands as planned at first.
    late = edit("tasks", figures.workspace.tasks[id_of("T-1")], duration=20 * DAY)
    figures = figures.next(apply(figures.workspace, late), touched(late), TODAY)
    worth, text = _of_task(figures, duration=60 * DAY)
    (benefit,) = worth.benefits
    assert benefit.months == 2
    assert benefit.total == Decimal(total)
    assert len(benefit.by_month) == months
    assert benefit.by_month[0] == ("2026-12", Decimal(10), None)
    assert "B-1 2 months later" in text
    assert "project finish +" in text


def test_a_point_of_a_profile_changes_its_months() -> None:
    figures = a_plan()
    (point,) = figures.workspace.rows("profile_points").values()
    worth, text = _worth(figures, edit("profile_points", point, forecast="4"))
    assert [row[2] for row in worth.benefits[0].by_month] == [Decimal(4)] * 4
    assert text.endswith("B-1 -24 calls over 4 months")


def test_an_edit_that_changes_no_figure_is_said_nothing_of() -> None:
    worth, text = _of_task(a_plan(), title="Dig deeper")
    assert not worth
    assert text == ""


def test_a_new_link_moves_what_follows_its_successor() -> None:
    figures = a_plan()
    rows = (a_task("T-5", duration=5 * DAY), a_task("T-6", duration=DAY))
    before = figures_after(figures, *(create("tasks", row) for row, *_ in rows))
    _, text = _worth(before, (create("links", a_link("T-5", "T-1", component=id_of("P-1"))),))
    assert text.startswith("moves 1 task, project finish +4 d")


def test_another_start_of_a_project_moves_its_tasks_and_another_name_none() -> None:
    figures = a_plan()
    project = figures.workspace.components[id_of("P-1")]
    _, text = _worth(figures, edit("components", project, start=TODAY + timedelta(days=7)))
    assert text.startswith("moves 2 tasks")
    assert _worth(figures, edit("components", project, name="Yard"))[1] == ""


def a_waiting_plan(state: str = "draft") -> Figures:
    """A case whose gains come a month after the launch, in a project beside that of the case."""
    case = msgspec.structs.replace(
        _CASE, id=7002, key="BX-2", component=id_of("P-2"), state=state, start=TODAY, period="month"
    )
    flows = (
        CashFlow(id=7021, component=id_of("P-2"), case=7002, title="Build", cost=eur(100)),
        CashFlow(
            id=7022, component=id_of("P-2"), case=7002, title="Gain", period=1, benefit=eur(150),
            start_after=id_of("M-1"), months_after=1,
        ),
    )  # fmt: skip
    return figures_of(
        a_project(start=TODAY),
        a_project("P-2"),
        a_task("T-1", duration=2 * DAY),
        a_task("M-1", after="T-1"),
        case,
        *flows,
    )


def test_a_slip_of_a_milestone_moves_the_flows_of_a_draft_that_wait_for_it() -> None:
    worth, text = _of_task(a_waiting_plan(), duration=42 * DAY)
    (change,) = worth.amounts
    assert (change.figure, change.key) == ("npv", "BX-2")
    assert change.change is not None
    assert change.change.amount < 0
    assert "NPV of BX-2" in text


def test_what_is_approved_does_not_move_with_its_milestone() -> None:
    assert _of_task(a_waiting_plan("approved"), duration=42 * DAY)[0].amounts == ()
