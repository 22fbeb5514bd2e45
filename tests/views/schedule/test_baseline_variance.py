"""This file tests the comparison of a component with what was agreed."""

from pmtui.figures.schedule_analysis.baseline_pictures import Picture, PicturedTask
from pmtui.figures.schedule_analysis.variance import compared
from pmtui.model.entities.money import Money
from pmtui.views.schedule.baseline_variance import variance_view
from tests.conftest import TODAY, a_project, a_task, a_workspace, eur, id_of

DAY, NIGHT = 480, 1440
MONDAY = TODAY.toordinal() * NIGHT


def a_picture(*tasks: PicturedTask, budget: int = 100) -> Picture:
    """A picture of P-1."""
    return Picture(
        component=id_of("P-1"),
        start=None,
        finish=None,
        budget=eur(budget),
        tasks={one.task: one for one in tasks},
    )


def pictured(
    key: str, days: int, *, work: int | None = None, cost: Money | None = None
) -> PicturedTask:
    """A task that starts on Monday at eight and takes some days."""
    finish = MONDAY + (days - 1) * NIGHT + 1020
    return PicturedTask(
        task=id_of(key),
        title=f"Task {key}",
        start=MONDAY + 480,
        finish=finish,
        duration=days * DAY,
        work=work,
        cost=cost,
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


def test_what_got_dearer_is_shown_where_both_pictures_know_costs() -> None:
    workspace = a_workspace(a_project("P-1"), a_task("T-1"), a_task("T-2"), a_task("T-4"))
    before = a_picture(pictured("T-1", 1, cost=eur(100)), pictured("T-2", 1, cost=eur(50)))
    after = a_picture(
        pictured("T-1", 1, cost=eur(130)), pictured("T-2", 1), pictured("T-4", 1, cost=eur(7))
    )
    shown = variance_view(workspace, compared(before, after), TODAY)
    at = [column.key for column in shown.table.columns].index("cost")
    rows = [shown.table.row(one).cells for one in range(shown.table.count)]
    assert [(row[0].text, row[at].text, row[at].tone) for row in rows] == [
        ("T-1", "+30 EUR", "bad"),
        ("T-2", "-50 EUR", "good"),
        ("T-4", "", "plain"),
    ]
    assert ("cost -13 EUR", "good") in [(cell.text, cell.tone) for cell in shown.summary]


def test_costs_in_other_currencies_or_on_one_side_alone_are_not_compared() -> None:
    priced, usd = pictured("T-1", 1, cost=eur(1)), pictured("T-1", 1, cost=Money(100, "USD"))
    for before, after in ((priced, usd), (pictured("T-1", 1), priced)):
        found = compared(a_picture(before), a_picture(after))
        assert found.cost is None
        assert found.changed == ()
