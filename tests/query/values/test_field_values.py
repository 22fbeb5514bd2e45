"""This file tests that a typed value of every kind of field becomes what the field holds."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.entities.entity import Money
from pmtui.model.entities.policy import Rate
from pmtui.model.rules.date_range import FIRST_DAY, LAST_DAY
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec, field_specs
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.query.error import QueryError, UnknownNameError
from pmtui.query.values.field_readers import ValueContext, choices_for
from pmtui.query.values.field_values import companion_fields, is_nothing, parse_value
from pmtui.query.values.formatting import typed_text, value_text
from pmtui.query.values.scalars import TEXTS
from tests.query.sample import ANN, BOB, BUILD, CAMPAIGN, TODAY, workspace

_RATES = {
    at: Rate(id=at, currency=code, rate="1", at=TODAY) for at, code in ((1, "JPY"), (2, "KWD"))
}
_SAMPLE = workspace()
_WORKSPACE = Workspace(
    {name: _SAMPLE.rows(name) for name in known_tables()}
    | {"rates": {**_SAMPLE.rows("rates"), **_RATES}}
)
_SPECS = [(table, spec) for table in TABLES for spec in field_specs(table)]


def _spec(table: str, name: str) -> FieldSpec:
    spec = field_spec(table, name)
    assert spec is not None
    return spec


def _parsed(table: str, name: str, text: str, component: int = BUILD, kind: str = "") -> Any:
    return parse_value(
        _WORKSPACE, _spec(table, name), text, TODAY,
        me=ANN, component=component, table=table, kind=kind,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "name", "typed", "value"),
    [
        ("tasks", "title", " As typed\t", " As typed\t"),
        ("tasks", "notes", "none", "none"),
        ("tasks", "due", "fri", date(2026, 11, 27)),
        ("tasks", "due", "none", None),
        ("tasks", "due", "-", None),
        ("tasks", "estimate", "3d", 1440),
        ("tasks", "estimate", "", None),
        ("tasks", "percent", "60%", 60),
        ("tasks", "percent", "none", 0),
        ("tasks", "priority", "2", 2),
        ("tasks", "priority", "none", 0),
        ("tasks", "constraint", "snet", "SNET"),
        ("tasks", "tags", "#web, gdpr", ("web", "gdpr")),
        ("tasks", "tags", "none", ()),
        ("tasks", "owner", "me", ANN),
        ("tasks", "owner", "none", 0),
        ("tasks", "column", "ready", 41),
        ("tasks", "parent", "t2", 102),
        ("tasks", "risk", "supplier", 201),
        ("tasks", "archived", "yes", True),
        ("risks", "probability", "4", 4),
        ("risks", "response", "mit", "mitigate"),
        ("risks", "response", "none", ""),
        ("risks", "state", "response planned", "response_planned"),
        ("risks", "money_impact", "50k", Money(5_000_000, "EUR")),
        ("risks", "escalated_to", "website", 2),
        ("components", "reported_rag", "red", "R"),
        ("components", "component", "acme", 1),
        ("policy", "probability_scale", "0.1, 0.3 0.5", ("0.1", "0.3", "0.5")),
        ("policy", "probability_percent", "10,10,30", (10, 10, 30)),
        ("policy", "late_red_days", "12", 12),
        ("policy", "high_score", "12,5", "12.5"),
        ("rates", "rate", "0,9", "0.9"),
        ("rates", "currency", "chf", "CHF"),
        ("remarks", "about", "T-2", 102),
    ],
)
def test_a_typed_value_becomes_what_its_field_holds(
    table: str, name: str, typed: str, value: object
) -> None:
    parsed = _parsed(table, name, typed)
    assert parsed == value
    assert type(parsed) is type(value)


def test_a_column_is_looked_up_on_the_board_of_its_component() -> None:
    assert _parsed("tasks", "column", "ready", CAMPAIGN) == 44


def test_a_state_is_one_of_the_life_cycle_of_its_kind() -> None:
    assert _parsed("components", "state", "exec", kind="project") == "executing"
    with pytest.raises(QueryError, match="state: 'exec' is not one of idea, proposed"):
        _parsed("components", "state", "exec", kind="program")


def test_an_issue_without_a_known_table_takes_any_state() -> None:
    assert parse_value(_WORKSPACE, _spec("issues", "state"), "odd", TODAY) == "odd"


@pytest.mark.parametrize(
    ("table", "name", "typed", "said"),
    [
        ("tasks", "title", " ", "title cannot be empty"),
        ("tasks", "due", "soon", "due: 'soon' is not a date"),
        ("tasks", "estimate", "3", "estimate: '3' has no unit: it can be 3d or 3h"),
        ("tasks", "estimate", "-3d", "estimate: -3d is negative"),
        ("tasks", "percent", "120", "percent: 120 is not 0 to 100"),
        ("tasks", "percent", "62.5", "percent: '62.5' is not a whole number"),
        ("tasks", "priority", "9", "priority: '9' is not one of 0, 1, 2, 3, 4"),
        ("tasks", "owner", "zed", "owner: no person is called 'zed'"),
        ("tasks", "column", "nope", "column: no column is called 'nope'; there is Doing, Done"),
        ("tasks", "board_rank", "a", "board rank: board rank is not typed; move the row"),
        ("risks", "probability", "6", "probability: 6 is not 1 to 5"),
        ("risks", "response", "run", "response: 'run' is not one of avoid, transfer"),
        ("risks", "kind", "none", "kind cannot be empty; it is one of threat, opportunity"),
        ("risks", "money_impact", "lots", "money impact: 'lots' is not an amount"),
        ("people", "rate", "(50)", "rate: '(50)' is less than nothing"),
        ("rates", "at", "", "at cannot be empty"),
        ("policy", "impact_scale", "1, x", "impact scale: 'x' is not a number"),
        ("policy", "impact_scale", "0,1 0,3", "impact scale: '0,1 0,3' can be read in two ways"),
        ("rates", "rate", "1,200", "rate: '1,200' can be 1200 or 1.2"),
        ("rates", "rate", "much", "rate: 'much' is not a number"),
        ("rates", "currency", "XYZ", "currency: 'XYZ' is no currency; write a code"),
        ("gates", "mandatory", "maybe", "mandatory: 'maybe' is neither yes nor no"),
        ("remarks", "about", "hello", "about: nothing has the key 'hello'"),
    ],
)
def test_a_wrong_value_says_its_field_and_what_is_allowed(
    table: str, name: str, typed: str, said: str
) -> None:
    with pytest.raises(QueryError) as refused:
        _parsed(table, name, typed)
    assert str(refused.value).startswith(said)


def test_an_unknown_person_can_be_told_from_other_errors() -> None:
    with pytest.raises(UnknownNameError) as unknown:
        _parsed("tasks", "owner", "zed")
    assert unknown.value.name == "zed"


@given(st.sampled_from(_SPECS), st.text(max_size=20))
def test_no_text_makes_the_reader_of_values_fail(field: tuple[str, FieldSpec], text: str) -> None:
    table, spec = field
    try:
        value = parse_value(_WORKSPACE, spec, text, TODAY, me=ANN, table=table)
    except QueryError:
        return
    assert isinstance(value_text(_WORKSPACE, spec, value, TODAY), str)


_HELD = {
    "decimal": st.sampled_from(["", "0", "-12.5", "120"]),
    "text": st.text(min_size=1, max_size=20),
    "prose": st.text(max_size=20),
    "date": st.dates(FIRST_DAY, LAST_DAY),
    "bool": st.booleans(),
    "money": st.builds(
        Money, st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "GBP", "JPY", "KWD"])
    ),
    "minutes": st.integers(0, 10**6),
    "time": st.integers(0, 1440),
    "gaps": st.dictionaries(st.integers(1, 99999), st.integers(1, 9999), min_size=1).map(
        lambda gaps: tuple(sorted(gaps.items()))
    ),
    "percent": st.integers(0, 100),
    "step": st.integers(0, 5),
    "tags": st.lists(st.from_regex(r"[\w-]+", fullmatch=True), unique=True).map(tuple),
}


def _held(spec: FieldSpec) -> st.SearchStrategy[Any]:
    if spec.kind == "choice":
        return st.sampled_from([one for one in spec.choices if one]).map(
            lambda one: int(one) if one.isdigit() else one
        )
    if spec.kind == "reference":
        return st.sampled_from([0, *_WORKSPACE.rows(spec.refers)])
    if spec.name in {"units_total", "units_done", "weight"}:  # a count is never below nothing
        return st.integers(0, 1000)
    if spec.kind == "int":
        return st.integers(-1000, 1000).filter(lambda number: _is_in_range(spec, number))
    return _HELD[spec.kind]


def _is_in_range(spec: FieldSpec, number: int) -> bool:
    """Whether a field may hold a number, by what its type says."""
    try:
        msgspec.convert(number, spec.type)
    except msgspec.ValidationError:
        return False
    return True


@given(
    st.sampled_from(
        [one for one in _SPECS if one[1].kind not in {"rank", "about", "numbers"}]
    ).flatmap(lambda one: st.tuples(st.just(one[1]), _held(one[1])))
)
def test_what_an_editor_offers_reads_back_to_the_same_value(field: tuple[FieldSpec, Any]) -> None:
    spec, value = field
    typed = typed_text(_WORKSPACE, spec, value)
    if not typed.strip() and spec.required:
        return
    if spec.kind == "text" and spec.name in TEXTS:  # a number or a code, no text of any kind
        return
    if spec.never_negative and value.amount < 0:
        return
    assert parse_value(_WORKSPACE, spec, typed, TODAY) == value


def test_me_is_refused_when_nobody_carries_the_login() -> None:
    with pytest.raises(QueryError, match="nobody here carries your login"):
        parse_value(_WORKSPACE, _spec("tasks", "owner"), "me", TODAY)


def test_initials_and_logins_name_a_person() -> None:
    assert _parsed("tasks", "owner", "BOB") == BOB
    assert _parsed("tasks", "owner", "aarcher") == ANN


def test_a_response_is_one_to_the_kind_of_risk() -> None:
    assert _parsed("risks", "response", "exploit", kind="opportunity") == "exploit"
    with pytest.raises(QueryError, match="'exploit' is not one of"):
        _parsed("risks", "response", "exploit", kind="threat")
    every = _spec("risks", "response")
    assert choices_for(every, "risks", "") == every.choices
    kind = _spec("tasks", "kind")
    assert choices_for(kind, "tasks", "milestone") == kind.choices


def test_a_length_is_kept_with_the_unit_it_was_given_in() -> None:
    reading = ValueContext(_WORKSPACE, TODAY)
    duration = _spec("tasks", "duration")
    assert companion_fields(duration, "2ed", reading)["elapsed"] is True
    assert companion_fields(duration, "2w", reading) == {"elapsed": False, "duration_in": "weeks"}
    assert companion_fields(duration, " none ", reading) == {}
    assert companion_fields(_spec("tasks", "title"), "2ed", reading) == {}


@pytest.mark.parametrize("typed", ["", " ", "none", "None", "-", "\u2014"])
def test_a_field_is_emptied_by_any_word_for_nothing(typed: str) -> None:
    assert is_nothing(typed)
    assert not is_nothing(f"{typed}x")


def test_a_constraint_is_read_back_as_it_is_shown() -> None:
    spec = _spec("tasks", "constraint")
    shown = value_text(_WORKSPACE, spec, "SNET", TODAY)
    assert shown.endswith("(SNET)")
    assert _parsed("tasks", "constraint", shown) == "SNET"
    assert _parsed("tasks", "constraint", shown.removesuffix("(SNET)")) == "SNET"


def test_an_amount_of_nothing_is_a_price() -> None:
    assert _parsed("people", "rate", "0") == Money(0, "EUR")
