"""This file tests how a quick-add line is said back before it is saved."""

from typing import Any

import pytest

from pmtui.query.entry.preview import preview_text
from pmtui.query.entry.quick_add import parse_quick_add
from tests.query.sample import ANN, BUILD, TODAY, workspace

_WORKSPACE = workspace()


def _echo(table: str, line: str, **more: Any) -> str:
    quick = parse_quick_add(_WORKSPACE, table, line, TODAY, me=ANN, component=BUILD, **more)
    return preview_text(_WORKSPACE, quick, TODAY)


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        (
            "tasks",
            "Write launch copy !2 @ann #web est:3d due:fri after:T-2 col:ready",
            (
                "Task 'Write launch copy', priority 2, Ann Archer, #web, estimate 3d,"
                " due Fri 27 Nov, column Ready, after T-2"
            ),
        ),
        (
            "risks",
            "Supplier late p:4 i:3 threat @ann",
            "Threat 'Supplier late', probability 4, impact time 3, Ann Archer",
        ),
        (
            "tasks",
            "Go parent:T-3 project:P-1 @bob @cho @zed",
            (
                "Task 'Go', under T-3 Brand kit, in P-1 Site build, Bob Baker, with Cho Müller,"
                " nobody is called 'zed' yet"
            ),
        ),
        ("gates", "Gate 3 mandatory:no", "Gate 'Gate 3', not mandatory"),
        ("gates", "Gate 3 mandatory:yes", "Gate 'Gate 3', mandatory"),
        ("tasks", "Go due:none", "Task 'Go', no due"),
        (
            "links",
            "from:T-1 to:T-2",
            "Link, predecessor T-1 Write launch copy, successor T-2 Checkout flow",
        ),
        ("action_items", "Call Bob", "Action 'Call Bob'"),
        ("issues", "Odd kind:off", "Off specification 'Odd'"),
    ],
)
def test_a_line_is_said_back_as_it_was_understood(table: str, line: str, said: str) -> None:
    assert _echo(table, line) == said


def test_the_verb_names_the_kind() -> None:
    assert _echo("tasks", "Launch due:4 dec", kind="milestone") == (
        "Milestone 'Launch', due Fri 4 Dec"
    )
