"""This file tests how the occurrences of what recurs are shown in its detail."""

from datetime import date
from typing import Final

from pmtui.model.entities.registers import ActionItem
from pmtui.model.recurring.occurrences import occurrence_on
from pmtui.model.recurring.recurrences import Recurrence
from pmtui.views.registers.occurrences import occurrence_sections
from tests.conftest import TODAY, a_person, a_project, figures_of, id_of

CALL: Final = Recurrence(
    id=id_of("RE-1"), key="RE-1", component=id_of("P-1"), title="Weekly call",
    rule="FREQ=WEEKLY;BYDAY=MO", starts=TODAY, owner=id_of("H-1"),
)  # fmt: skip


def test_a_line_names_who_does_it_only_where_the_rule_names_somebody_else() -> None:
    figures = figures_of(
        a_project("P-1"), a_person("H-1", name="Ann"), a_person("H-2", name="Bob"), CALL
    )
    to_come = occurrence_on(figures.workspace, CALL, date(2026, 11, 30))
    others = ActionItem(
        id=to_come.id, key=to_come.key, component=id_of("P-1"), title="Weekly call",
        due=to_come.day, owner=id_of("H-2"), recurrence=CALL.id, occurrence=to_come.day,
    )  # fmt: skip
    moved = figures_of(
        *(row for rows in figures.workspace.tables.values() for row in rows.values()), others
    )
    (section,) = occurrence_sections(moved, CALL)
    lines = {
        entry.cells[1].text: [cell.text for cell in entry.cells[2:]] for entry in section.entries
    }
    assert lines[to_come.key] == ["open", "Bob"]
    assert [cells for key, cells in lines.items() if key != to_come.key] == [["to come"]] * 5
