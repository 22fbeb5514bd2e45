"""This file tests what the cells of a load say at their bounds, and what it is as plain data."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from msgspec import structs

from pmtui.figures.people.load_cells import LoadCell
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import RoleRequest
from pmtui.views.people.load_data import plain_rows
from pmtui.views.people.load_table import LOADS
from pmtui.views.people.load_words import ShownLoads, load_text, peak_text
from pmtui.views.shapes.table import Table, ViewRequest, request_of_scope
from tests.conftest import a_person, a_project, a_task, figures_of, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")
MONDAY: Final = date(2026, 11, 30)
SUNDAY: Final = "2026-12-06"


def a_store(*rows: Any, days: int = 1, **task: Any) -> Figures:
    return figures_of(
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
        a_project(),
        a_task("T-1", start=MONDAY, duration=480 * days, **task),
        Assignment(id=1, task=id_of("T-1"), person=ANN),
        *rows,
    )


def a_request(figures: Figures, by: str = "person", scope: int = 0, **more: Any) -> ViewRequest:
    table = "teams" if by == "team" else "people"
    asked = {"period": "week", "first": MONDAY, "last": MONDAY, "sort": "name", **more}
    return structs.replace(request_of_scope(figures, scope, (table,)), **asked)


def shown(figures: Figures, by: Any = "person", **more: Any) -> Table:
    return LOADS[by](a_request(figures, by, **more))


def explained(figures: Figures, row_id: int, scope: int = 0) -> list[str]:
    table = shown(figures, scope=scope)
    assert table.explained is not None
    section = table.explained(row_id, SUNDAY)
    assert section is not None
    return [" ".join(cell.text for cell in entry.cells) for entry in section.entries]


@pytest.mark.parametrize(
    ("requested", "text"), [(0, "75%"), (600, "75%"), (601, "75%?"), (2400, "75%?")]
)
def test_what_is_asked_for_is_doubted_where_it_does_not_fit(requested: int, text: str) -> None:
    assert load_text(LoadCell(2400, 1800, 1800, requested=requested)).text == text


def test_work_that_is_just_over_is_not_doubted_where_nothing_is_asked_for() -> None:
    assert load_text(LoadCell(2400, 2401, 2401)).text == "100%"


def test_the_fullest_is_work_without_time_the_more_the_fuller() -> None:
    none, full, little, much = (
        LoadCell(), LoadCell(60, 120), LoadCell(0, 60), LoadCell(0, 120)
    )  # fmt: skip
    assert none.fullness == LoadCell(60, 0).fullness == 0.0
    assert none.fullness < full.fullness < little.fullness < much.fullness
    assert little.fullness - full.fullness > 1e5


def test_the_peak_is_that_of_all_work_marked_where_any_day_is_over() -> None:
    half, over = LoadCell(2400, 1200, 600), LoadCell(2400, 600, 600, over=9, over_days=1)
    assert (peak_text((half,)).text, peak_text((half,)).tone) == ("50%", "good")
    assert (peak_text((half, over)).text, peak_text((half, over)).tone) == ("50%!", "bad")
    assert peak_text((over,)).text == "25%!"
    assert peak_text(()).text == "—"


def test_what_lies_elsewhere_is_told_apart_only_where_some_does() -> None:
    other = a_project("P-2"), a_task("T-2", project="P-2", start=MONDAY, duration=120)
    figures = a_store(*other, Assignment(id=2, task=id_of("T-2"), person=ANN))
    assert "of that 8h here, 2h elsewhere" in explained(figures, ANN, id_of("P-1"))
    assert not any("here" in line for line in explained(figures, ANN))
    assert not any("here" in line for line in explained(a_store(), ANN, id_of("P-1")))


def test_what_is_asked_of_somebody_names_them_and_what_is_asked_of_nobody_does_not() -> None:
    asked: dict[str, Any] = {"component": id_of("P-1"), "role": "Dev", "title": "Build"}
    asked |= {"first": MONDAY, "last": MONDAY}
    named = RoleRequest(id=60, key="RQ-1", person=BOB, state="proposed", **asked)
    assert "asked for RQ-1 Build, proposed, 100%, Bob" in explained(a_store(named), BOB)
    table = shown(a_store(RoleRequest(id=60, key="RQ-1", **asked)), "role")
    assert table.explained is not None
    section = table.explained(table.ids[0], SUNDAY)
    assert section is not None
    words = [entry.cells[1].text for entry in section.entries]
    assert "RQ-1 Build, requested, 100%" in words


@pytest.mark.parametrize(
    ("count", "rest"), [(2, ""), (3, ""), (4, " and 1 more"), (5, " and 2 more")]
)
def test_three_of_the_tasks_that_are_too_many_are_named_and_the_rest_counted(
    count: int, rest: str
) -> None:
    tasks = [a_task(f"T-{at}", start=MONDAY, duration=480) for at in range(2, count + 1)]
    rows = [Assignment(id=at, task=id_of(f"T-{at}"), person=ANN) for at in range(2, count + 1)]
    (line,) = (line for line in explained(a_store(*tasks, *rows), ANN) if line.startswith("over"))
    keys = ", ".join(f"T-{at} 8h" for at in range(1, min(count, 3) + 1))
    assert line == f"over Mon 30 Nov: {8 * count}h of 8h, {8 * count - 8}h over: {keys}{rest}"


def test_as_plain_data_it_is_in_hours_with_null_where_nothing_can_be_told() -> None:
    gone = a_person("H-3", "Cho", units=0)
    figures = a_store(gone, days=1)
    loads = ShownLoads(a_request(figures), "person")
    ann, _, cho = plain_rows(loads)
    assert (ann["key"], ann["people"], ann["requests"]) == ("H-1", ["H-1"], [])
    assert ann["periods"] == [
        {
            "from": MONDAY, "to": MONDAY + timedelta(days=6), "capacity": 40.0, "demand": 8.0,
            "demand_here": 8.0, "requested": 0.0, "utilisation": 20.0, "over": 0.0,
            "over_days": [],
        }
    ]  # fmt: skip
    periods: Any = cho["periods"]
    assert (periods[0]["capacity"], periods[0]["utilisation"]) == (0.0, None)


def test_a_role_is_plain_data_without_a_key() -> None:
    loads = ShownLoads(a_request(a_store(), "role"), "role")
    (role,) = plain_rows(loads)
    assert (role["key"], role["name"], role["people"]) == (None, "no role", ["H-1", "H-2"])


def columns(figures: Figures, **more: Any) -> dict[str, tuple[int, bool]]:
    weeks = {"first": MONDAY - timedelta(days=14), "last": MONDAY + timedelta(days=7)}
    table = shown(figures, **{**weeks, **more})
    return {
        str(column.key): (column.priority, column.begins)
        for column in table.columns
        if column.scrolls
    }


def test_the_week_of_today_is_shown_first_and_those_far_from_it_go_first() -> None:
    assert [*columns(a_store()).values()] == [(5, False), (4, True), (5, False), (6, False)]


def test_a_week_that_begins_today_is_that_of_today() -> None:
    figures = Figures(a_store().workspace, MONDAY)
    assert [*columns(figures).values()] == [(6, False), (5, False), (4, True), (5, False)]


def test_weeks_that_are_all_to_come_begin_with_the_first() -> None:
    shown_weeks = columns(a_store(), first=MONDAY, last=MONDAY + timedelta(days=7))
    assert [*shown_weeks.values()] == [(4, True), (5, False)]


def test_the_second_column_is_the_role_of_a_person_and_how_many_are_in_another_row() -> None:
    titles = {
        by: [(column.title, column.width) for column in shown(a_store(), by).columns][:2]
        for by in ("person", "role")
    }
    assert titles["person"] == [("person", 12), ("role", 14)]
    assert titles["role"] == [("role", 12), ("people", 6)]


def test_rows_stand_by_name_and_sort_by_role_those_without_one_last() -> None:
    figures = figures_of(
        a_person("H-1", "zoe", role="Dev"), a_person("H-2", "Ann"),
        a_person("H-3", "Bob", role="AI"), a_project(),
    )  # fmt: skip

    def names(sort: str) -> list[str]:
        table = shown(figures, sort=sort)
        return [table.row(at).cells[0].text for at in range(table.count)]

    assert names("") == names("name") == ["Ann", "Bob", "zoe"]
    assert names("role") == ["Bob", "zoe", "Ann"]


def test_roles_keep_their_order_and_the_one_without_a_name_stands_last() -> None:
    figures = figures_of(
        a_person("H-1", "Ann"), a_person("H-2", "Bob", role="zoo"),
        a_person("H-3", "Cho", role="app"), a_project(),
    )  # fmt: skip
    table = shown(figures, "role", sort="")
    told = [table.row(at).cells[0].text for at in range(table.count)]
    assert told == ["app", "zoo", "no role"]


def test_each_line_of_what_is_asked_for_has_an_id_of_its_own() -> None:
    asked: dict[str, Any] = {"component": id_of("P-1"), "title": "Build", "first": MONDAY}
    asked |= {"last": MONDAY}
    requests = [
        RoleRequest(id=60 + at, role=role, person=person, **asked)
        for at, (role, person) in enumerate((("Dev", ANN), ("Test", BOB), ("Pilot", 0)))
    ]
    for by in ("person", "role"):
        table = shown(a_store(*requests), by)
        ids = [table.row(at).id for at in range(table.count)]
        assert len({*ids}) == len(ids) == table.count
        assert table.entity_of is not None
        people = [table.entity_of(row_id) for row_id in ids]
        assert people == ([ANN, ANN, BOB, BOB] if by == "person" else [0] * len(ids))


def test_each_role_that_is_asked_for_says_so_right_below() -> None:
    asked: dict[str, Any] = {"component": id_of("P-1"), "title": "Build", "first": MONDAY}
    asked |= {"last": MONDAY}
    requests = [RoleRequest(id=60 + at, role=role, **asked) for at, role in enumerate(("B", "C"))]
    table = shown(a_store(*requests), "role")
    told = [table.row(at).cells[0].text for at in range(table.count)]
    assert told == ["B", "asked for", "C", "asked for", "no role"]


def test_the_count_of_all_says_how_many_a_filter_hides() -> None:
    figures = a_store()
    whole = shown(figures)
    assert (whole.total, whole.count) == (2, 2)
    filtered = shown(figures, ids=(ANN,), is_filtered=True)
    assert (filtered.total, filtered.count) == (2, 1)
