"""This file tests what a card says and how it uses its width."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.board.cards import card, card_strip
from tests.conftest import (
    TODAY,
    a_check,
    a_link,
    a_person,
    a_project,
    a_risk,
    a_task,
    figures_of,
    id_of,
)

BOB = a_person("H-1", "Bob Orr")
ONE = id_of("T-18")


def a_card(width: int = 60, **fields: Any) -> list[str]:
    given = {"title": "Checkout flow", "column": "Doing", **fields}
    return lines(figures_of(a_project(), BOB, a_task("T-18", **given)), width)


def lines(figures: Figures, width: int, task: int = ONE) -> list[str]:
    return [" ".join(cell.text for cell in line) for line in card(figures, task, width).lines]


def test_a_card_shows_only_what_is_not_the_default() -> None:
    assert a_card() == ["T-18 Checkout flow"]


def test_a_card_shows_priority_owner_and_age() -> None:
    text = a_card(priority=1, owner=BOB.id, entered=TODAY - timedelta(days=9))
    assert text == ["T-18 Checkout flow !1 BO 9d"]


def test_a_card_shows_percent_tags_and_lateness() -> None:
    assert a_card(percent=60, tags=("gdpr",)) == ["T-18 Checkout flow 60% #gdpr"]
    assert a_card(due=TODAY - timedelta(days=3)) == ["T-18 Checkout flow late 3d"]


def test_a_blocked_card_names_what_blocks_it() -> None:
    assert a_card(blocked="no licence") == ["T-18 Checkout flow ■ blocked"]
    figures = figures_of(
        a_project(), a_task("T-17", column="Doing"), a_task("T-18", "Pay", after="T-17")
    )
    assert lines(figures, 40) == ["T-18 Pay ■ by T-17"]
    assert card(figures, ONE, 40).tone == "warn"


def test_a_card_counts_its_checks() -> None:
    figures = figures_of(
        a_project(), a_task("T-18", "Pay"), a_check("T-18", 1, done=True), a_check("T-18", 2)
    )
    assert lines(figures, 40) == ["T-18 Pay 1/2"]


def test_a_done_card_is_dim_and_says_no_more_than_its_title() -> None:
    figures = figures_of(
        a_project(), a_task("T-18", "Pay", column="Done", priority=1, due=date(2020, 1, 1))
    )
    assert lines(figures, 40) == ["T-18 Pay"]
    assert card(figures, ONE, 40).tone == "dim"


def test_a_long_title_goes_on_in_the_second_line_before_the_facts() -> None:
    assert a_card(14, priority=1, owner=BOB.id) == ["T-18 Checkout", "flow !1 BO"]


def test_the_last_facts_go_where_the_width_is_short() -> None:
    tags = ("privacy", "legal", "launch")
    first, second = a_card(14, due=TODAY - timedelta(days=3), priority=1, tags=tags)
    assert first == "T-18 Checkout flow"
    assert second.startswith("late 3d !1")
    assert "#" not in second
    assert len(second) <= 14


def test_a_title_with_no_room_beside_the_facts_is_cut_where_it_stands() -> None:
    late = TODAY - timedelta(days=3)
    assert a_card(17, due=late)[0] == "T-18 Checkout"
    assert a_card(17, due=late)[1].startswith("flow late 3d")
    assert a_card(14, due=late, priority=1) == ["T-18 Checkout flow", "late 3d !1"]


def test_wide_characters_take_two_cells() -> None:
    text = a_card(13, title="結帳 流程 測試")
    assert text == ["T-18 結帳", "流程 測試"]


def test_a_title_written_without_spaces_goes_on_in_the_second_line() -> None:
    text = a_card(13, title="新しいウェブサイトの構築")
    assert text == ["T-18 新しいウ", "ェブサイトの…"]
    assert a_card(13, title="Responsibilities of all") == ["T-18 Responsibilities", "of all"]


def test_the_strip_says_where_a_card_stands_and_what_hangs_on_it() -> None:
    figures = figures_of(
        a_project(),
        BOB,
        a_risk("R-7", 3, 5, title="Supplier late"),
        a_task("T-17", column="Doing"),
        a_task(
            "T-18", "Checkout flow",
            column="Review", owner=BOB.id, due=date(2026, 11, 20), after="T-17", days=3,
            entered=TODAY - timedelta(days=9), risk=id_of("R-7"),
        ),
        a_task("T-20", after="T-18"),
        a_check("T-18", 1),
    )  # fmt: skip
    strip = [" · ".join(cell.text for cell in line) for line in card_strip(figures, ONE)]
    assert strip == [
        "T-18 Checkout flow · Review since 9 d (limit 5) · Bob Orr · due Fri 20 Nov, late 3 d",
        "waits for T-17 · blocks T-20 · 0/1 checks · estimate 3d · R-7 Supplier late (15 H)",
        "Moving T-18 to Done unblocks T-20",
    ]


def test_the_strip_invites_no_move_that_frees_nothing() -> None:
    figures = figures_of(a_project(), a_task("T-18", "Pay", column="Review"))
    assert len(card_strip(figures, ONE)) == 1
    held = figures_of(a_project(), a_task("T-18", "Pay", column="Ready", blocked="no licence"))
    assert card_strip(held, ONE)[-1][0].text == "blocked: no licence"


def test_a_list_of_many_tasks_is_cut_short() -> None:
    successors = [a_task(f"T-{one}", after="T-18") for one in range(30, 37)]
    figures = figures_of(a_project(), a_task("T-18", "Pay", column="Ready"), *successors)
    ties = [cell.text for cell in card_strip(figures, ONE)[1]]
    assert ties == ["blocks T-30, T-31, T-32, T-33 and 3 more"]
    assert card_strip(figures, ONE)[2][0].text.startswith("7 tasks waiting for it alone: T-30")


def test_a_summary_counts_its_sub_tasks() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-18", "Pay", column="Ready"),
        a_task("T-19", column="Done", under="T-18"),
        a_task("T-20", column="Ready", under="T-18"),
    )
    assert "1/2 sub-tasks" in [cell.text for cell in card_strip(figures, ONE)[1]]


def test_a_card_of_the_first_priority_stands_out() -> None:
    def tone(priority: int) -> str:
        figures = figures_of(a_project(), a_task("T-18", "Pay", priority=priority))
        return card(figures, ONE, 40).lines[0][-1].tone

    assert [tone(priority) for priority in (1, 2, 4)] == ["accent", "plain", "plain"]


@pytest.mark.parametrize(
    ("successors", "text"),
    [
        (3, "blocks T-31, T-32, T-33"),
        (4, "blocks T-31, T-32, T-33, T-34"),
        (5, "blocks T-31, T-32, T-33, T-34 and 1 more"),
    ],
)
def test_four_tasks_are_named_and_more_are_counted(successors: int, text: str) -> None:
    rows = [a_task(f"T-{at}", after="T-18") for at in range(31, 31 + successors)]
    figures = figures_of(a_project(), a_task("T-18", "Pay", column="Ready"), *rows)
    assert card_strip(figures, ONE)[1][0].text == text


def test_a_task_that_is_archived_or_gone_is_not_held_up() -> None:
    rows = a_task("T-30", after="T-18", archived=True), a_link("T-18", "T-99")
    figures = figures_of(a_project(), a_task("T-18", "Pay", column="Ready"), *rows)
    assert len(card_strip(figures, ONE)) == 1


def test_a_card_that_is_done_or_in_no_column_invites_to_nothing() -> None:
    successor = a_task("T-30", after="T-18")
    for fields in ({"column": "Done"}, {}, {"column": "Review", "percent": 100}):
        figures = figures_of(a_project(), a_task("T-18", "Pay", **fields), successor)
        texts = [line[0].text for line in card_strip(figures, ONE)]
        assert any("Moving" in text for text in texts) == (fields.get("column") == "Review")
