"""This file tests which lessons of others a project is shown."""

from typing import Any

from pmtui.figures.governance.like_lessons import lessons_for
from pmtui.model.governance.lessons import Lesson
from tests.conftest import a_component, a_project, figures_of, id_of


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
