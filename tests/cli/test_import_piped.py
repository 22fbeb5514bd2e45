"""This file tests `import -`: tables and plans that come on standard input."""

import json

import pytest

from tests.cli.running import Shell
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.xer.documents import an_activity, document, plan_tables

_CSV = "Task,Owner,Due\nDig,Ann Archer,2031-02-01\nPour,Cleo Cole,2031-03-01\n"
_JSON = json.dumps([{"task": "Dig", "owner": "Ann"}, {"task": "Pour", "owner": "Cleo"}])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (_CSV, ()),
        (_CSV, ("--format", "csv")),
        (_CSV.replace(",", "\t"), ()),
        ("Task\tNote\nDig\ta, b, c\nPour\td, e, f\n", ("--format", "tsv")),
        (_JSON, ()),
        (_JSON, ("--format", "json")),
    ],
)
def test_a_table_is_taken_in_from_standard_input(
    empty: Shell, text: str, words: tuple[str, ...]
) -> None:
    empty.ok("import", "-", *words, stdin=text)
    titles = [row["title"] for row in empty.json("list", "tasks")["rows"]]
    assert sorted(titles) == ["Dig", "Pour"]


def test_plans_are_taken_in_from_standard_input(empty: Shell) -> None:
    empty.ok("import", "-", stdin=tasks(a_task(1)).decode())
    xer = document(plan_tables(TASK=[an_activity(1, task_name="Pour")])).decode("cp1252")
    empty.ok("import", "-", stdin=xer)
    titles = [row["title"] for row in empty.json("list", "tasks")["rows"]]
    assert sorted(titles) == ["Pour", "T1"]


def test_another_table_on_standard_input_is_another_table(empty: Shell) -> None:
    empty.ok("import", "-", stdin=_CSV)
    ran = empty("import", "-", stdin="Task,Owner,Due\nPaint,Ann Archer,2031-05-01\n")
    assert (ran.code, "no longer in the table" in ran.err) == (0, False)
    again = empty("import", "-", stdin=_CSV)
    assert (again.code, "to create" in again.out) == (0, False)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("", (), "nothing came on standard input"),
        (_JSON, ("--format", "xlsx"), "this is no XLSX workbook"),
        (_CSV, ("--format", "json"), "no JSON that can be read"),
        ('{"tasks": [{"title": "Dig"}]}', (), "take it in with `pmtui apply -`"),
    ],
)
def test_what_cannot_be_taken_in_is_said_in_one_line(
    empty: Shell, text: str, words: tuple[str, ...], told: str
) -> None:
    ran = empty("import", "-", *words, stdin=text)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_document_for_apply_is_named_with_the_verb_that_takes_it(empty: Shell) -> None:
    path = empty.store.with_name("rows.json")
    path.write_text('{"schema": "pmtui/1", "projects": [{"name": "Depot"}]}', "utf-8")
    ran = empty("import", str(path))
    assert ran.code == 2
    assert f"pmtui apply {path}" in ran.err
