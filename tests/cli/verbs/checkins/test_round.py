"""This file tests a round of updates on the command line: its lines, and taking them back."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def plan(empty: Shell) -> Shell:
    """Two projects under way, one with a task that is late and one that is far off."""
    for name in ("Alpha", "Beta"):
        empty.ok(
            "add", "project", f"{name} state:executing portfolio_status:active start:2026-01-05"
        )
    for line in ("Late due:2026-01-02", "Under way percent:20", "Far off start:2090-01-02"):
        empty.ok("add", "task", line, "--into", "P-1")
    return empty


def _edited(plan: Shell, tmp_path: Path, *lines: str) -> str:
    """A round of the first project in which lines were written behind the keys they begin with."""
    wanted = {line.partition(" ")[0]: line for line in lines if "P-1" not in line}
    whole = [wanted.get(line.partition(" ")[0], line) for line in plan.ok("round").splitlines()]
    path = tmp_path / "round.txt"
    path.write_text("\n".join([*whole, *(line for line in lines if "P-1" in line)]), "utf-8")
    return str(path)


def _tasks(plan: Shell) -> dict[str, object]:
    rows = plan.json("list", "tasks", "is:any", "--columns", "key,percent,remaining")["rows"]
    return {row["key"]: row["percent"] for row in rows}


def test_a_line_stands_for_each_task_that_is_due_and_three_for_its_project(plan: Shell) -> None:
    lines = plan.ok("round", "P-1").splitlines()
    keys = [line.partition(" ")[0] for line in lines if not line.startswith("#")]
    assert sorted(keys) == ["P-1", "P-1", "P-1", "T-1", "T-2"]
    assert plan.json("round", "P-1")["tasks"] == keys[:2]
    assert not plan.ok("round", "P-2")


def test_lines_left_as_they_are_change_nothing(plan: Shell, tmp_path: Path) -> None:
    before = plan.json("list", "tasks")["revision"]
    assert plan.json("round", "--apply", _edited(plan, tmp_path))["changed"] == 0
    assert plan.json("list", "tasks")["revision"] == before


def test_what_was_written_is_taken_back_in_one_commit(plan: Shell, tmp_path: Path) -> None:
    path = _edited(
        plan,
        tmp_path,
        "T-1 60% rem:2d waits for the vendor # late",
        "T-2 done",
        "P-1 how: amber: late",
        "P-1 needs: a room",
    )
    before = plan.json("list", "tasks")["revision"]
    plan.ok("round", "--apply", path)
    assert plan.json("list", "tasks")["revision"] == before + 1
    assert _tasks(plan) == {"T-1": 60, "T-2": 100, "T-3": 0}
    assert [row["text"] for row in plan.json("list", "remarks")["rows"]] == ["waits for the vendor"]
    assert [row["text"] for row in plan.json("list", "checkins")["rows"]] == ["late"]
    assert [row["title"] for row in plan.json("list", "asks")["rows"]] == ["a room"]
    plan.ok("undo")
    assert _tasks(plan) == {"T-1": 0, "T-2": 20, "T-3": 0}


def test_every_wrong_line_is_named_and_nothing_is_written(plan: Shell, tmp_path: Path) -> None:
    path = _edited(plan, tmp_path, "T-1 160%", "T-2 rem:xx", "P-1 next: test", "P-1 mood: x")
    before = plan.json("list", "tasks")["revision"]
    ran = plan("round", "--apply", path)
    assert ran.code == 2
    for words in ("T-1: percent", "T-2: remaining", "say how it goes", "write one of how:"):
        assert words in ran.err
    assert ran.err.count("line ") >= 4
    assert plan.json("list", "tasks")["revision"] == before


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("round", "P-9"), "P-9"),
        (("round", "--mine"), "nobody here has your login"),
        (("round", "--apply", "nowhere.txt"), "nowhere.txt: cannot be read"),
        (("update", "T-1", ""), "T-1: say how far it is"),
        (("update", "T-1", "160%"), "percent"),
        (("update", "P-1", "60%"), "works on tasks"),
        (("advance", "2099-01-01"), "still to come"),
        (("advance", "someday"), "day: "),
    ],
)
def test_wrong_input_ends_with_2_and_says_where(
    plan: Shell, words: tuple[str, ...], reason: str
) -> None:
    ran = plan(*words)
    assert ran.code == 2, ran
    assert reason in ran.err


def test_all_data_dates_go_forward_in_one_edit_and_none_goes_back(plan: Shell) -> None:
    plan.ok("set", "P-2", "status_date=2026-03-06")
    ran = plan("advance", "2026-03-01")
    assert (ran.code, "before it: P-1 none" in ran.err, "1 stay" in ran.err) == (0, True, True)
    dates = plan.json("list", "projects", "--columns", "status_date")["rows"]
    assert [row["status_date"] for row in dates] == ["2026-03-01", "2026-03-06"]
    assert plan("advance", "2026-03-01").code == 4
    plan.ok("undo")
    dates = plan.json("list", "projects", "--columns", "status_date")["rows"]
    assert [row["status_date"] for row in dates] == [None, "2026-03-06"]
