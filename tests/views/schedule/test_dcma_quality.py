"""This file tests how the fourteen points are told."""

from typing import Any

import pytest

from pmtui.figures.schedule_analysis.dcma_quality import QualityCheck, quality
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


def a_check(**fields: Any) -> QualityCheck:
    return QualityCheck(**{"id": "logic", "title": "Logic", "value": 0.0, "limit": 0.05, **fields})


def test_points_that_cannot_be_measured_are_not_counted_among_those_kept() -> None:
    checks = (
        a_check(), a_check(id="leads", value=0.5), a_check(id="bei", value=None),
        a_check(id="lags", value=0.05),
    )  # fmt: skip
    assert quality_line(checks) == "quality 2/3: leads"
    assert quality_line(checks[:1]) == "quality 1/1"
    assert quality_line((a_check(value=None),)) == ""


def test_a_point_is_good_bad_or_dim() -> None:
    figures = figures_of(a_project(start=TODAY), a_task("T-1", duration=480))
    points = quality_sections(figures, P)[0]
    cells = [entry.cells for entry in points.entries]
    tones = {(cell[0].text[:3].strip(), cell[0].tone) for cell in cells}
    assert tones == {("no", "bad"), ("ok", "good"), ("-", "dim")}
    for check, (_, value) in zip(quality(figures, P), cells, strict=True):
        assert value.text.lstrip().startswith("—") == (check.value is None)


def test_a_share_is_written_in_percent_and_an_index_as_a_number() -> None:
    rest = [a_task(f"T-{at}", duration=480, after=f"T-{at - 1}") for at in range(2, 6)]
    figures = figures_of(a_project(start=TODAY), a_task("T-1", duration=480), *rest)
    texts = {
        entry.field: entry.cells[1].text.split()
        for entry in quality_sections(figures, P)[0].entries
    }
    assert texts["logic"][:4] == ["40", "%", "<=", "5"]
    assert texts["cpli"][1:3] == [">=", "0.95"]


@pytest.mark.parametrize(("tasks", "last"), [(50, None), (51, "and 1 more"), (52, "and 2 more")])
def test_fifty_who_do_not_keep_a_point_are_listed(tasks: int, last: str | None) -> None:
    many = [a_task(f"T-{at}", duration=480) for at in range(tasks)]
    loose = quality_sections(figures_of(a_project(start=TODAY), *many), P)[1]
    assert len(loose.entries) == 50 + (last is not None)
    assert last is None or loose.entries[-1].cells[0].text == last


def test_a_point_without_anybody_to_name_has_no_list() -> None:
    figures = figures_of(a_project(start=TODAY), a_task("T-1", duration=480))
    failed = [check for check in quality(figures, P) if check.kept is False]
    titles = [section.title for section in quality_sections(figures, P)[1:]]
    assert titles == [check.title for check in failed if check.offenders]
    assert all(section.entries for section in quality_sections(figures, P))
