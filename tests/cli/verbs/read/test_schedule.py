"""This file tests `pmtui schedule`: text, JSON, and what cannot be scheduled."""

import itertools

from tests.cli.running import Shell


def test_schedule_prints_dates_and_slack(shell: Shell) -> None:
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=3d")
    out = shell.ok("schedule", "P-1")
    assert "T-1\tWrite copy\t2031-03-03\t2031-03-05" in out
    assert "conflict: T-1 Write copy: its due date is missed by 1d" in out


def test_schedule_as_json_has_what_other_programs_rely_on(shell: Shell) -> None:
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=3d")
    document = shell.json("schedule", "P-1")
    assert document["kind"] == "schedule"
    assert document["scope"] == "P-1"
    first, second = document["tasks"][:2]
    assert (first["key"], first["start"], first["finish"]) == (
        "T-1",
        "2031-03-03T08:00:00",
        "2031-03-05T17:00:00",
    )
    assert first["total_slack_days"] == -1
    assert first["critical"] is True
    assert second["start"] == "2031-03-06T08:00:00"
    assert document["finish"] == second["finish"]
    assert {"uid", "summary", "milestone", "late_finish", "free_slack_days"} <= first.keys()


def test_an_unknown_scope_is_wrong_usage(shell: Shell) -> None:
    assert shell("schedule", "P-9").code == 2


def test_a_baseline_is_compared_with_now_and_with_another(shell: Shell) -> None:
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=3d")
    shell.ok("baseline", "P-1", "Board approved")
    shell.ok("set", "T-1", "duration=5d")
    shell.ok("baseline", "P-1", "Seen kind:snapshot")
    out = shell.ok("diff", "BL-1", "now")
    assert out.startswith("finish +4d, 2 tasks changed")
    line = next(one for one in out.splitlines() if one.startswith("T-1"))
    assert " ".join(line.split()) == "T-1 Write copy 2031-03-05 2031-03-07 +2d +2d"
    found = shell.json("diff", "BL-1", "BL-2")
    assert (found["finish_days"], found["rows"][0]["duration_minutes"]) == (4, 960)
    assert shell("diff", "BL-2", "now").out.startswith("finish 0d, 0 tasks changed")


def test_the_schedule_of_a_past_day_is_shown_as_it_was(shell: Shell) -> None:
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=3d")
    revision = shell.json("schedule")["revision"]
    before = shell.json("schedule", "--at", f"r{revision}")["finish"]
    shell.ok("set", "T-1", "duration=9d")
    assert shell.json("schedule", "--at", f"r{revision}")["finish"] == before
    assert shell.json("schedule")["finish"] > before


def test_contracts_tell_what_a_slip_in_one_project_costs_the_other(shell: Shell) -> None:
    shell.ok("add", "project", "Campaign start:2031-03-03", "--into", "PG-1")
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=4d")
    shell.ok("add", "task", "Print", "--into", "P-2")
    shell.ok("set", "T-4", "duration=3d")
    shell.ok("link", "T-4", "T-1")
    assert [one["key"] for one in shell.json("contracts", "PG-1")["rows"]] == ["L-2"]
    shell.ok("set", "L-2", "needed_by=2031-03-05")
    (found,) = shell.json("contracts", "P-2")["rows"]
    assert (found["predecessor"], found["successor"], found["state"]) == ("T-1", "T-4", "requested")
    assert (found["forecast"], found["late_days"], found["program_days"]) == ("2031-03-06", 1, 1)
    assert "T-1 Write copy" in shell.ok("contracts")


def test_the_most_critical_paths_are_listed(shell: Shell) -> None:
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=4d")
    lines = shell.ok("schedule", "P-1", "--paths", "1").splitlines()
    assert lines[1].split("\t")[-1] == "T-1 > T-2"
    assert shell.json("schedule", "--paths", "2")["rows"][0]["tasks"] == ["T-1", "T-2"]


def test_a_split_task_shows_its_parts_and_is_joined_again_by_undo(shell: Shell) -> None:
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=3d")
    assert shell.json("schedule", "P-1")["tasks"][0]["parts"] == []
    assert "T-1 pauses for 5d after 2d" in shell("split", "T-1", "after:2d", "gap:1w").err
    parts = shell.json("schedule", "P-1")["tasks"][0]["parts"]
    assert [(part["start"][:10], part["finish"][:10]) for part in parts] == [
        ("2031-03-03", "2031-03-04"),
        ("2031-03-12", "2031-03-12"),
    ]
    assert "T-1\t2d+5d" in shell.ok("list", "tasks", "splits:2d", "--columns", "key,splits")
    refused = shell("split", "T-1", "3d", "1d")
    assert (refused.code, "a gap comes after less than that" in refused.err) == (4, True)
    shell.ok("undo")
    assert shell.json("schedule", "P-1")["tasks"][0]["parts"] == []


def test_a_manual_task_stays_when_its_predecessor_grows(shell: Shell) -> None:
    shell.ok("set", "P-1", "start=2031-03-03")
    shell.ok("set", "T-1", "duration=3d")
    before = shell.json("schedule", "P-1")["tasks"][1]
    shell.ok("set", "T-2", "manual=yes")
    shell.ok("set", "T-1", "duration=9d")
    after = shell.json("schedule", "P-1")["tasks"][1]
    assert (after["start"], after["finish"]) == (before["start"], before["finish"])


def test_slack_and_paths_run_through_other_projects(shell: Shell) -> None:
    shell.ok("add", "program", "Site")
    shell.ok("add", "project", "Yard", "--into", "PG-1")
    shell.ok("add", "project", "Gate house", "--into", "PG-1")
    yard, gate = (one["key"] for one in shell.json("list", "projects")["rows"][-2:])
    for project in (yard, gate):
        shell.ok("set", project, "start=2031-03-03")
    keys = []
    for title, project in (("A", yard), ("B", gate), ("B2", gate), ("C", yard)):
        keys.append(shell.ok("add", "task", title, "--into", project).split()[0])
        shell.ok("set", keys[-1], "duration=2d")
    for predecessor, successor in itertools.pairwise(keys):
        shell.ok("link", successor, predecessor)
    for scope in (yard, "PG-1"):
        tasks = {one["key"]: one for one in shell.json("schedule", scope)["tasks"]}
        first = tasks[keys[0]]
        assert (first["total_slack_days"], first["free_slack_days"]) == (0, 0)
        assert first["critical"] is True
    path = shell.json("schedule", yard, "--paths", "1")["rows"][0]
    assert (path["tasks"], path["slack_days"]) == (keys, 0)
