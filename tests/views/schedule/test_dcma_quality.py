"""This file tests how the fourteen points are told."""

from pmtui.figures.schedule_analysis.dcma_quality import quality
from pmtui.views.schedule.dcma_quality import quality_line, quality_sections
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of

P = id_of("P-1")


def test_the_line_counts_what_is_kept_and_names_the_rest() -> None:
    figures = figures_of(a_project(start=TODAY), a_task("T-1", duration=480))
    line = quality_line(quality(figures, P))
    assert line.startswith("quality ")
    assert "logic" in line
    assert "resources" in line
    assert quality_line(()) == ""


def test_who_does_not_keep_a_point_stands_below_it() -> None:
    figures = figures_of(a_project(start=TODAY), a_task("T-1", "Alone", duration=480))
    points, *failed = quality_sections(figures, P)
    assert len(points.entries) == 14
    assert points.entries[0].cells[0].text == "no Missing logic"
    assert "100 %" in points.entries[0].cells[1].text
    assert [one.title for one in failed] == ["Missing logic", "Nobody assigned"]
    assert failed[0].entries[0].target == ("tasks", id_of("T-1"))


def test_more_than_fifty_are_counted() -> None:
    many = [a_task(f"T-{at}", duration=480) for at in range(60)]
    _, loose, _ = quality_sections(figures_of(a_project(start=TODAY), *many), P)
    assert loose.entries[-1].cells[0].text == "and 10 more"


def test_a_scope_without_a_plan_says_so() -> None:
    (section,) = quality_sections(figures_of(a_project()), P)
    assert "stand on one in the tree" in section.empty
