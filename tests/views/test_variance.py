"""This file tests the comparison of a component with what was agreed."""

from pmtui.figures.planning.baselines import Picture, Pictured
from pmtui.figures.planning.variance import compared
from pmtui.views.variance import variance_view
from tests.conftest import TODAY, a_project, a_task, a_workspace, eur, id_of

DAY, NIGHT = 480, 1440
MONDAY = TODAY.toordinal() * NIGHT


def a_picture(*tasks: Pictured, budget: int = 100) -> Picture:
    """A picture of P-1."""
    return Picture(
        component=id_of("P-1"),
        start=None,
        finish=None,
        budget=eur(budget),
        tasks={one.task: one for one in tasks},
    )


def pictured(key: str, days: int, *, work: int | None = None) -> Pictured:
    """A task that starts on Monday at eight and takes some days."""
    finish = MONDAY + (days - 1) * NIGHT + 1020
    return Pictured(
        task=id_of(key),
        title=f"Task {key}",
        start=MONDAY + 480,
        finish=finish,
        duration=days * DAY,
        work=work,
    )


def test_only_what_differs_is_shown_with_its_slip() -> None:
    workspace = a_workspace(a_project("P-1"), a_task("T-1"), a_task("T-2"), a_task("T-4"))
    before = a_picture(pictured("T-1", 1), pictured("T-2", 2, work=DAY), pictured("T-3", 1))
    after = a_picture(
        pictured("T-1", 1), pictured("T-2", 4, work=2 * DAY), pictured("T-4", 1), budget=120
    )
    shown = variance_view(workspace, compared(before, after), TODAY)
    rows = [[cell.text for cell in shown.table.row(at).cells] for at in range(shown.table.count)]
    assert rows == [
        ["T-2", "Task T-2", "24 Nov", "26 Nov", "+2d", "+2d", "+1d", ""],
        ["T-4", "Task T-4", "—", "23 Nov", "—", "", "", "added"],
        ["", "Task T-3", "23 Nov", "—", "—", "", "", "removed"],
    ]
    assert [cell.text for cell in shown.summary] == [
        "3 tasks changed",
        "1 added, 1 removed",
        "work +1d",
        "budget +20 EUR",
    ]
