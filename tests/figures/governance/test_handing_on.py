"""This file tests the closing list of a project, and which lessons of others it is shown."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.governance.handing_on import closing_list, lessons_for
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.requirements import Acceptance, Verdict
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Benefit
from pmtui.model.governance.lessons import Lesson
from tests.conftest import Parts, a_component, a_project, a_task, figures_of, id_of


def a_lesson(key: str, project: str, **fields: Any) -> Lesson:
    return Lesson(id=id_of(key), key=key, component=id_of(project), title=f"Lesson {key}", **fields)


def _shown(*lessons: Lesson, **fields: Any) -> list[str]:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", category="website", tags=("legal", "shop"), **fields),
        a_project("P-2", category="website"),
        a_project("P-3", category="moves"),
        *lessons,
    )
    row = figures.workspace.components[id_of("P-1")]
    return [lesson.key for lesson in lessons_for(figures, row)]


def test_lessons_of_its_category_and_tags_are_shown_those_that_share_the_most_first() -> None:
    assert _shown(
        a_lesson("LL-1", "P-3", category="moves"),
        a_lesson("LL-2", "P-3", tags=("legal",)),
        a_lesson("LL-3", "P-3", category="Website", tags=("shop", "legal")),
        a_lesson("LL-4", "P-2"),
    ) == ["LL-3", "LL-2", "LL-4"]


def test_its_own_lessons_those_around_it_and_those_dropped_are_not_shown() -> None:
    assert not _shown(
        a_lesson("LL-1", "P-1", category="website"),
        a_lesson("LL-2", "PG-1", category="website"),
        a_lesson("LL-3", "P-2", state="dropped"),
        a_lesson("LL-4", "P-2", archived=True),
    )


def test_a_component_without_a_category_shares_none() -> None:
    figures = figures_of(a_project("P-1"), a_project("P-2"), a_lesson("LL-1", "P-2"))
    assert not [*lessons_for(figures, figures.workspace.components[id_of("P-1")])]


def closing(*rows: Entity | Parts) -> Figures:
    """A project under a program that is about to close."""
    return figures_of(a_component("PG-1"), a_project("P-1", "PG-1", state="closing"), *rows)


def listed(figures: Figures, key: str = "P-1") -> dict[str, tuple[bool, str]]:
    """How each item of a closing list stands, by its first word."""
    row = figures.workspace.components[id_of(key)]
    return {
        item.title.split()[0].strip(","): (item.is_done, item.words)
        for item in closing_list(figures, row)
    }


def open_count(figures: Figures, key: str) -> object:
    declared = figure("closing_open")
    assert declared is not None
    return declared.read(figures)(figures.workspace.components[id_of(key)])


def an_output(key: str) -> Parts:
    return a_task(key, kind="deliverable", title=f"Output {key}")


def a_verdict(number: int, task: str, verdict: Verdict, day: int) -> Acceptance:
    return Acceptance(
        id=id_of("P-1") + number, component=id_of("P-1"), task=id_of(task), verdict=verdict,
        at=date(2026, 11, day),
    )  # fmt: skip


def test_a_project_that_has_nothing_lacks_only_its_lessons() -> None:
    assert listed(closing()) == {
        "work": (True, "nothing is open"),
        "outputs": (True, "it has none"),
        "benefits": (True, "it feeds none"),
        "lessons": (False, "none yet"),
    }
    assert listed(closing(a_lesson("LL-1", "P-1", state="applied")))["lessons"] == (True, "1 noted")


def test_what_is_open_is_named_with_what_it_is() -> None:
    is_done, words = listed(closing(a_task("T-1")))["work"]
    assert (is_done, words) == (False, "1 open task (T-1)")


def test_an_output_is_handed_over_once_its_newest_verdict_accepts_it() -> None:
    rows = an_output("T-1"), an_output("T-2"), an_output("T-3")
    verdicts = (
        a_verdict(801, "T-1", "rejected", 3), a_verdict(802, "T-1", "accepted", 9),
        a_verdict(803, "T-2", "accepted", 3), a_verdict(804, "T-2", "rejected", 9),
    )  # fmt: skip
    assert listed(closing(*rows, *verdicts))["outputs"] == (False, "1 of 3 accepted, not T-2, T-3")


def test_benefits_need_an_owner_and_a_next_measure() -> None:
    watched = Benefit(
        id=id_of("B-1"), key="B-1", component=id_of("P-1"), title="Speed", owner=7,
        next_measure=date(2027, 1, 1),
    )  # fmt: skip
    alone = Benefit(id=id_of("B-2"), key="B-2", component=id_of("P-1"), title="Calm")
    assert listed(closing(watched, alone))["benefits"] == (False, "1 of 2 watched, not B-2")


@pytest.mark.parametrize(("key", "count"), [("P-1", 1), ("PG-1", 2)])
def test_the_figure_counts_what_is_open_and_asks_nothing_of_a_portfolio(
    key: str, count: int
) -> None:
    figures = closing(a_component("PF-1"))
    assert open_count(figures, key) == count
    assert open_count(figures, "PF-1") is None


@pytest.mark.parametrize(
    ("count", "words"),
    [(3, "T-1, T-2, T-3"), (4, "T-1, T-2, T-3 and 1 more"), (5, "T-1, T-2, T-3 and 2 more")],
)
def test_the_first_three_that_wait_are_named_and_the_rest_counted(count: int, words: str) -> None:
    outputs = [an_output(f"T-{at + 1}") for at in range(count)]
    _, told = listed(closing(*outputs))["outputs"]
    assert told == f"0 of {count} accepted, not {words}"


def test_only_outputs_that_are_not_archived_are_handed_over() -> None:
    archived = a_task("T-1", kind="deliverable", archived=True)
    assert listed(closing(archived, a_task("T-2")))["outputs"] == (True, "it has none")


def test_each_item_is_told_with_how_it_stands_and_why_nothing_is() -> None:
    declared = figure("closing_open")
    assert declared is not None
    told = {item.label: item.value for item in declared.inputs(closing(), id_of("P-1"))}
    assert told["outputs handed over and accepted"] == "done: it has none"
    assert told["lessons written down"] == "open: none yet"
    for component in (0, id_of("PF-1")):
        (only,) = declared.inputs(closing(a_component("PF-1")), component)
        assert only.label == "undefined because"
