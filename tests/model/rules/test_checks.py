"""This file tests what a change leaves behind: rows that still refer to what is gone."""

import pytest

from pmtui.model.changes.ops import apply, delete, touched
from pmtui.model.rules.checks import check
from tests.conftest import a_person, a_project, a_task, a_workspace, id_of


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "T-1 still refers to it as owner"),
        (2, "T-1, T-2 still refer to it as owner"),
        (5, "T-1, T-2, T-3 and 2 more still refer to it as owner"),
    ],
)
def test_what_is_taken_away_is_told_with_who_still_needs_it(count: int, told: str) -> None:
    ann = a_person("H-1", "Ann")
    tasks = (a_task(f"T-{n}", owner=id_of("H-1")) for n in range(1, count + 1))
    before = a_workspace(a_project(), ann, *tasks)
    ops = (delete("people", ann),)
    found = check(apply(before, ops), touched(ops))
    assert [problem.text for problem in found] == [told]
