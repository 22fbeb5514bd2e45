"""This file tests that one person takes over all that another answers for, in every role."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.actions.core.action import Refused
from pmtui.actions.editing.archive import all_handed_over
from pmtui.figures.attention.open_rows import open_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.governance.bodies import Body, Membership, Responsibility
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal
from tests.conftest import (
    TODAY,
    Parts,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    id_of,
)
from tests.query.sample import ANN, BOB, figures

_ANN, _BOB = id_of("H-1"), id_of("H-2")


def _plan(*rows: Entity | Parts) -> Workspace:
    people = a_person("H-1", "Ann", archived=False), a_person("H-2", "Bob")
    return a_workspace(a_project("P-1", owner=_ANN), *people, *rows)


def _handed(plan: Workspace) -> Workspace:
    return after("person.hand_over", at(plan), who=_ANN, to=_BOB)


def a_seat(number: int, person: int, **fields: Any) -> Membership:
    return Membership(id=number, key=f"MB-{number}", body=90, person=person, **fields)


_BODY = Body(id=90, key="BD-1", name="Board", chair=_ANN)


def test_open_work_passes_on_and_what_was_done_keeps_its_name() -> None:
    plan = _plan(
        a_task("T-1", owner=_ANN),
        a_task("T-2", owner=_ANN, percent=100, actual_finish=TODAY),
        a_risk("R-1", owner=_BOB, actionee=_ANN),
    )
    now = _handed(plan)
    assert now.components[id_of("P-1")].owner == _BOB
    assert now.tasks[id_of("T-1")].owner == _BOB
    assert now.tasks[id_of("T-2")].owner == _ANN
    assert now.risks[id_of("R-1")].actionee == _BOB


def test_a_seat_ends_yesterday_and_is_taken_from_today() -> None:
    since = date(2026, 1, 5)
    now = _handed(_plan(_BODY, a_seat(91, _ANN, seat="chair", since=since)))
    assert now.rows("bodies")[90] == Body(id=90, key="BD-1", name="Board", chair=_BOB)
    old, new = now.rows_of(Membership).values()
    assert (old.person, old.since, old.until) == (_ANN, since, TODAY - timedelta(days=1))
    assert (new.person, new.seat, new.since, new.until) == (_BOB, "chair", TODAY, None)


def test_a_seat_of_both_is_not_taken_twice_and_one_that_has_ended_stays() -> None:
    past = TODAY - timedelta(days=9)
    begun = TODAY - timedelta(days=5)
    seats = a_seat(91, _ANN, since=begun), a_seat(92, _BOB), a_seat(93, _ANN, until=past)
    now = _handed(_plan(_BODY, *seats))
    kept = {seat.id: (seat.person, seat.until) for seat in now.rows_of(Membership).values()}
    assert kept == {
        91: (_ANN, TODAY - timedelta(days=1)),
        92: (_BOB, None),
        93: (_ANN, past),
    }


def test_a_responsibility_of_both_stays_once() -> None:
    def own(number: int, person: int, role: Any) -> Responsibility:
        about: dict[str, Any] = {
            "about": id_of("T-1"),
            "about_table": "tasks",
            "component": id_of("P-1"),
        }
        return Responsibility(id=number, key=f"RA-{number}", person=person, role=role, **about)

    now = _handed(_plan(a_task("T-1"), own(1, _ANN, "C"), own(2, _BOB, "C"), own(3, _ANN, "A")))
    left = {(row.person, row.role) for row in now.rows_of(Responsibility).values()}
    assert left == {(_BOB, "C"), (_BOB, "A")}
    assert len(now.rows("responsibilities")) == 2


def test_it_is_refused_where_nobody_or_nothing_is_there_to_hand_over() -> None:
    plan = _plan()
    assert "themselves" in refusal("person.hand_over", at(plan), who=_ANN, to=_ANN)
    assert "name both" in refusal("person.hand_over", at(plan), who=0, to=_BOB)
    assert "nothing" in refusal("person.hand_over", at(plan), who=_BOB, to=_ANN)
    away = a_workspace(a_person("H-1", "Ann"), a_person("H-2", "Bob", archived=True))
    assert "archived" in refusal("person.hand_over", at(away), who=_ANN, to=_BOB)


def test_law_afterwards_nothing_of_the_sample_is_left_with_who_handed_over() -> None:
    plan = figures().workspace
    now = after("person.hand_over", at(plan), who=ANN, to=BOB)
    sheet = Figures(now, TODAY)
    assert not open_rows(sheet, "people", ANN)
    for spec in TABLES.values():
        for field in spec.roles:
            rows = [now.rows(spec.name)[row_id] for row_id in now.ids_by(spec.name, field, ANN)]
            ends = [getattr(row, spec.spans[0][1]) if spec.spans else None for row in rows]
            live = [row for row, end in zip(rows, ends, strict=True) if end is None]
            assert not [row for row in live if not is_archived(row)], spec.name


def test_handing_over_to_oneself_is_refused_before_anything_is_made() -> None:
    with pytest.raises(Refused, match="themselves"):
        all_handed_over(at(_plan()), _ANN, _ANN)
