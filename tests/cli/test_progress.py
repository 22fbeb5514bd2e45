"""This file tests that percent complete is one figure wherever it is asked for."""

from xml.etree import ElementTree as ET

from pmtui.resources import shipped
from tests.cli.running import Shell

_NAMESPACE = "{http://schemas.microsoft.com/project}"


def _percent(shell: Shell) -> int:
    (row,) = [one for one in shell.json("list", "components")["rows"] if one["kind"] == "project"]
    found: int = row["percent"]
    return found


def test_an_unstarted_card_never_raises_the_percent(empty: Shell) -> None:
    empty.ok("add", "project", "Yard")
    empty.ok("add", "task", "Big est:20d")
    empty.ok("add", "task", "Small est:1d")
    small = [one["key"] for one in empty.json("list", "tasks")["rows"] if one["title"] == "Small"]
    empty.ok("move", small[0], "Done")
    assert _percent(empty) == 5
    empty.ok("add", "task", "Call the mason")
    assert _percent(empty) == 5


def test_summaries_and_project_of_an_imported_plan_are_as_far_as_the_file_says(
    empty: Shell,
) -> None:
    path = shipped("sample_data/plans/house.xml")
    empty.ok("import", str(path))
    wanted = {
        one.findtext(f"{_NAMESPACE}Name"): int(one.findtext(f"{_NAMESPACE}PercentComplete") or 0)
        for one in ET.parse(path).iter(f"{_NAMESPACE}Task")  # noqa: S314  (ours)
    }
    rows = empty.json("list", "tasks", "--columns", "title,percent")["rows"]
    assert {one["title"]: one["percent"] for one in rows}.items() <= wanted.items()
    assert wanted["Foundation"] == 33
    assert _percent(empty) == wanted["A small house"] == 5


def _sizes(shell: Shell) -> dict[str, int | None]:
    rows = shell.json("list", "tasks", "--columns", "title,estimate")["rows"]
    return {one["title"]: one["estimate"] for one in rows}


def test_a_task_split_by_hand_is_as_far_as_before_and_undo_restores_it(empty: Shell) -> None:
    empty.ok("add", "project", "Yard")
    for text in ("Big est:20d", "Small est:1d"):
        empty.ok("add", "task", text)
    empty.ok("move", "T-2", "Done")
    before = _sizes(empty)
    ran = empty("add", "task", "Half est:10d parent:T-1")
    assert (ran.out, ran.code) == ("T-3\n", 0)
    assert "what is left of T-1 is its sub-task 'Big (rest)'" in ran.err
    assert _sizes(empty) == {"Big": None, "Small": 480, "Half": 4800, "Big (rest)": 4800}
    assert _percent(empty) == 5
    ran = empty("add", "task", "Other half est:10d parent:T-1")
    assert "nothing is left of 'Big (rest)'" in ran.err
    assert _sizes(empty) == {"Big": None, "Small": 480, "Half": 4800, "Other half": 4800}
    assert _percent(empty) == 5
    empty.ok("undo")
    empty.ok("undo")
    assert _sizes(empty) == before
