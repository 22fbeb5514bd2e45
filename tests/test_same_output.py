"""This file tests that the comparison of two builds names every answer that differs."""

import os
import zipfile
from pathlib import Path

import pytest

from pmtui.demo import sample_workspace
from pmtui.store.disk.making_and_opening import init_store
from scripts.same_output import answer, differences, digest


def test_an_answer_that_differs_or_is_missing_is_named() -> None:
    theirs: dict[str, object] = {"a": [0, {"stdout": "1"}], "b": [0, {}], "c": [0, {}]}
    assert differences(theirs, theirs) == []
    assert differences(theirs, {"a": [0, {"stdout": "2"}], "b": [0, {}]}) == ["a", "c"]


def test_a_workbook_is_the_same_whenever_it_was_made(tmp_path: Path) -> None:
    digests = []
    for made, rows in (("today", "1"), ("tomorrow", "1"), ("today", "2")):
        with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as book:
            book.writestr("docProps/core.xml", made)
            book.writestr("xl/worksheets/sheet1.xml", rows)
        digests.append(digest(tmp_path / "book.xlsx"))
    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="questions are asked in a forked process")
def test_a_question_is_answered_by_what_the_verb_writes(tmp_path: Path) -> None:
    store = tmp_path / "store.json"
    init_store(store, workspace=sample_workspace()).close()
    rows, again = (answer(("list", "risks", "--json"), store) for _ in range(2))
    assert rows == again
    assert rows != answer(("list", "risks", "is:any", "sort:key-", "--json"), store)
    assert rows[0] == 0
    assert answer(("list", "nonsense"), store)[0] == 2
    written = answer(("export", "risks", "out.csv"), store)[1]
    assert "out.csv" in str(written)
