"""This file tests that a quick-add line becomes the fields it means, for every kind."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.entities.entity import Money
from pmtui.model.workspace.schema import TABLES
from pmtui.query.entry.quick_add import QuickAdd, parse_quick_add, title_field
from pmtui.query.error import QueryError
from tests.query.sample import ANN, BOB, BUILD, CAMPAIGN, CHO, TODAY, workspace

_WORKSPACE = workspace()


def _read(line: str, table: str = "tasks", **more: Any) -> QuickAdd:
    return parse_quick_add(_WORKSPACE, table, line, TODAY, me=ANN, **{"component": BUILD, **more})


def test_a_task_with_every_mark() -> None:
    quick = _read("Write launch copy !2 @ann #web est:3d due:fri after:T-2 col:ready parent:T-3")
    assert quick.title == "Write launch copy"
    assert dict(quick.fields) == {
        "title": "Write launch copy",
        "priority": 2,
        "owner": ANN,
        "tags": ("web",),
        "estimate": 1440,
        "due": date(2026, 11, 27),
        "column": 41,
        "parent": 103,
    }
    assert quick.after == (102,)


def test_a_risk_as_managers_type_it() -> None:
    quick = _read("Supplier late p:4 i:3 threat @ann", "risks")
    assert dict(quick.fields) == {
        "title": "Supplier late",
        "probability": 4,
        "impact_time": 3,
        "kind": "threat",
        "owner": ANN,
    }
    assert quick.kind == "threat"


@pytest.mark.parametrize(
    ("table", "line", "fields"),
    [
        ("issues", "Site is slow !1 due:fri sev:4", {"priority": 1, "severity": 4}),
        ("components", "Phase 2 budget:1.2m @bob", {"name": "Phase 2", "owner": BOB}),
        ("people", "Zed Zulu login:zed,zz", {"name": "Zed Zulu", "logins": ("zed", "zz")}),
        ("benefits", "Faster close value:€50k", {"value": Money(5_000_000, "EUR")}),
        ("changes", "More scope cost:40k", {"impact_cost": Money(4_000_000, "EUR")}),
        ("links", "from:T-1 to:T-2 type:ss", {"predecessor": 101, "successor": 102, "type": "SS"}),
        ("remarks", "Vendor called @bob", {"text": "Vendor called", "by": BOB}),
        ("risks", "Price p:2 opportunity", {"kind": "opportunity"}),
        ("gates", "Gate 3 due:1 dec mandatory:no", {"mandatory": False}),
        ("assignments", "task:T-1 person:bob units:50", {"units": 50}),
        ("rates", "USD rate:0.9 at:today", {"currency": "USD", "at": TODAY}),
    ],
)
def test_every_kind_takes_its_own_fields(table: str, line: str, fields: dict[str, object]) -> None:
    assert fields.items() <= dict(_read(line, table).fields).items()


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("due:1 dec Go live", "Go live", date(2026, 12, 1)),
        ("Go due:next fri", "Go", date(2026, 12, 4)),
        ("Go due:1 dec 2027 now", "Go now", date(2027, 12, 1)),
        ("Go due:fri week", "Go week", date(2026, 11, 27)),
        ('Go due:"1 dec"', "Go", date(2026, 12, 1)),
    ],
)
def test_a_date_takes_the_words_that_belong_to_it(line: str, title: str, due: date) -> None:
    quick = _read(line)
    assert (quick.title, quick.fields["due"]) == (title, due)


@pytest.mark.parametrize(
    "line",
    [
        "Call http://x.y at 10:30",
        "Re: the thing",
        '17" monitor & 50%',
        "Threat model for the API",
        "C# build !",
    ],
)
def test_a_title_may_hold_what_looks_like_a_mark_but_is_none(line: str) -> None:
    assert dict(_read(line).fields) == {"title": line}


def test_a_kind_in_the_title_stays_there() -> None:
    quick = _read("Opportunity opportunity p:2", "risks")
    assert (quick.title, quick.kind) == ("Opportunity opportunity", "")


def test_quotes_keep_marks_in_the_title() -> None:
    assert _read('"literal @ann !2" #a,b').title == "literal @ann !2"


def test_the_second_person_of_a_task_is_assigned() -> None:
    quick = _read("Go @bob @cho @me")
    assert quick.fields["owner"] == BOB
    assert quick.assignees == (CHO, ANN)


def test_an_unknown_person_is_told_and_may_stay_text() -> None:
    quick = _read('Ask @zed and @"Yan Yu"')
    assert quick.unknown_people == ("zed", "Yan Yu")
    assert dict(quick.fields) == {"title": "Ask and"}
    assert _read("Ask @zed", as_text=("Zed",)).title == "Ask @zed"


def test_a_place_in_the_line_decides_whose_board_a_column_is_of() -> None:
    quick = _read("Go col:ready project:campaign")
    assert (quick.fields["component"], quick.fields["column"]) == (CAMPAIGN, 44)
    assert _read("Go col:ready parent:T-4").fields["column"] == 44


def test_a_kind_given_by_the_verb_names_the_thing() -> None:
    assert _read("Launch", kind="milestone").kind == "milestone"


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("tasks", "", "a task needs a title"),
        ("tasks", "@ann !2", "a task needs a title"),
        ("tasks", "Go ownr:me", "column 4: there is no field 'ownr'; did you mean owner?"),
        ("tasks", "Go due:", "column 4: a value after due: is missing"),
        ("tasks", "Go due:soon", "column 4: due: 'soon' is not a date"),
        ("tasks", "Go due:fri due:mon", "column 12: due is given twice"),
        ("tasks", "Go !9", "column 4: priority: '9' is not one of 0, 1, 2, 3, 4"),
        ("tasks", "Go after:T-99", "column 4: no task is called 'T-99'"),
        ("tasks", "Go after:T-1,", "column 4: a task is missing"),
        ("tasks", "Go col:nope", "column 4: column: no column is called 'nope'; there is Doing"),
        ("tasks", "Go status:done", "column 4: status follows from the other fields"),
        ("tasks", "Go project:zed", "column 4: component: no component is called 'zed'"),
        ("risks", "Go p:6", "column 4: probability: 6 is not 1 to 5"),
        ("risks", "Go !2", "column 4: a risk has no field 'priority'"),
        ("people", "Zed @ann", "column 5: a person has no field 'owner'"),
        ("links", "hello", "a link has no title, so 'hello' says nothing; write field:value"),
    ],
)
def test_a_wrong_line_says_the_column_and_what_is_allowed(table: str, line: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        _read(line, table)
    assert str(refused.value).startswith(said)


def test_what_a_line_means_cannot_be_changed() -> None:
    quick = _read("Go")
    with pytest.raises(TypeError):
        quick.fields["title"] = "x"  # type: ignore[index]


@pytest.mark.parametrize("table", TABLES)
def test_every_title_field_is_a_text_of_its_table(table: str) -> None:
    name = title_field(table)
    assert not name or name in TABLES[table].type.__struct_fields__


@given(
    st.sampled_from(list(TABLES)),
    st.text(max_size=50) | st.text('ab:@#!" 2dueftiprjc', max_size=40),
)
def test_a_line_is_understood_as_valid_fields_or_refused(table: str, line: str) -> None:
    try:
        quick = _read(line, table)
    except QueryError:
        return
    struct = TABLES[table].type
    needed = {f.name: 1 for f in msgspec.structs.fields(struct) if f.required}
    given_fields = {**needed, **quick.fields}
    assert set(given_fields) <= set(struct.__struct_fields__)


@pytest.mark.parametrize(
    ("line", "elapsed"),
    [
        ("A duration:3d elapsed:yes", True),
        ("A elapsed:yes duration:3d", True),
        ("A duration:3ed", True),
        ("A duration:3d", False),
    ],
)
def test_the_unit_of_a_length_may_be_said_beside_it_in_any_order(line: str, elapsed: bool) -> None:  # noqa: FBT001
    assert _read(line).fields["elapsed"] is elapsed


@pytest.mark.parametrize("line", ["A duration:3ed elapsed:no", "A elapsed:no duration:3ed"])
def test_two_units_for_one_length_are_refused(line: str) -> None:
    with pytest.raises(QueryError, match="says two things of elapsed"):
        _read(line)


def test_a_place_that_is_not_finished_moves_nothing_else_of_the_line() -> None:
    assert _read("Go col:ready").fields["column"] == 41
    with pytest.raises(QueryError, match="a value after project: is missing"):
        _read("Go col:ready project:")
