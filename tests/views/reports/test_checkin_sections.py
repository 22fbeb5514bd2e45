"""This file tests what a report takes from check-ins: needs, next steps, the parts below."""

from datetime import date, timedelta
from typing import Any

from pmtui.figures.reports.comparison import compared
from pmtui.model.governance.checkins import Ask, CheckIn
from pmtui.views.reports.board_form import board_form
from pmtui.views.reports.content import (
    NO_WORDS,
    ReportContent,
    ReportSection,
    ReportWords,
    spoken,
    without_typed,
)
from pmtui.views.reports.draft import draft
from pmtui.views.reports.text_form import as_text
from tests.conftest import TODAY, a_component, a_person, a_project, figures_of, id_of

FRIDAY = date(2026, 11, 20)
BEFORE = date(2026, 11, 13)
PEOPLE = (a_person("H-1", "Ann Archer"), a_person("H-2", "Bob Baker"))


def a_checkin(number: int, project: str = "P-1", **fields: Any) -> CheckIn:
    given = {"text": f"word {number}", "period": FRIDAY, "at": FRIDAY, **fields}
    return CheckIn(id=id_of(f"CI-{number}"), key=f"CI-{number}", component=id_of(project), **given)


def an_ask(number: int, title: str, project: str = "P-1", **fields: Any) -> Ask:
    given = {"asked_at": TODAY - timedelta(days=number), "owner": id_of("H-1"), **fields}
    return Ask(
        id=id_of(f"AK-{number}"), key=f"AK-{number}", component=id_of(project), title=title, **given
    )


def the_report(scope: str, *rows: Any) -> ReportContent:
    figures = figures_of(*PEOPLE, *rows)
    return draft(compared(figures, figures, id_of(scope)))


def section(content: ReportContent, name: str) -> ReportSection | None:
    return next((part for part in content.sections if part.id == name), None)


def cells(content: ReportContent, name: str) -> list[tuple[str, ...]]:
    part = section(content, name)
    return [line.cells for line in part.lines] if part is not None else []


def test_needs_and_next_steps_are_those_of_the_last_check_in_and_its_open_asks() -> None:
    content = the_report(
        "P-1",
        a_project("P-1"),
        a_checkin(1, needs="a desk", next_steps="old step", period=BEFORE, at=BEFORE),
        a_checkin(
            2,
            text="Slow.\nThe vendor is late.",
            needs="two testers\na room\nmore light",
            next_steps="test the checkout\n\ngo live",
            by=id_of("H-2"),
        ),
        an_ask(3, "Two testers", checkin=id_of("CI-2"), needed_by=TODAY - timedelta(days=1)),
        an_ask(9, "a licence", state="acknowledged", needed_by=TODAY + timedelta(days=1)),
        an_ask(4, "a room", state="answered", answered_at=TODAY),
    )
    assert cells(content, "needs") == [
        ("AK-9 a licence", "Ann Archer", "24 Nov 2026", "9 d, acknowledged"),
        ("AK-3 Two testers", "Ann Archer", "22 Nov 2026", "3 d"),
        ("more light", "—", "—", "—"),
    ]
    assert cells(content, "next_steps") == [("test the checkout",), ("go live",)]
    assert cells(content, "summary") == [("Slow.",), ("The vendor is late.",)]
    needs = section(content, "needs")
    assert needs is not None
    assert [line.tone for line in needs.lines] == ["plain", "bad", "plain"]
    assert needs.note == "check-in of 20 Nov 2026 by Bob Baker"


def test_a_check_in_that_is_missing_is_said_beside_the_last_one() -> None:
    old = a_checkin(1, next_steps="test", period=BEFORE, at=BEFORE)
    steps = section(the_report("P-1", a_project("P-1"), old), "next_steps")
    assert steps is not None
    assert steps.note == "check-in of 13 Nov 2026; the one due 20 Nov 2026 is missing"


def test_what_its_author_typed_goes_before_what_the_check_in_said_and_nothing_else_does() -> None:
    content = the_report(
        "P-1", a_project("P-1"), a_checkin(1, needs="two testers", next_steps="test")
    )
    words = ReportWords(needs="  one tester\nat most ")
    said = {part.id: part for part in spoken(content, words)}
    assert said["needs"].prose == "one tester\nat most"
    assert not said["needs"].lines
    assert said["next_steps"].lines[0].cells == ("test",)
    assert [part.id for part in spoken(content, words)][:4] == [
        "rating", "summary", "needs", "next_steps",
    ]  # fmt: skip
    assert not cells(without_typed(content, words), "needs")
    assert without_typed(content, NO_WORDS) == content
    text = "\n".join(as_text(content, words=words))
    assert "one tester" in text
    assert "two testers" not in text


def test_words_are_said_where_a_board_has_no_rating_to_read() -> None:
    content = the_report("P-1", a_project("P-1", state="closed"))
    assert "over and done" in "\n".join(
        as_text(board_form(content), words=ReportWords(summary="over and done"))
    )
    bare = [part.id for part in spoken(ReportContent(
        scope=0, key="", name="", day=TODAY, revision=1), ReportWords(summary="x"))]  # fmt: skip
    assert bare == ["summary"]


def test_a_program_has_a_line_for_each_of_its_children_the_missing_first() -> None:
    content = the_report(
        "PG-1",
        a_component("PF-1"),
        a_component("PG-1", "PF-1"),
        a_project("P-1", "PG-1", name="In"),
        a_project("P-2", "PG-1", name="Late"),
        a_project("P-3", "PG-1", name="Missing"),
        a_project("P-4", "PG-1", name="Over", state="closed"),
        a_project("P-5", "PG-1", name="Never", reported_rag="R"),
        a_checkin(1, "P-1", rag="G", text="All\nwell"),
        a_checkin(2, "P-2", rag="A", at=TODAY),
        a_checkin(3, "P-3", rag="R", text="stuck", period=BEFORE, at=BEFORE),
        an_ask(5, "help", "P-3"),
        an_ask(6, "more help", "P-3"),
    )
    assert cells(content, "checked_in") == [
        ("P-3 Missing", "missing 3 d", "R", "13 Nov 2026: stuck", "2"),
        ("P-5 Never", "missing 3 d", "R", "—", "0"),
        ("P-2 Late", "late 3 d", "A", "word 2", "0"),
        ("P-1 In", "in", "G", "All well", "0"),
    ]
    part = section(content, "checked_in")
    assert part is not None
    assert part.note == "2 missing, 1 late, 1 in"
    assert [line.tone for line in part.lines] == ["bad", "bad", "warn", "good"]


def test_a_portfolio_says_of_each_program_who_is_missing_in_it() -> None:
    rows = (
        a_component("PF-1"),
        a_component("PG-1", "PF-1"),
        a_component("PG-2", "PF-1"),
        a_component("PG-3", "PF-1"),
        a_project("P-1", "PG-1"),
        *(a_project(f"P-{at}", "PG-1") for at in range(2, 7)),
        a_project("P-9", "PG-2"),
        a_checkin(1, "P-1", rag="G"),
        a_checkin(9, "P-9", rag="A"),
    )
    assert cells(the_report("PF-1", *rows), "checked_in") == [
        (
            "PG-1 program PG-1", "5 missing, 1 in", "—",
            "missing: P-2 3 d, P-3 3 d, P-4 3 d and 2 more", "0",
        ),
        ("PG-2 program PG-2", "1 in", "—", "P-9 A: word 9", "0"),
    ]  # fmt: skip


def test_where_nobody_has_checked_in_a_report_says_nothing_of_it() -> None:
    content = the_report("PG-1", a_component("PG-1"), a_project("P-1", "PG-1"))
    assert not {part.id for part in content.sections} & {
        "summary", "needs", "next_steps", "checked_in",
    }  # fmt: skip
