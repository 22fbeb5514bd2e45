"""This file asks a body which projects to do, up to where they are selected."""

import pytest

from tests.cli.running import Shell

_PROJECTS = (
    ("Plant LA", 6, 9),
    ("Plant SF", 3, 5),
    ("Store LA", 5, 6),
    ("Store SF", 2, 4),
)
"""California Manufacturing (Hillier and Lieberman), without its rules."""


@pytest.fixture
def asked(empty: Shell) -> Shell:
    """A portfolio of four projects with 10 to spend, and a board that was asked."""
    empty.ok("add", "portfolio", "Acme")
    for at, (name, cost, worth) in enumerate(_PROJECTS, 1):
        empty.ok("add", "project", name, "--into", "PF-1")
        empty.ok("set", f"P-{at}", f"budget={cost}", f"benefits_baseline={worth}")
    empty.ok("set", "PF-1", "budget=10")
    empty.ok("add", "person", "Ann")
    empty.ok("add", "body", "Board chair:Ann", "--into", "PF-1")
    empty.ok("recommend")
    return empty


def _statuses(shell: Shell) -> list[str]:
    rows = shell.json("list", "projects", "--columns", "key,portfolio_status")["rows"]
    return [row["portfolio_status"] for row in rows]


def test_a_paper_says_what_is_best_what_else_there_is_and_what_would_change_it(
    asked: Shell,
) -> None:
    paper = asked.json("report", "D-1")
    assert (paper["decision"], paper["verdict"]) == ("D-1", None)
    places = {row["key"]: row["place"] for row in paper["choices"]}
    assert places == {"P-1": "out", "P-2": "in", "P-3": "in", "P-4": "in"}
    sections = {part["id"]: [line[0] for line in part["lines"]] for part in paper["sections"]}
    assert sections["options"][0] == "next best: P-1, P-2: worth 14 EUR for 9 EUR of budget"
    assert sections["sensitivity"][:3] == [
        "budget: from 11 EUR (1 EUR more) P-1, P-2, P-4, worth 18 EUR",
        "budget: below 10 EUR (any cut) P-1, P-2, worth 14 EUR",
        "P-1 comes in where it is worth over 1 EUR more",
    ]


def test_what_the_body_decides_is_selected_in_the_same_commit(asked: Shell) -> None:
    assert _statuses(asked) == ["proposed"] * 4
    answer = asked.json("decide", "D-1", "accept")
    assert answer["message"] == "D-1 accepted; P-2, P-3, P-4 selected; P-1 not"
    assert _statuses(asked) == ["proposed", "selected", "selected", "selected"]
    outcomes = asked.json("list", "choices")["rows"]
    assert [row["outcome"] for row in outcomes] == ["not_selected", *["selected"] * 3]
    asked.ok("undo")
    assert _statuses(asked) == ["proposed"] * 4


@pytest.mark.parametrize(
    "words", [("set", "D-1", "verdict=accept"), ("apply", "-")], ids=["set", "apply"]
)
def test_every_door_that_accepts_it_selects(asked: Shell, words: tuple[str, ...]) -> None:
    text = '{"decisions": [{"key": "D-1", "verdict": "accept"}]}'
    assert asked(*words, stdin=text).code == 0
    assert _statuses(asked) == ["proposed", "selected", "selected", "selected"]


def test_it_is_on_the_agenda_of_its_body_alone_and_settled_there(asked: Shell) -> None:
    asked.ok("add", "body", "Other", "--into", "PF-1")
    for body in ("BD-1", "BD-2"):
        asked.ok("add", "meeting", f"Monthly body:{body} day:+2d", "--into", "PF-1")
    assert [row["key"] for row in asked.json("agenda", "MT-1")["rows"]] == ["D-1"]
    assert asked.json("agenda", "MT-2")["rows"] == []
    asked.ok("settle", "MT-1", "D-1", "accept")
    assert _statuses(asked)[1:] == ["selected"] * 3
    decisions = asked.json("minutes", "MT-1")["decisions"]
    assert [row["key"] for row in decisions] == ["D-1"]


def test_a_project_passes_every_status_on_its_way(asked: Shell) -> None:
    asked.ok("set", "P-2", "portfolio_status=idea")
    asked.ok("decide", "D-1", "accept")
    assert _statuses(asked)[1] == "selected"


def test_what_was_given_up_meanwhile_is_not_selected(asked: Shell) -> None:
    asked.ok("set", "P-2", "state=cancelled", "--anyway")
    answer = asked("decide", "D-1", "accept")
    assert answer.code == 4
    assert "P-2 Plant SF is cancelled: take it out of the decision first" in answer.err
    assert _statuses(asked)[2] == "proposed"
    asked.ok("set", "CH-2", "place=out")
    asked.ok("decide", "D-1", "accept")


def test_more_may_be_asked_and_all_refused(asked: Shell) -> None:
    asked.ok("decide", "D-1", "return", "what of the risks?")
    assert [row["kind"] for row in asked.json("inbox")["rows"]] == ["selection"]
    asked.ok("decide", "D-1", "reject")
    waiting = [row for row in asked.json("inbox")["rows"] if not row["decided_by"]]
    assert waiting == []
    assert _statuses(asked) == ["proposed"] * 4
    assert {row["outcome"] for row in asked.json("list", "choices")["rows"]} == {"refused"}


def test_what_was_decided_stays_as_it_was(asked: Shell) -> None:
    asked.ok("decide", "D-1", "accept")
    answer = asked("set", "CH-1", "place=in")
    assert answer.code == 4
    assert "stays as it is" in answer.err


def test_who_may_select_is_data_and_only_warns(asked: Shell) -> None:
    asked.ok("add", "person", "Bob")
    asked.ok("add", "membership", "body:BD-1 person:Ann")
    asked.ok(
        "add", "approval_rule", "Selecting kind:selection body:BD-1 amount:9", "--into", "PF-1"
    )
    asked.ok("set", "D-1", "owner=Bob", "verdict=accept")
    told = asked("check").out
    assert "Bob may not: that may Board" in told


def test_hostile_names_are_no_markup_in_a_paper(asked: Shell) -> None:
    asked.ok("set", "P-2", "name=<script>x</script>\x1b[31m|[a](b)")
    assert "<script>" not in asked("report", "D-1", "--format", "html").out
    markdown = asked("report", "D-1", "--format", "md").out
    assert "\\<script\\>" in markdown
    assert "\x1b" not in markdown + asked("report", "D-1").out


def test_by_score_the_paper_says_who_judged_and_which_weight_turns_it(asked: Shell) -> None:
    for name, weight in (("Fit", 3), ("Ease", 1)):
        asked.ok("add", "scoring_criterion", f"{name} weight:{weight} scale:10", "--into", "PF-1")
    for at, (fit, ease) in enumerate(((9, 1), (2, 5), (6, 1), (3, 9)), 1):
        asked.ok("add", "score", f"component:P-{at} criterion:SC-1 value:{fit} by:Ann")
        asked.ok("add", "score", f"component:P-{at} criterion:SC-2 value:{ease} by:Ann")
    asked.ok("recommend", "--value", "score")
    sections = {part["id"]: part["lines"] for part in asked.json("report", "D-2")["sections"]}
    basis = [line[0] for line in sections["basis"]]
    assert any(line.startswith("P-1: Fit 9 of 10, Ann ") for line in basis)
    assert any(line[0].startswith("weight of Fit: ") for line in sections["sensitivity"])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("recommend", "Nobody"), "Nobody"),
        (("recommend", "--value", "nonsense"), "nonsense"),
        (("recommend", "--budget", "-5"), "is less than nothing"),
        (("report", "D-1", "--save"), "is a decision"),
    ],
)
def test_wrong_input_is_refused_with_its_reason(
    asked: Shell, words: tuple[str, ...], reason: str
) -> None:
    answer = asked(*words)
    assert answer.code == 2
    assert reason in answer.err


def test_several_bodies_are_named(asked: Shell) -> None:
    asked.ok("add", "body", "Other", "--into", "PF-1")
    answer = asked("recommend")
    assert answer.code == 2
    assert "BD-1 Board, BD-2 Other" in answer.err


def test_where_all_is_under_way_nothing_waits_to_be_decided_on(empty: Shell) -> None:
    empty.ok("add", "portfolio", "Acme")
    empty.ok("add", "project", "Site", "--into", "PF-1")
    empty.ok("set", "PF-1", "budget=10")
    empty.ok("set", "P-1", "state=initiating", "budget=4")
    empty.ok("add", "body", "Board", "--into", "PF-1")
    ran = empty("recommend", "--into", "PF-1")
    assert ran.code != 0
    assert "no project here waits to be decided on" in ran.err


def test_a_new_row_is_refused_without_the_number_it_would_have_had(empty: Shell) -> None:
    empty.ok("add", "project", "Site")
    empty.ok("add", "scoring_criterion", "Fit scale:5")
    words = "component:P-1 criterion:SC-1 value:77"
    ran = empty("add", "score", words)
    assert ran.code == 2
    assert "the new score: value: a score by SC-1 is a number from 0 to 5" in ran.err
