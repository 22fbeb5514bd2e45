"""This file tests where a scope stands, what was approved, and how current its reports are."""

from datetime import date, timedelta

from pmtui.figures.attention.report_freshness import freshness
from pmtui.figures.attention.scope_position import approved, position
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.remarks import Report
from tests.conftest import TODAY, a_component, a_project, a_risk, a_task, figures_of, id_of

PROJECT = id_of("P-1")


def a_baseline(**days: tuple[int, int]) -> tuple[Baseline | BaselineRow, ...]:
    held = Baseline(
        id=77, key="", component=PROJECT, label="Plan", number=1, kind="original",
        taken_at=date(2026, 1, 1), finish=TODAY + timedelta(days=4),
    )  # fmt: skip
    rows = (
        BaselineRow(
            id=100 + at, component=PROJECT, baseline=77, task=id_of(key.replace("_", "-")),
            title=key, start=TODAY + timedelta(days=start), finish=TODAY + timedelta(days=finish),
        )
        for at, (key, (start, finish)) in enumerate(days.items())
    )  # fmt: skip
    return (held, *rows)


def test_the_position_is_that_of_the_rolled_up_figures() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", percent=100, days=1, finish=date(2026, 11, 20)),
        a_task("T-2", days=3, due=date(2026, 12, 4)),
        a_risk("R-1", 5, 5),
        a_risk("R-2", 1, 1),
    )
    now, rollup = position(figures, PROJECT), figures.rollup(PROJECT)
    assert (now.finish, now.percent) == (rollup.finish, rollup.percent)
    assert (now.done, now.tasks, now.high, now.threats) == (1, 2, 1, 2)


def test_what_should_be_done_by_now_is_shared_out_by_the_days_of_the_baseline() -> None:
    tasks = (a_task("T-1"), a_task("T-2"), a_task("T-3"))
    baseline = a_baseline(T_1=(-10, -1), T_2=(-5, 4), T_3=(0, 4))
    found = approved(figures_of(a_project(), *tasks, *baseline), PROJECT)
    assert found.percent == round(100 * (10 + 5 + 0) / (10 + 10 + 5))
    assert found.finish == TODAY + timedelta(days=4)


def test_without_a_baseline_of_all_that_is_planned_nothing_was_approved() -> None:
    parts = (
        a_component("PG-1"), a_project("P-1", "PG-1"), a_project("P-2", "PG-1"),
        a_task("T-1"), a_task("T-2", project="P-2"), *a_baseline(T_1=(-10, -1)),
    )  # fmt: skip
    assert approved(figures_of(*parts), id_of("P-1")).percent == 100
    assert approved(figures_of(*parts), id_of("PG-1")).percent is None
    assert approved(figures_of(a_project(), a_task("T-1")), PROJECT).percent is None


def test_reports_are_counted_and_who_never_reported_is_unknown() -> None:
    figures = figures_of(
        a_component("PF-1"),
        a_component("PG-1", "PF-1"),
        a_project("P-1", "PG-1", reported_rag="G", reported_at=date(2026, 11, 16)),
        a_project("P-2", "PG-1", reported_rag="G", reported_at=date(2026, 9, 1)),
        a_project("P-3", "PG-1", state="closed", reported_at=date(2026, 1, 1)),
        Report(id=4, key="S-1", component=id_of("PG-1"), title="July", at=date(2026, 10, 31)),
        a_component("O-1", "PF-1"),
    )
    found = freshness(figures)
    assert (found.total, found.reported, found.unknown) == (4, 2, 1)
    assert (found.oldest, found.oldest_day) == (id_of("P-2"), date(2026, 9, 1))
    assert freshness(figures_of()).total == 0
