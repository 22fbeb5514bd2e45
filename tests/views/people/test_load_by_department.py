"""This file tests the load of departments: what goes into run, and what into change."""

from datetime import date
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as some
from msgspec import structs

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import RoleRequest
from pmtui.views.people.load_data import plain_rows
from pmtui.views.people.load_table import load_by_department
from pmtui.views.people.load_words import ShownLoads
from pmtui.views.shapes.table import Table, ViewRequest, request_of_scope
from tests.conftest import a_component, a_person, a_project, a_task, figures_of, id_of

MONDAY: Final = date(2026, 11, 30)
SUNDAY: Final = date(2026, 12, 6)
PLACES: Final = ("O-1", "P-1", "P-2")


def a_store(*work: tuple[str, str, int, int], more: tuple[Any, ...] = ()) -> Figures:
    """Ann and Bob are in sales, Cho in none; each is at work for some days by so many units."""
    rows: list[Any] = []
    for number, (person, place, days, units) in enumerate(work, 1):
        task = a_task(f"T-{number}", project=place, start=MONDAY, duration=480 * days)
        rows += [
            task,
            Assignment(
                id=900 + number, component=id_of(place), task=id_of(f"T-{number}"),
                person=id_of(person), units=units,
            ),
        ]  # fmt: skip
    return figures_of(
        a_component("O-1"), a_project("P-1"), a_project("P-2"),
        a_person("H-1", "Ann", organisation="Sales"), a_person("H-2", "Bob", organisation="sales "),
        a_person("H-3", "Cho"), *rows, *more,
    )  # fmt: skip


def a_request(figures: Figures) -> ViewRequest:
    asked = request_of_scope(figures, 0, ("people",))
    return structs.replace(asked, period="week", first=MONDAY, last=MONDAY, sort="name")


def shown(figures: Figures) -> Table:
    return load_by_department(a_request(figures))


def lines(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.row(at).cells] for at in range(table.count)]


def test_a_department_says_what_goes_into_run_and_what_into_change() -> None:
    figures = a_store(("H-1", "O-1", 2, 100), ("H-2", "P-1", 5, 50), ("H-3", "P-1", 1, 100))
    # Of 80 h that Ann and Bob have, 16 go into the operation and 20 into the project.
    assert lines(shown(figures)) == [
        ["Sales", "2", "45%", "20+25%"],
        ["no department", "1", "20%", "0+20%"],
    ]


def test_its_explanation_gives_the_hours_of_both_and_of_its_people() -> None:
    table = shown(a_store(("H-1", "O-1", 2, 100), ("H-2", "P-1", 5, 50)))
    assert table.explained is not None
    section = table.explained(table.row_id(0), SUNDAY.isoformat())
    assert section is not None
    texts = [" ".join(cell.text for cell in entry.cells) for entry in section.entries]
    assert "of that 16h run, 20h change" in texts
    assert "40% Ann" in texts
    assert "50% Bob" in texts


def test_enter_leads_to_its_people() -> None:
    table = shown(a_store(("H-1", "O-1", 2, 100)))
    assert table.behind is not None
    behind = table.behind(table.row_id(0), SUNDAY.isoformat())
    assert behind is not None
    assert (behind.table, behind.ids) == ("people", (id_of("H-1"), id_of("H-2")))


def test_lines_of_what_is_asked_for_are_not_counted_as_departments() -> None:
    request = RoleRequest(
        id=990, key="RQ-1", component=id_of("P-1"), title="Help", role="x", person=id_of("H-1"),
        state="proposed", first=MONDAY, last=SUNDAY, units=50,
    )  # fmt: skip
    table = shown(a_store(("H-1", "O-1", 2, 100), more=(request,)))
    assert (table.count, table.counted, table.total) == (3, 2, 2)
    assert [line[0] for line in lines(table)] == ["Sales", "asked for", "no department"]


_WORK = some.lists(
    some.tuples(
        some.sampled_from(["H-1", "H-2", "H-3"]), some.sampled_from(PLACES), some.integers(1, 9),
        some.sampled_from([25, 50, 100]),
    ),
    max_size=6,
)  # fmt: skip


@given(_WORK)
def test_departments_have_together_what_their_people_have_and_run_what_operations_have(
    work: list[tuple[str, str, int, int]],
) -> None:
    figures = a_store(*work)
    of: dict[str, list[Any]] = {
        by: [row["periods"] for row in plain_rows(ShownLoads(a_request(figures), by))]
        for by in ("person", "department")
    }
    for name in ("demand", "capacity"):
        sums = [sum(period[0][name] for period in of[by]) for by in ("person", "department")]
        assert abs(sums[0] - sums[1]) < 0.05
    scoped = structs.replace(a_request(figures), scope=id_of("O-1"))
    run = [row["periods"] for row in plain_rows(ShownLoads(scoped, "person"))]
    in_operations = sum(period[0]["demand_here"] for period in run)  # type: ignore[index]
    assert abs(sum(period[0]["demand_run"] for period in of["department"]) - in_operations) < 0.05
