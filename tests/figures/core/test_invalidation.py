"""This file tests which components' figures an edit is taken to have changed."""

import pytest

from pmtui.figures.core.invalidation import (
    counts_in_components,
    edited_tasks,
    invalidated_components,
    invalidated_tasks,
    invalidates_everything,
    stale_components,
)
from pmtui.model.changes.ops import Ops, apply, create, delete, edit, touched
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.components import Component
from pmtui.model.entities.registers import Issue
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    TODAY,
    a_check,
    a_column,
    a_link,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    eur,
    id_of,
)

ABOVE, BELOW, LOWEST, BESIDE = 1, 2, 3, 4


def a_tree() -> Workspace:
    """A program with a project in a project, and a program beside it."""
    return a_workspace(
        Component(id=ABOVE, key="G-1", kind="program", name="Above"),
        Component(id=BELOW, key="P-1", kind="project", name="Below", component=ABOVE),
        Component(id=LOWEST, key="P-2", kind="project", name="Lowest", component=BELOW),
        Component(id=BESIDE, key="G-2", kind="program", name="Beside"),
    )


@pytest.mark.parametrize(
    "changed", [{"archived": True}, {"state": "closed"}, {"component": BESIDE}], ids=str
)
def test_all_below_a_component_hangs_on_whether_and_where_it_stands(
    changed: dict[str, object],
) -> None:
    before = a_tree()
    ops = edit("components", before.components[ABOVE], **changed)
    dirty = invalidated_components(before, apply(before, ops), touched(ops))
    assert {ABOVE, BELOW, LOWEST} <= dirty


def test_what_lies_below_does_not_hang_on_a_name() -> None:
    before = a_tree()
    ops = edit("components", before.components[ABOVE], name="Other")
    assert not {BELOW, LOWEST} & invalidated_components(before, apply(before, ops), touched(ops))


def everything(before: Workspace, ops: Ops) -> bool:
    return invalidates_everything(before, apply(before, ops), touched(ops))


def test_an_edit_of_the_rules_or_of_what_a_column_means_concerns_everything() -> None:
    before = a_workspace(a_policy(), a_project(), a_task("T-1"))
    column = next(column for column in before.columns.values() if column.role == "todo")
    assert everything(before, edit("policy", before.policy, late_red_days=3))
    assert everything(before, edit("columns", column, role="done"))
    assert not everything(before, edit("columns", column, name="Later"))
    assert not everything(before, edit("tasks", before.tasks[id_of("T-1")], percent=5))
    assert everything(before, (delete("columns", column),))
    assert everything(before, (create("columns", a_column("P-1", "New", "done", 0, 9)),))
    unknown = frozenset({("no such table", 1)})
    assert not invalidates_everything(before, before, unknown)
    assert not counts_in_components("no such table")


def test_an_edit_of_a_task_concerns_what_waits_for_it_and_what_is_above_it() -> None:
    before = a_workspace(
        a_project("P-1"),
        a_project("P-2"),
        a_project("P-3"),
        a_task("T-1"),
        a_task("T-2", under="T-1"),
        a_task("T-3", project="P-2", after="T-2"),
        a_task("T-4", project="P-3", after="T-1"),
        a_task("T-5"),
        a_link("T-2", "T-99"),
    )
    ops = edit("tasks", before.tasks[id_of("T-2")], percent=5)
    after = apply(before, ops)
    tasks = {id_of(key) for key in ("T-1", "T-2", "T-3", "T-4", "T-99")}
    assert invalidated_tasks(before, after, touched(ops)) == tasks
    components = {id_of(key) for key in ("P-1", "P-2", "P-3")}
    assert invalidated_components(before, after, touched(ops)) == components
    alone = edit("tasks", before.tasks[id_of("T-5")], percent=5)
    assert invalidated_components(before, apply(before, alone), touched(alone)) == {id_of("P-1")}


def test_an_edit_of_a_link_concerns_the_task_that_waits() -> None:
    before = a_workspace(a_project(), a_task("T-1"), a_task("T-2", after="T-1"))
    ops = (delete("links", next(iter(before.links.values()))),)
    assert invalidated_tasks(before, apply(before, ops), touched(ops)) == {id_of("T-2")}


def test_an_edit_of_an_issue_concerns_the_component_of_the_threat_it_was() -> None:
    issue = Issue(id=7, key="I-1", title="", component=id_of("P-1"), from_risk=id_of("R-1"))
    before = a_workspace(a_project("P-1"), a_project("P-2"), a_risk("R-1", project="P-2"), issue)
    ops = edit("issues", issue, title="new")
    found = invalidated_components(before, apply(before, ops), touched(ops))
    assert {id_of("P-1"), id_of("P-2")} <= found
    lost = a_workspace(a_project("P-1"), issue)
    dirty = invalidated_components(lost, apply(lost, ops), touched(ops))
    assert id_of("P-1") in dirty


def test_an_edit_of_a_row_of_a_baseline_concerns_the_component_of_the_baseline() -> None:
    row = BaselineRow(id=901, baseline=900, task=1, title="")
    baseline = Baseline(id=900, component=id_of("P-2"), label="", number=1, taken_at=TODAY)
    before = a_workspace(a_project("P-2"), baseline, row)
    touched_rows = frozenset({("baseline_rows", 901)})
    assert id_of("P-2") in invalidated_components(before, before, touched_rows)
    lost = a_workspace(a_project("P-2"), row)
    assert id_of("P-2") not in invalidated_components(lost, lost, touched_rows)


def test_an_edit_is_done_to_the_tasks_it_touches_and_to_those_whose_rows_it_touches() -> None:
    before = a_workspace(a_project(), a_task("T-1"), a_task("T-2", after="T-1"), a_check("T-1", 1))
    (link,), (check,) = before.links.values(), before.rows("checks").values()
    risk = ("risks", id_of("R-1"))
    for address, task in (
        (("tasks", id_of("T-2")), "T-2"),
        (("links", link.id), "T-2"),
        (("checks", check.id), "T-1"),
    ):
        assert edited_tasks(before, before, {address, risk}) == {id_of(task)}
    gone = apply(before, (delete("links", link),))
    assert edited_tasks(before, gone, {("links", link.id)}) == {id_of("T-2")}
    assert edited_tasks(gone, before, {("links", link.id)}) == {id_of("T-2")}
    assert edited_tasks(before, before, {("links", 99)}) == set()
    loose = a_workspace(a_link("T-1", ""))
    (row,) = loose.links.values()
    assert edited_tasks(loose, loose, {("links", row.id)}) == set()


def test_a_figure_that_is_read_from_some_tables_may_have_changed_where_their_rows_count() -> None:
    before = a_workspace(a_policy(), a_project("P-1"), a_project("P-2"), a_task("T-1"))
    reads = frozenset({"tasks", "links"})

    def stale(ops: Ops) -> set[int] | None:
        return stale_components(before, apply(before, ops), touched(ops), reads)

    task, place = before.tasks[id_of("T-1")], before.components[id_of("P-2")]
    assert stale(edit("tasks", task, percent=5)) == {id_of("P-1")}
    assert stale(edit("components", place, name="Other")) == set()
    assert stale(edit("policy", before.policy, late_red_days=3)) is None
    unknown = frozenset({("people", 5)})
    assert stale_components(before, before, unknown, frozenset({"people"})) is None


@pytest.mark.parametrize(
    ("fields", "is_meant"),
    [({"rate": eur(5)}, True), ({"role": "Dev"}, True), ({"email": "ann@example.org"}, False)],
)
def test_what_a_person_costs_or_does_concerns_everything_and_an_address_does_not(
    fields: dict[str, object], *, is_meant: bool
) -> None:
    before = a_workspace(a_person("H-1", "Ann"))
    (ann,) = before.people.values()
    assert everything(before, edit("people", ann, **fields)) is is_meant
    assert not everything(before, (create("people", a_person("H-2", "Bob")),))


def test_a_component_that_comes_or_goes_stands_otherwise_for_all_below() -> None:
    before = a_tree()
    ops = (delete("components", before.components[ABOVE]),)
    assert {ABOVE, BELOW, LOWEST} <= invalidated_components(
        before, apply(before, ops), touched(ops)
    )
