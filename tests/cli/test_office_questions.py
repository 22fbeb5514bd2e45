"""This file asks the questions of a program office, on two portfolios, and compares the answers.

The expected ones come from plain scripts over the file of the store (`tests/office`), which work
out schedule, money and ratings by themselves; on some days, for answers change with the day.
"""

import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui import clock
from pmtui.machine import login_of
from pmtui.query.questions import QUESTIONS
from tests.cli.running import Shell
from tests.house.checkout import ROOT
from tests.office.answers import ANSWERS, ORDERS, Office, in_order, mine
from tests.office.store import Store

STORES: Final = ("portfolio", "gmpp_2023")
DAYS: Final = (date(2026, 11, 23), date(2026, 12, 20), date(2027, 3, 1), date(2028, 1, 5))
"""As the sample is told, and as it comes to be when nobody touches it any more."""


@pytest.fixture(params=STORES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Shell:
    """A portfolio of a few projects, and one of 244."""
    path = tmp_path / "plan.json"
    shutil.copy(ROOT / "sample_data" / f"{request.param}.json", path)
    return Shell(path)


def asked(shell: Shell, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = shell.json("question", name)["rows"]
    return rows


def put_off_to(day: date, patch: pytest.MonkeyPatch) -> None:
    """Let the clock show the noon of a day."""
    patch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    patch.setattr(clock, "today", lambda _zone: day)


@pytest.mark.parametrize("day", [None, *DAYS], ids=str)
def test_a_script_over_the_file_of_the_store_answers_every_question_the_same(
    office: Shell, day: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if day is not None:
        put_off_to(day, monkeypatch)
    scripts = Office(Store(office.store, day))
    for name in ANSWERS.keys() - {"mine"}:
        expected = ANSWERS[name](scripts)
        rows = asked(office, name)
        named = next(iter(expected.values()), {})
        assert {row["key"]: {field: row[field] for field in named} for row in rows} == expected
        if name in ORDERS:
            field, falls = ORDERS[name]
            assert in_order(rows, field, falls=falls), name
        assert all(row["why"] for row in rows if row.get("rag"))


@pytest.mark.parametrize("day", [None, *DAYS], ids=str)
def test_what_somebody_should_do_today_is_as_by_a_script(tmp_path: Path, day: date | None) -> None:
    path = tmp_path / "plan.json"
    shutil.copy(ROOT / "sample_data" / "portfolio.json", path)
    scripts = Office(Store(path, day))
    shell = Shell(path)
    for key in ("H-2", "H-5"):
        shell.ok("set", key, f"logins={login_of(os.getuid())}")
        with pytest.MonkeyPatch.context() as patch:
            if day is not None:
                put_off_to(day, patch)
            rows = asked(shell, "mine")
        assert {row["key"] for row in rows} == mine(scripts, key).keys()
        assert in_order(rows, "due", falls=False)
        shell.ok("set", key, "logins=none")
    assert mine(scripts, "H-2")


def test_the_scripts_know_every_question_that_has_a_name() -> None:
    assert list(ANSWERS) == [question.name for question in QUESTIONS]


def test_the_other_verbs_answer_the_rest(office: Shell) -> None:
    causes = office.json("attention")["rows"]
    assert all(cause["reason"] and cause["clears"] for cause in causes)
    assert office("diff", "now", "now").code == 0
    assert office.json("contracts")["kind"] == "contracts"
    assert office("list", "tasks", "owner:ann").code in {0, 2}
    assert office.json("health")["below"]


def test_each_question_is_answered_in_words_and_in_json(office: Shell) -> None:
    for question in QUESTIONS:
        if question.name == "mine":
            refused = office("question", question.name)
            assert (refused.code, refused.out) == (2, "")
            assert "link your login" in refused.err
            continue
        assert office("question", question.name).code == 0
        document = office.json("question", question.name)
        assert (document["kind"], document["question"]) == ("answer", question.name)


def test_questions_are_listed_and_a_wrong_one_says_what_is_near(office: Shell) -> None:
    assert [row["name"] for row in office.json("question")["rows"]] == [
        row.name for row in QUESTIONS
    ]
    assert office.ok("question").startswith("question\tasks for\n")
    wrong = office("question", "redd")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == "pmtui: there is no question 'redd': did you mean red?\n"
    assert office("question", "red", "nowhere").code == 2


def test_names_and_letters_are_each_there_once_and_there_are_25_at_least() -> None:
    assert len(QUESTIONS) >= 25
    assert len({row.name for row in QUESTIONS}) == len(QUESTIONS)
    assert len({row.letter for row in QUESTIONS}) == len(QUESTIONS)
