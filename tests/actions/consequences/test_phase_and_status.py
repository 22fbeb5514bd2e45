"""This file tests that portfolio status, phase and state of a component go together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.actions.consequences.phase_and_status import realising_messages, with_component_states
from pmtui.actions.core.action import Refused
from pmtui.model.changes.ops import apply, edit, invert
from pmtui.model.entities.components import Component
from pmtui.model.entities.registers import Benefit
from pmtui.model.entities.states import COMPONENT, PROGRAM_PHASES, PROJECT, PROJECT_PHASES
from pmtui.model.rules.life_cycles import go_together, phase_of, portfolio_status_of
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import a_component, a_person, a_project, a_workspace, id_of


def both(workspace: Workspace, key: str = "P-1") -> tuple[str, str, str]:
    """Portfolio status, phase and the one word of a component."""
    row = workspace.by_key(key)
    assert row is not None
    component = row[1]
    assert isinstance(component, Component)
    return portfolio_status_of(component), phase_of(component), component.state


def a_benefit(state: str) -> Benefit:
    """A benefit of P-1 that somebody watches."""
    return Benefit(
        id=id_of("B-1"),
        key="B-1",
        component=id_of("P-1"),
        title="Sales",
        state=state,
        owner=id_of("H-1"),
        next_measure=date(2027, 1, 15),
    )


def set_to(workspace: Workspace, key: str = "P-1", **fields: str) -> Workspace:
    """The workspace once fields of a component are set, one after the other."""
    for field, value in fields.items():
        workspace = after("entity.set", at(workspace, key), field=field, value=value)
    return workspace


def test_a_project_that_is_authorised_becomes_active_when_it_is_executed() -> None:
    plan = a_workspace(a_project("P-1", state="planning", portfolio_status="authorised"))
    assert both(set_to(plan, phase="executing")) == ("active", "executing", "executing")
    assert both(set_to(plan, state="executing")) == ("active", "executing", "executing")


def test_work_is_not_executed_before_it_is_authorised() -> None:
    plan = a_workspace(a_project("P-1", state="planning", portfolio_status="selected"))
    for field in ("phase", "state"):
        with pytest.raises(Refused, match="executing needs it authorised, and it is selected"):
            set_to(plan, **{field: "executing"})
    authorised = set_to(plan, portfolio_status="authorised")
    assert both(set_to(authorised, phase="executing"))[0] == "active"


def test_a_project_on_hold_keeps_its_phase_and_goes_on_in_it() -> None:
    plan = a_workspace(a_project("P-1", state="executing"))
    held = set_to(plan, portfolio_status="on_hold")
    assert both(held) == ("on_hold", "executing", "on_hold")
    assert both(set_to(held, portfolio_status="active")) == ("active", "executing", "executing")
    assert both(set_to(plan, state="on_hold")) == ("on_hold", "executing", "on_hold")


def test_a_dropped_project_says_why_and_older_programs_see_it_cancelled() -> None:
    plan = a_workspace(a_project("P-1", state="planning"))
    assert both(set_to(plan, portfolio_status="merged")) == ("merged", "planning", "cancelled")


def test_a_project_that_closes_with_a_live_benefit_is_realising() -> None:
    closing = a_project("P-1", state="closing")
    live = a_workspace(closing, a_benefit("realising"), a_person("H-1", "Ann Roe"))
    assert both(set_to(live, state="closed")) == ("realising", "closed", "closed")
    over = a_workspace(closing, a_benefit("sustained"), a_person("H-1", "Ann Roe"))
    assert both(set_to(over, phase="closed")) == ("closed", "closed", "closed")


def _delivered(state: str) -> Workspace:
    """A delivered program with a benefit of its project."""
    project = a_project("P-1", "PG-1", state="closed")
    return a_workspace(
        a_component("PG-1", state="delivered"),
        project,
        a_benefit(state),
        a_person("H-1", "Ann Roe"),
    )


def test_a_program_that_closes_with_a_live_benefit_below_it_is_realising() -> None:
    live = set_to(_delivered("realising"), "PG-1", state="closed")
    assert both(live, "PG-1") == ("realising", "closure", "realising")
    over = set_to(_delivered("sustained"), "PG-1", state="closed")
    assert both(over, "PG-1") == ("closed", "closure", "closed")


def test_what_is_realising_closes_once_its_benefits_are_sustained_and_not_before() -> None:
    live = set_to(_delivered("realising"), "PG-1", portfolio_status="closed")
    with pytest.raises(Refused, match="B-1 Sales not sustained yet: set each benefit sustained"):
        set_to(live, "PG-1", state="closed")
    sustained = after("entity.set", at(live, "B-1"), field="state", value="sustained")
    assert both(set_to(sustained, "PG-1", state="closed"), "PG-1")[0] == "closed"
    project = a_project("P-1", state="closed", portfolio_status="realising")
    with pytest.raises(Refused, match="P-1 stays as realising"):
        set_to(a_workspace(project, a_benefit("realising")), portfolio_status="closed")


def test_what_stays_for_its_benefits_is_told_with_them() -> None:
    closing = a_workspace(
        a_project("P-1", state="closing"), a_benefit("realising"), a_person("H-1", "Ann Roe")
    )
    row = closing.components[id_of("P-1")]
    asked = edit("components", row, state="closed")
    ops = with_component_states(closing, asked)
    assert realising_messages(closing, asked, ops) == (
        "P-1 project P-1 stays as realising until its benefits are sustained: B-1 Sales",
    )
    assert realising_messages(closing, ops, ops) == ()


def test_a_program_has_the_phase_that_its_status_brings() -> None:
    plan = a_workspace(a_component("PG-1", state="authorised"))
    assert both(plan, "PG-1")[1] == "definition"
    under_way = set_to(plan, "PG-1", portfolio_status="active")
    assert both(under_way, "PG-1") == ("active", "delivery", "active")
    with pytest.raises(Refused, match="active does not go with the phase definition"):
        set_to(under_way, "PG-1", phase="definition")
    assert both(set_to(under_way, "PG-1", phase="closure"), "PG-1") == (
        "active", "closure", "active",
    )  # fmt: skip


def test_what_there_is_not_is_refused_with_what_there_is() -> None:
    plan = a_workspace(a_project("P-1"), a_component("O-1"))
    with pytest.raises(Refused, match="phase: 'doing' is not one of draft, initiating"):
        set_to(plan, phase="doing")
    with pytest.raises(Refused, match="portfolio status: 'good' is not one of idea, proposed"):
        set_to(plan, portfolio_status="good")
    with pytest.raises(Refused, match="only projects and programs have phases"):
        set_to(plan, "O-1", phase="delivery")


def test_a_status_does_not_jump_over_what_somebody_said_before() -> None:
    plan = a_workspace(a_project("P-1", state="draft", portfolio_status="idea"))
    with pytest.raises(Refused, match="idea cannot become selected"):
        set_to(plan, portfolio_status="selected")


@pytest.mark.parametrize(
    ("status", "state", "following", "expected"),
    [
        ("", "closed", "closing", "active"),
        ("realising", "closed", "closing", "active"),
        ("", "closing", "executing", "active"),
        ("delivered", "closing", "executing", "active"),
        ("", "executing", "planning", "authorised"),
        ("", "planning", "initiating", "selected"),
        ("", "initiating", "planning", "authorised"),
    ],
)
def test_a_project_goes_back_and_on_with_the_status_of_its_phase(
    status: str, state: str, following: str, expected: str
) -> None:
    plan = a_workspace(a_project("P-1", state=state, portfolio_status=status))
    assert both(set_to(plan, state=following)) == (expected, following, following)


@pytest.mark.parametrize("state", [name for name in PROJECT if name != "cancelled"])
def test_every_step_of_its_life_is_open_to_a_project_whose_status_nobody_said(state: str) -> None:
    for following in PROJECT[state]:
        plan = a_workspace(a_project("P-1", state=state))
        after_it = set_to(plan, state=following)
        assert both(after_it)[2] == following
        row = after_it.by_key("P-1")
        assert row is not None
        assert isinstance(row[1], Component)
        assert row[1].portfolio_status == ""


def test_what_an_older_program_overtook_is_no_status_that_somebody_said() -> None:
    plan = a_workspace(a_project("P-1", state="planning", portfolio_status="on_hold"))
    assert both(set_to(plan, portfolio_status="selected"))[0] == "selected"


@given(st.lists(st.tuples(
    st.sampled_from(("state", "portfolio_status", "phase")),
    st.sampled_from((*COMPONENT, *PROJECT, *PROGRAM_PHASES)),
), max_size=8), st.sampled_from(("project", "program", "operation")))  # fmt: skip
def test_whatever_is_set_both_states_go_together_and_come_back_by_undo(
    edits: list[tuple[str, str]], kind: str
) -> None:
    key = {"project": "P-1", "program": "PG-1", "operation": "O-1"}[kind]
    first = "draft" if kind == "project" else "idea"
    plan = a_workspace(a_component(key, state=first))
    for field, value in edits:
        if value in both(plan, key):
            continue
        try:
            following = set_to(plan, key, **{field: value})
        except Refused:
            continue
        old, new = plan.by_key(key), following.by_key(key)
        assert old is not None
        assert new is not None
        status, phase, word = both(following, key)
        assert go_together(kind, status, phase)
        assert word in (PROJECT if kind == "project" else COMPONENT)
        names = ("state", "portfolio_status", "phase")
        ops = edit("components", old[1], **{name: getattr(new[1], name) for name in names})
        assert apply(following, invert(ops)).by_key(key) == old
        plan = following


def test_every_phase_of_a_project_has_a_status_that_nobody_need_say() -> None:
    for phase in PROJECT_PHASES:
        plan = a_workspace(a_project("P-1", state=phase))
        assert both(plan)[0] in PROJECT_PHASES[phase]
