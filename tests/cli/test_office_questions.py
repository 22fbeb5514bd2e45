"""This file asks 25 questions of a program office, on two portfolios, and compares the answers.

The expected ones come from plain scripts over the file of the store; where a question needs the
schedule, from what the lists of the program say about each row.
"""

import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.query.questions import QUESTIONS
from tests.cli.running import Shell
from tests.house.checkout import ROOT
from tests.office_answers import ANSWERS, Store, typed_rating

STORES: Final = ("portfolio", "gmpp_2023")


@pytest.fixture(params=STORES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Shell:
    """A portfolio of a few projects, and one of 244."""
    path = tmp_path / "plan.json"
    shutil.copy(ROOT / "sample_data" / f"{request.param}.json", path)
    return Shell(path)


def asked(shell: Shell, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = shell.json("question", name)["rows"]
    return rows


def keys(rows: list[dict[str, Any]]) -> set[str]:
    return {row["key"] for row in rows}


def test_a_script_over_the_file_of_the_store_answers_the_same(office: Shell) -> None:
    store = Store(office.store)
    answers = {name: keys(asked(office, name)) for name in ANSWERS}
    assert answers == {name: answer(store) for name, answer in ANSWERS.items()}


def test_projects_of_which_only_amounts_and_dates_are_typed_are_rated_as_by_a_script(
    office: Shell,
) -> None:
    store = Store(office.store)
    planned = {row["component"] for row in store.rows("tasks")}
    projects = [
        row for row in store.live() if row["kind"] == "project" and row["id"] not in planned
    ]
    ratings = {row["key"]: typed_rating(store, row) for row in projects}
    said = {row["key"]: row.get("said_rag", "") for row in projects}
    red = {key for key, rating in ratings.items() if rating == "R"}
    assert keys(asked(office, "red")) & ratings.keys() == red
    melons = {key for key in red if said[key] == "G"}
    assert keys(asked(office, "watermelon")) & ratings.keys() == melons
    unrated = {key for key, rating in ratings.items() if not rating}
    assert keys(asked(office, "unrated")) & ratings.keys() == unrated
    assert all(row["why"] for row in asked(office, "red"))


def test_what_needs_the_schedule_agrees_with_the_figures_of_the_lists(office: Shell) -> None:
    components = office.json("list", "components")["rows"]
    slips = {row["key"]: row["slip_days"] or 0 for row in components}
    slipped = [row["key"] for row in asked(office, "slipped")]
    assert set(slipped) == {key for key, days in slips.items() if days > 0}
    assert [slips[key] for key in slipped] == sorted((slips[key] for key in slipped), reverse=True)
    over = {
        row["key"]
        for row in components
        if row["forecast"] and row["budget"] and float(row["forecast"]) > float(row["budget"])
    }
    assert keys(asked(office, "over")) == over
    tasks = office.json("list", "tasks")["rows"]
    assert keys(asked(office, "late")) == {row["key"] for row in tasks if row["overdue"]}
    assert keys(asked(office, "money")) == {row["key"] for row in components}


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
