"""This file tests the lines that name tasks which wait for each other."""

from pmtui.views.wording.loop_lines import loop_lines
from tests.conftest import a_link, a_project, a_task, figures_of, id_of

LOOP = a_task("T-1"), a_task("T-2", after="T-1"), a_link("T-2", "T-1")
PROJECTS = (id_of("P-1"), id_of("P-2"))


def test_a_project_with_a_loop_is_named_and_one_without_is_not() -> None:
    figures = figures_of(a_project("P-1", name="Site"), a_project("P-2"), *LOOP)
    (line,) = loop_lines(figures, PROJECTS)
    assert line.startswith("P-1 Site: tasks wait for each other: ")
    assert list(loop_lines(figures, PROJECTS[1:])) == []


def test_a_project_that_is_archived_or_gone_is_not_named() -> None:
    archived = figures_of(a_project("P-1", archived=True), a_project("P-2"), *LOOP)
    assert list(loop_lines(archived, PROJECTS)) == []
    there = figures_of(a_project("P-1"), *LOOP)
    assert len(list(loop_lines(there, (id_of("P-9"), id_of("P-1"))))) == 1


def test_nothing_is_named_where_nothing_loops() -> None:
    figures = figures_of(a_project(), a_task("T-1"), a_task("T-2", after="T-1"))
    assert list(loop_lines(figures, PROJECTS)) == []
