"""This file tests which words with a colon are fields, which are refused and which stay title."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.workspace.schema import TABLES
from pmtui.query.entry.kind_prefix import ADDABLE_ANYWHERE, KINDS, kind_prefix
from pmtui.query.entry.quick_add import QuickAdd, parse_quick_add
from pmtui.query.error import QueryError
from pmtui.query.fields.aliases import aliases, settable
from tests.query.sample import ANN, BUILD, TODAY, workspace

_SCHEMES = {"http", "https", "ftp", "file", "mailto", "tel", "ssh", "git", "urn"}
_WORKSPACE = workspace()
_PEOPLE_ADD = sorted({table for table, _ in KINDS.values()})


def _read(line: str, table: str = "tasks", **more: Any) -> QuickAdd:
    return parse_quick_add(_WORKSPACE, table, line, TODAY, me=ANN, **{"component": BUILD, **more})


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("tasks", "Crane bugdet:150k", "column 7: a task has no field 'bugdet'; there is"),
        ("components", "Yard bugdet:150k", "there is no field 'bugdet'; did you mean budget?"),
        ("components", "Yard bugdet: 150k", "there is no field 'bugdet'; did you mean budget?"),
        ("tasks", "Crane budget:150k", "has no field 'budget'; a project has one; there is owner"),
        ("risks", "Late owenr:ann", "there is no field 'owenr'; did you mean owner?"),
        ("tasks", "Sprint:3 planning", "column 1: there is no field 'Sprint'; did you mean"),
        ("tasks", "Crane wobble:3", "column 7: a task has no field 'wobble'; there is owner"),
        ("tasks", "riks: Supplier late", "there is no kind 'riks'; did you mean risk:?"),
        ("tasks", "milestne: Launch", "there is no kind 'milestne'; did you mean milestone:?"),
        ("people", "Zed probability:4", "a person has no field 'probability'; a risk has one"),
    ],
)
def test_an_unknown_field_is_told_with_the_nearest(table: str, line: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        _read(line, table)
    assert said in str(refused.value)
    assert "put it in quotes to keep it in the title" in str(refused.value)


@pytest.mark.parametrize(
    "line",
    [
        "Re: call bob", "Read http://x", "Standup 12:30", "Call at T10:30", "Copy B2:C5",
        "Open C:\\plans\\yard", "Rename std::vector", "Ask: who pays", "Fwd: crane",
        "mailto:bob@example.org", "Ratio 3:1", "Smile :)", "Decide: go or no go",
    ],
)  # fmt: skip
@pytest.mark.parametrize("table", ["tasks", "risks", "components", "issues"])
def test_a_title_with_a_colon_stays_one(table: str, line: str) -> None:
    title = "name" if table == "components" else "title"
    assert dict(_read(line, table).fields) == {title: line}


_NAMES = st.from_regex(r"[A-Za-z][A-Za-z_-]{1,11}", fullmatch=True)
_VALUES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.,-]{0,8}", fullmatch=True)


@given(st.sampled_from(_PEOPLE_ADD), _NAMES, _VALUES)
def test_no_unknown_field_becomes_title_unless_it_is_quoted(
    table: str, name: str, value: str
) -> None:
    known = [spec.name for spec in settable(table)]
    names = {*known, *(alias for alias, _ in aliases(table, known)), "after"}
    is_known = name.casefold().replace("-", "_") in names
    is_address = name.casefold() in _SCHEMES
    if not is_known and not is_address:
        with pytest.raises(QueryError, match=name):
            _read(f"Yard {name}:{value}", table)
    assert _read(f'Yard "{name}:{value}"', table).title == f"Yard {name}:{value}"


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(list(TABLES)), st.sampled_from(["", " "]))
def test_a_kind_before_everything_is_said_and_the_rest_keeps_its_columns(
    word: str, table: str, lead: str
) -> None:
    line = f"{lead}{word}: Supplier late p:4"
    said = kind_prefix(table, line)
    assert said.word == word
    assert said.line.index("Supplier") == line.index("Supplier")
    assert said.line.split() == ["Supplier", "late", "p:4"]


@pytest.mark.parametrize(
    ("line", "typed", "elsewhere"),
    [
        ("risk: Supplier late", "risk", "risk"),
        ("risk:Supplier late", "risk", "risk"),
        ("Risk: Supplier late", "risk", ""),
        ("project:apollo Dig", "", ""),
        ("risk:R-3 Dig", "", ""),
        ("project: Apollo", "project", "project"),
        ('"risk: x"', "", ""),
        ("Re: call bob", "", ""),
        ("a risk: b", "", ""),
        ("task://x", "", ""),
    ],
)
def test_what_names_a_kind_on_a_task_line(line: str, typed: str, elsewhere: str) -> None:
    assert kind_prefix("tasks", line, is_typed=True).word == typed
    assert kind_prefix("tasks", line).word == elsewhere


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("typed", [True, False])
def test_what_a_row_cannot_be_without_is_its_field_whatever_follows(
    table: str, *, typed: bool
) -> None:
    needed = [spec.name for spec in settable(table) if spec.required and spec.name in KINDS]
    for name in needed:
        assert kind_prefix(table, f"{name}:Ann first:mon", is_typed=typed).word == ""
        assert kind_prefix(table, f"{name}: Ann", is_typed=typed).word == name


def test_a_person_of_a_leave_and_a_party_of_a_cost_are_named_first() -> None:
    assert kind_prefix("leaves", "person:Ann first:mon last:fri").word == ""
    assert kind_prefix("team_members", "team:Web person:Ann").word == ""
    assert kind_prefix("role_requests", "person:Ann Help with tests").word == ""
    assert kind_prefix("cost_lines", "party:Acme Licences").word == ""
    assert kind_prefix("tasks", "person:Ann").word == "person"


def test_a_place_that_is_not_there_tells_how_a_new_one_is_added() -> None:
    with pytest.raises(QueryError, match="a space after project: makes a new project"):
        _read("project:zed Dig")


def test_a_word_of_five_letters_before_a_space_can_be_a_mistyped_field() -> None:
    with pytest.raises(QueryError, match="did you mean owner"):
        _read("Yard onwer: ann")
    assert _read("Yard dues: paid").title == "Yard dues: paid"


@pytest.mark.parametrize("word", ["risk", "task", "milestone", "person"])
def test_every_view_offers_to_add_what_is_added_anywhere(word: str) -> None:
    assert word in ADDABLE_ANYWHERE


@pytest.mark.parametrize("word", ["deliverable", "project", "column", "check"])
def test_what_has_its_place_or_is_asked_for_by_name_is_not_offered_everywhere(word: str) -> None:
    assert word in KINDS
    assert word not in ADDABLE_ANYWHERE


def test_only_before_everything_else_is_a_new_place_meant() -> None:
    with pytest.raises(QueryError, match="is called 'zed'") as refused:
        _read("Dig project:zed")
    assert "makes a new project" not in str(refused.value)
    with pytest.raises(QueryError) as unknown:
        _read("parent:T-99 Dig")
    assert "makes a new" not in str(unknown.value)
