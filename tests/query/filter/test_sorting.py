"""This file tests in what order rows stand that are sorted by a field."""

from pmtui.query.filter.sorting import sorted_ids
from pmtui.query.filter.terms import SortKey
from tests.conftest import a_project, a_task, figures_of, id_of


def test_rows_of_two_projects_called_alike_stay_together() -> None:
    rows = (
        a_project("P-1", name="Depot"),
        a_project("P-2", name="depot"),
        a_task("T-1", project="P-1", days=1),
        a_task("T-2", project="P-2", days=2),
        a_task("T-3", project="P-1", days=3),
        a_task("T-4", project="P-2", days=4),
    )
    ids = [id_of(key) for key in ("T-1", "T-2", "T-3", "T-4")]
    keys = (SortKey("project"), SortKey("estimate", descending=True))
    ordered = sorted_ids(figures_of(*rows), "tasks", ids, keys)
    assert ordered == [id_of(key) for key in ("T-3", "T-1", "T-4", "T-2")]
