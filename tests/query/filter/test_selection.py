"""This file tests which rows a filter keeps and in which order, table by table."""

import pytest

from pmtui.query.error import QueryError
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.query.filter.sorting import sorted_ids
from pmtui.query.filter.terms import SortKey
from tests.query.sample import ANN, figures

_FIGURES = figures()
_ALL_TASKS = "T-1 T-2 T-3 T-4 T-5 M-1"


def _kept(table: str, typed: str, me: int = ANN) -> str:
    rows = _FIGURES.workspace.rows(table)
    ids = matching(_FIGURES, table, rows, parse(typed), me)
    return " ".join(rows[one].key or str(one) for one in ids)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", _ALL_TASKS),
        ("launch", "T-1 M-1"),
        ("LEGAL consent", "T-1"),
        ('"launch copy"', "T-1"),
        ("lau*copy", "T-1"),
        ('"50% done"', "T-5"),
        ('"| 50%"', "T-5"),
        ("t2", "T-2"),
        ("-launch", "T-2 T-3 T-4 T-5"),
        ("launch | brand", "T-1 T-3 M-1"),
        ("(launch | brand) owner:ann", "T-1 T-3"),
        ("owner:me", "T-1 T-3"),
        ("owner:ann,bob", "T-1 T-2 T-3"),
        ("owner:a*", "T-1 T-3"),
        ("owner!=ann", "T-2 T-4 T-5 M-1"),
        ("owner:none", "T-4 T-5 M-1"),
        ("owner:any", "T-1 T-2 T-3"),
        ("assignee:cho", "T-1"),
        ("assignee:none", "T-2 T-3 T-4 T-5 M-1"),
        ("@bob", "T-1 T-2"),
        ("who:none", "T-4 T-5 M-1"),
        ("due<fri", "T-2 T-3"),
        ("due<=fri", "T-1 T-2 T-3"),
        ("due>fri", "T-4 M-1"),
        ("due>=fri", "T-1 T-4 M-1"),
        ("due:fri", "T-1"),
        ("due!=fri", "T-2 T-3 T-4 T-5 M-1"),
        ("-due<fri", "T-1 T-4 T-5 M-1"),
        ("due:w48", "T-1"),
        ("due:dec", "T-4 M-1"),
        ("due<dec", "T-1 T-2 T-3"),
        ("due>nov", "T-4 M-1"),
        ("due:mon..fri", "T-1"),
        ("due:..today", "T-2 T-3"),
        ("due:dec..", "T-4 M-1"),
        ('due:"1 dec".."4 dec"', "T-4 M-1"),
        ("due:none", "T-5"),
        ("due:any", "T-1 T-2 T-3 T-4 M-1"),
        ("status:todo", "T-1 T-4 M-1"),
        ("status:doing", "T-2 T-5"),
        ("status:done", "T-3"),
        ("status:late", "T-2"),
        ("status>todo", "T-2 T-3 T-5"),
        ("-status:done,late", "T-1 T-4 T-5 M-1"),
        ("is:open", "T-1 T-2 T-4 T-5"),
        ("-done", "T-1 T-2 T-4 T-5 M-1"),
        ("is:blocked", "T-1 T-4"),
        ("blocked:yes", "T-1 T-4"),
        ("blocked:no -done", "T-2 T-5 M-1"),
        ("why:contract", "T-4"),
        ("is:overdue", "T-2"),
        ("archived:yes", "M-1"),
        ("#web", "T-1 T-2"),
        ("tag:w*,events", "T-1 T-2 T-4"),
        ("tags:none", "T-3 T-5 M-1"),
        ("risk:R-1", "T-2"),
        ("risk>=12", "T-2"),
        ("risk:none", "T-1 T-3 T-4 T-5 M-1"),
        ("project:apollo*", "T-5"),
        ("project:P-2", "T-4"),
        ("project:site-build,campaign", "T-1 T-2 T-3 T-4 M-1"),
        ("program:website", "T-1 T-2 T-3 T-4 M-1"),
        ("program:none", "T-5"),
        ("program:any", "T-1 T-2 T-3 T-4 M-1"),
        ("in:acme -program:any", "T-5"),
        ("portfolio:acme", _ALL_TASKS),
        ("column:ready", "T-1 T-4 M-1"),
        ("col:doing,done", "T-2 T-3"),
        ("priority<=2", "T-1 T-2"),
        ("priority:1..2", "T-1 T-2"),
        ("priority:none", "T-3 T-4 T-5 M-1"),
        ("est>2d", "T-1"),
        ("est:2d..3d", "T-1 T-2"),
        ("percent>=50%", "T-2 T-3"),
        ("percent:30", "T-5"),
        ("age>5", "T-2"),
        ("kind:mile", "M-1"),
        ("key:t1", "T-1"),
        ("key:m*", "M-1"),
        ("title:launch*", "M-1"),
        ("title:launch", "T-1 M-1"),
        ("title=launch", "M-1"),
        ("title!=launch", "T-1 T-2 T-3 T-4 T-5"),
        ('title:"(big)"', "T-4"),
        ("id<103", "T-1 T-2"),
        ("created:2020", _ALL_TASKS),
        ("summary:yes", ""),
        ("owner:me due<=fri -status:done #web", "T-1"),
        ("owner:ann launch", "T-1"),
        ("priority:1,2", "T-1 T-2"),
        ("status:todo..doing", "T-1 T-2 T-4 T-5 M-1"),
        ("in:web*", "T-1 T-2 T-3 T-4 M-1"),
        ("in:any", _ALL_TASKS),
        ("in:none", ""),
        ("sort:due", "T-3 T-2 T-1 T-4 M-1 T-5"),
        ("sort:due-", "M-1 T-4 T-1 T-2 T-3 T-5"),
        ("sort:priority,due-", "T-2 T-1 M-1 T-4 T-3 T-5"),
        ("sort:owner", "T-1 T-3 T-2 T-4 T-5 M-1"),
        ("sort:project,key-", "T-5 T-4 T-3 T-2 T-1 M-1"),
        ("sort:status-", "T-3 T-2 T-5 T-1 T-4 M-1"),
        ("sort:title", "T-4 T-3 T-2 T-5 M-1 T-1"),
        ("sort:tags", "T-4 T-2 T-1 T-3 T-5 M-1"),
        ("sort:who", "T-1 T-3 T-2 T-4 T-5 M-1"),
        ("sort:estimate", "T-2 T-1 T-3 T-4 T-5 M-1"),
        ("is:open sort:due-", "T-4 T-1 T-2 T-5"),
    ],
)
def test_a_filter_of_tasks(typed: str, kept: str) -> None:
    assert _kept("tasks", typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("state:open sort:score-", "R-1 R-2 R-4"),
        ("state:closed,assessed", "R-1 R-3"),
        ("score>=12", "R-1 R-2"),
        ("risk>=12", "R-1 R-2"),
        ("score:none", "R-4"),
        ("level:H", "R-1"),
        ("level>=M", "R-1 R-2"),
        ("sort:level-", "R-1 R-2 R-3 R-4"),
        ("sort:score", "R-3 R-2 R-1 R-4"),
        ("p:4 i:5", "R-1"),
        ("impact:3..4", "R-2"),
        ("kind:opp", "R-3"),
        ("response:mit", "R-1"),
        ("response:none", "R-3 R-4"),
        ("review<today", "R-2"),
        ("is:late", "R-2"),
        ("is:major", "R-1 R-2"),
        ("major:no", "R-3 R-4"),
        ("is:escalated", ""),
        ("@ann", "R-2 R-3"),
        ("money>10k", "R-1"),
        ("emv<0", "R-1"),
        ("emv:none", "R-2 R-3 R-4"),
        ("residual:none", "R-1 R-2 R-3 R-4"),
    ],
)
def test_a_filter_of_risks(typed: str, kept: str) -> None:
    assert _kept("risks", typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kind:project", "P-1 P-2 P-3 P-4"),
        ("state:exec", "P-1"),
        ("state:open kind:project", "P-1 P-2 P-3"),
        ("in:website", "PG-1 P-1 P-2"),
        ("parent:acme", "PG-1 P-3 P-4"),
        ("is:late", "P-2"),
        ("said:red", "P-1"),
        ("rag:R", "PF-1 PG-1 P-1 P-2"),
        ("risk>15", "PF-1 PG-1 P-1"),
        ("open_risks>0 kind:project", "P-1 P-3"),
        ("overdue_tasks>0 kind:project", "P-1"),
        ("budget>100k", "P-1 P-3"),
        ("budget>£30k", "P-1 P-2"),
        ("budget:..100kUSD", ""),
        ("budget>=900kUSD", "P-3"),
        ("budget:none", "PF-1 PG-1 P-4"),
        ("sort:budget-", "P-3 P-1 P-2 PF-1 PG-1 P-4"),
        ("sort:finish kind:project", "P-1 P-2 P-3 P-4"),
        ("#web", "P-1"),
    ],
)
def test_a_filter_of_components(typed: str, kept: str) -> None:
    assert _kept("components", typed) == kept


@pytest.mark.parametrize(
    ("table", "typed", "kept"),
    [
        ("issues", "state:open", "I-1"),
        ("issues", "is:open", "I-1 I-3"),
        ("issues", "-done sort:priority", "I-1 I-3"),
        ("issues", "late:yes", "I-3"),
        ("remarks", "vendor", "601"),
        ("remarks", "about:T-2 by:ann", "601"),
        ("links", "predecessor:T-2", "L-1"),
        ("links", "from:checkout is:open", "L-1"),
        ("assignments", "person:bob", "501"),
        ("assignments", "task:T-1 sort:person-", "502 501"),
        ("people", "login:aarcher", "H-1"),
        ("columns", "role:todo in:site", "41"),
        ("rates", "rate:1.2", "701"),
    ],
)
def test_every_table_can_be_asked(table: str, typed: str, kept: str) -> None:
    assert _kept(table, typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ownr:me", "column 1: a task has no field 'ownr'; did you mean owner?"),
        ("a due:foo", "column 7: 'foo' is not a date; write fri"),
        ("due:fri,03/04/2026", "column 9: '03/04/2026' can be two days"),
        ("due:fri..mon", "column 5: fri..mon ends before it begins"),
        ("owner:zed", "column 7: no person is called 'zed'"),
        ("owner<ann", "column 7: owner has no order, so no <; write owner:ann"),
        ("owner:a..b", "column 7: owner has no order, so no range"),
        ("status:x", "column 8: 'x' is not one of todo, doing, done"),
        ("is:x", "column 4: 'x' is not one of archived, todo, doing, done"),
        ("is<done", "column 4: is has no order"),
        ("blocked:maybe", "column 9: 'maybe' is neither yes nor no"),
        ("priority:high", "column 10: 'high' is not a number"),
        ("est:3", "column 5: '3' has no unit: it can be 3d or 3h"),
        ("project:zed", "column 9: no project is called 'zed'"),
        ("title<a", "column 7: title has no order"),
        ("risk:R-9", "column 6: no risk is called 'R-9'"),
        ("sort:zed", "column 6: a task has no field 'zed'"),
        ("sort:is", "column 6: is has no order"),
    ],
)
def test_a_wrong_value_says_the_column_and_what_is_allowed(typed: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        _kept("tasks", typed)
    assert str(refused.value).startswith(said)


def test_me_without_a_login_is_refused_with_a_reason() -> None:
    with pytest.raises(QueryError, match="column 7: nobody here carries your login"):
        _kept("tasks", "owner:me", me=0)


def test_a_currency_without_a_rate_cannot_be_compared_with_another() -> None:
    with pytest.raises(QueryError, match="no rate for USD"):
        _kept("components", "budget:1USD..2GBP")


def test_ids_without_a_row_are_left_out() -> None:
    assert matching(_FIGURES, "tasks", [101, 9], parse("")) == [101]


def test_rows_that_are_equal_keep_the_order_they_came_in() -> None:
    ids = [104, 101, 106]
    assert sorted_ids(_FIGURES, "tasks", ids, (SortKey("status"),)) == ids
    assert sorted_ids(_FIGURES, "tasks", ids, (SortKey("status", descending=True),)) == ids
