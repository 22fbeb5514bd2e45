"""This file tests setting fields from what a person typed, and renaming."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.actions.core.action import Refused
from pmtui.actions.editing.set_fields import editable, set_fields
from pmtui.model.changes.ops import apply
from pmtui.model.entities.entity import money_of
from pmtui.query.entry.quick_add import parse_quick_add
from tests.actions.doing import after, at, refusal, row
from tests.conftest import (
    TODAY,
    a_person,
    a_project,
    a_rate,
    a_risk,
    a_task,
    a_workspace,
    column_id,
    eur,
)


def test_a_date_is_set_as_it_is_typed() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    assert row(after("entity.set", at(plan, "T-1"), field="due", value="fri"), "T-1").due == date(
        2026, 11, 27
    )


def test_a_person_is_set_by_their_initials() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_person("H-1", "Ann Archer"))
    owned = after("entity.set", at(plan, "T-1"), field="owner", value="aa")
    assert row(owned, "T-1").owner == row(plan, "H-1").id


def test_setting_the_column_moves_the_card_with_its_stamps() -> None:
    plan = a_workspace(a_project(), a_task("T-1", column="Ready"))
    moved = row(after("entity.set", at(plan, "T-1"), field="col", value="done"), "T-1")
    assert (moved.column, moved.actual_finish) == (column_id("P-1", "Done"), TODAY)


def test_a_value_of_the_wrong_type_is_refused_with_the_key_and_what_is_allowed() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    said = refusal("entity.set", at(plan, "T-1"), field="due", value="soonish")
    assert said.startswith("T-1: due: 'soonish' is not a date")


def test_a_field_that_is_not_there_is_refused_with_what_comes_close() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    assert "did you mean" in refusal("entity.set", at(plan, "T-1"), field="prioritty", value="1")


def test_the_parent_component_is_not_set_by_name_but_moved_to() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    said = refusal("entity.set", at(plan, "T-1"), field="component", value="P-1")
    assert "is not set by name" in said


def test_an_illegal_step_of_a_life_cycle_is_refused_with_the_legal_ones() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 3, 3, state="closed"))
    said = refusal("entity.set", at(plan, "R-1"), field="state", value="monitoring")
    assert said == "R-1: closed cannot become monitoring; it can become assessed"


def test_several_fields_of_several_rows_are_set_in_one_go() -> None:
    plan = a_workspace(a_project(), a_task("T-1", column="Ready"), a_task("T-2", column="Ready"))
    ops = set_fields(at(plan, "T-1", "T-2"), {"column": "Done", "priority": "2"})
    done = apply(plan, ops)
    assert [row(done, key).priority for key in ("T-1", "T-2")] == [2, 2]
    assert [row(done, key).actual_finish for key in ("T-1", "T-2")] == [TODAY, TODAY]


def test_one_wrong_field_among_several_sets_none() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    with pytest.raises(Refused):
        set_fields(at(plan, "T-1"), {"percent": "50", "due": "never ever"})


def test_an_empty_value_empties_a_field() -> None:
    plan = a_workspace(a_project(), a_task("T-1", due=date(2026, 12, 1)))
    assert row(after("entity.set", at(plan, "T-1"), field="due", value=""), "T-1").due is None


def test_rename_changes_the_name_or_the_title() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    named = after("entity.rename", at(plan, "P-1"), text="Apollo")
    assert row(named, "P-1").name == "Apollo"
    assert row(after("entity.rename", at(plan, "T-1"), text="Fly"), "T-1").title == "Fly"


def test_nothing_under_the_cursor_is_said() -> None:
    assert refusal("entity.set", at(a_workspace()), field="due", value="fri") == (
        "nothing under the cursor"
    )


@pytest.mark.parametrize("table", ["tasks", "components", "risks", "people"])
def test_ids_keys_and_ranks_are_never_typed(table: str) -> None:
    names = {spec.name for spec in editable(table)}
    assert not names & {"id", "key", "component", "archived", "rank", "board_rank", "outline_rank"}


@given(
    st.integers(1, 400),
    st.sampled_from(["m", "h", "d", "w", "mo", " days", "wks"]),
    st.booleans(),
    st.sampled_from(["duration", "dur"]),
)
def test_beside_elapsed_yes_a_length_is_meant_around_the_clock_whatever_comes_first(
    number: int,
    unit: str,
    elapsed_first: bool,  # noqa: FBT001
    name: str,
) -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    typed = {"elapsed": "yes", "duration": f"{number}{unit}"}
    order = ("elapsed", "duration") if elapsed_first else ("duration", "elapsed")
    told = apply(plan, set_fields(at(plan, "T-1"), {one: typed[one] for one in order}))
    marked = f"{number}e{unit.strip()}"
    meant = apply(plan, set_fields(at(plan, "T-1"), {"duration": marked}))
    assert row(told, "T-1") == row(meant, "T-1")
    quick = parse_quick_add(
        plan, "tasks", f'B elapsed:yes {name}:"{number}{unit}"', TODAY, component=1
    )
    assert quick.fields["duration"] == row(meant, "T-1").duration


@pytest.mark.parametrize(
    "fields",
    [
        {"duration": "2ed", "elapsed": "no"},
        {"elapsed": "no", "duration": "2ed", "notes": "x"},
        {"remaining_duration": "2ed"},
        {"duration": "3d", "remaining_duration": "2ed"},
    ],
)
def test_a_length_by_the_clock_for_a_task_that_counts_working_time_is_refused_with_its_readings(
    fields: dict[str, str],
) -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    with pytest.raises(Refused, match="2ed around the clock or 2d of working time"):
        set_fields(at(plan, "T-1"), fields)


def test_a_length_of_working_time_for_a_task_by_the_clock_is_refused_with_its_readings() -> None:
    plan = a_workspace(a_project(), a_task("T-1", duration=2880, elapsed=True))
    with pytest.raises(Refused, match="1ed around the clock or 1d of working time; write 1ed"):
        set_fields(at(plan, "T-1"), {"remaining_duration": "1d"})
    changed = apply(plan, set_fields(at(plan, "T-1"), {"remaining_duration": "1ed"}))
    assert row(changed, "T-1").remaining_duration == 1440


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("260k CHF", (260_000_00, "CHF")),
        ("CHF 1", (1_00, "CHF")),
        ("260k EUR", (260_000_00, "EUR")),
    ],
)
def test_an_amount_in_another_currency_is_changed_by_one_that_names_its_own(
    typed: str, amount: tuple[int, str]
) -> None:
    held = money_of(Decimal(250_000), "CHF")
    plan = a_workspace(a_project(budget=held), a_rate("CHF", "1.05"))
    set_to = row(after("entity.set", at(plan, "P-1"), field="budget", value=typed), "P-1").budget
    assert (set_to.amount, set_to.currency) == amount
    said = refusal("entity.set", at(plan, "P-1"), field="budget", value="260k")
    assert "'260k' can be CHF, as it is now, or EUR" in said
    own = a_workspace(a_project(budget=eur(5)), a_rate("CHF", "1.05"))
    assert row(after("entity.set", at(own, "P-1"), field="budget", value="6"), "P-1").budget == eur(
        6
    )
