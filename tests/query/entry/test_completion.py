"""This file tests what is offered while a line is being typed."""

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.schema import field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.entry.completion import MOST, complete_filter, complete_quick_add, complete_value
from tests.query.sample import BUILD, CAMPAIGN, workspace

_WORKSPACE = workspace()


def _offered(typed: str, table: str = "tasks") -> list[str]:
    """The whole line after each completion at its end."""
    return [
        typed[: one.start] + one.text + typed[one.end :]
        for one in complete_filter(_WORKSPACE, table, typed, len(typed))
    ]


def _quick(typed: str, component: int = BUILD) -> list[str]:
    found = complete_quick_add(_WORKSPACE, "tasks", typed, len(typed), component)
    return [typed[: one.start] + one.text + typed[one.end :] for one in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ow", ["owner:"]),
        ("launch -own", ["launch -owner:"]),
        ("owner:b", ["owner:bob"]),
        ("owner:arch", ["owner:ann"]),
        ("owner:ann,c", ["owner:ann,cho-muller"]),
        ("@b", ["@bob"]),
        ("#e", ["#events"]),
        ("(col:r", ["(col:ready"]),
        ("due<to", ["due<today", "due<tomorrow"]),
        ("status:do", ["status:doing", "status:done"]),
        ("is:bl", ["is:blocked"]),
        ("project:c", ["project:campaign"]),
        ("risk:sup", ["risk:R-1"]),
        ("sort:du", ["sort:due", "sort:duration"]),
        ("blocked:", ["blocked:yes", "blocked:no"]),
        ("parent:check", ["parent:T-2"]),
    ],
)
def test_a_filter_is_completed_at_the_cursor(typed: str, first: list[str]) -> None:
    assert _offered(typed)[: len(first)] == first


@pytest.mark.parametrize("typed", ['title:"x', "zz:", "owner:zed", '"'])
def test_nothing_is_offered_where_nothing_fits(typed: str) -> None:
    assert _offered(typed) == []


def test_common_fields_are_offered_first_on_an_empty_line() -> None:
    assert _offered("")[:4] == ["due:", "in:", "is:", "key:"]
    assert len(_offered("")) <= MOST


def test_the_text_behind_the_cursor_stays() -> None:
    (one, *_) = complete_filter(_WORKSPACE, "tasks", "ow due:fri", 2)
    assert (one.text, one.start, one.end) == ("owner:", 0, 2)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Write @b", ["Write @bob"]),
        ("Write #ev", ["Write #events"]),
        ("Write du", ["Write due:", "Write duration:"]),
        ("Write col:d", ["Write col:doing", "Write col:done"]),
        ("Write due:e", ["Write due:eow", "Write due:eom"]),
        ("Write kind:m", ["Write kind:milestone"]),
        ("Write archived:", ["Write archived:yes", "Write archived:no"]),
    ],
)
def test_a_quick_add_line_is_completed_at_the_cursor(typed: str, first: list[str]) -> None:
    assert _quick(typed)[: len(first)] == first


def test_a_new_word_of_a_title_is_left_alone() -> None:
    assert _quick("Write ") == []
    assert _quick("Write status:") == []


def test_columns_are_those_of_the_board_it_will_be_on() -> None:
    assert _quick("Go col:", CAMPAIGN) == ["Go col:ready"]


def test_a_value_is_completed_whole() -> None:
    spec = field_spec("risks", "state")
    assert spec is not None
    found = complete_value(_WORKSPACE, "risks", spec, "resp")
    assert [(one.text, one.start, one.end) for one in found] == [("response_planned", 0, 4)]


def test_ten_thousand_tasks_are_not_offered_one_by_one() -> None:
    rows: dict[int, Entity] = {one: Task(id=one, title="x") for one in range(1, 10_001)}
    found = complete_filter(Workspace({"tasks": rows}), "tasks", "parent:", 7)
    assert [one.text for one in found] == ["none", "any"]


@pytest.mark.parametrize(("count", "offered"), [(2_000, MOST), (2_001, 2)])
def test_rows_are_offered_as_long_as_they_are_few_enough_to_look_through(
    count: int, offered: int
) -> None:
    rows: dict[int, Entity] = {
        number: Task(id=number, key=f"T-{number}", title="x") for number in range(1, count + 1)
    }
    store = Workspace({"tasks": rows})
    assert len(complete_filter(store, "tasks", "parent:", 7)) == offered


def test_what_is_archived_or_of_another_kind_is_not_offered() -> None:
    assert _offered("project:")[:-2] == [
        f"project:{name}" for name in ("site-build", "campaign", "apollo-ubersicht")
    ]
    assert "parent:M-1" not in _offered("parent:")


def test_states_are_offered_for_a_state_alone() -> None:
    assert _values("risks", "state", "")[:2] == ["identified", "assessed"]
    assert _values("risks", "title", "") == []


def test_a_reference_to_anything_offers_no_rows() -> None:
    assert _offered("about:", "remarks") == ["about:none", "about:any"]


def test_no_tag_is_offered_where_rows_have_none() -> None:
    assert _offered("#", "people") == []


def _values(table: str, field: str, typed: str) -> list[str]:
    spec = field_spec(table, field)
    assert spec is not None
    return [offer.text for offer in complete_value(_WORKSPACE, table, spec, typed)]
