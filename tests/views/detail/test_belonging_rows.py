"""This file tests that a detail shows the rows that belong to what it is of."""

from datetime import date

from pmtui.model.benefits.profiles import Reading
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import ActionItem, Benefit
from pmtui.model.governance.stakeholders import Communication, Stakeholder
from pmtui.model.meetings.meetings import Meeting
from pmtui.views.detail.related_rows import related
from tests.conftest import a_project, figures_of, id_of


def test_a_stakeholder_shows_what_they_are_told() -> None:
    council = Stakeholder(id=id_of("SH-1"), key="SH-1", component=id_of("P-1"), name="Council")
    mails = [
        Communication(
            id=id_of(f"CN-{number}"), key=f"CN-{number}", component=id_of("P-1"),
            title=f"Mail {number}", stakeholder=council.id, archived=number == 3,
        )
        for number in (1, 2, 3)
    ]  # fmt: skip
    figures = figures_of(a_project(), council, *mails)
    (section,) = related(figures, "stakeholders", council)
    assert (section.title, section.note) == ("Communications", "2")
    assert [entry.target for entry in section.entries] == [
        ("communications", mails[0].id), ("communications", mails[1].id),
    ]  # fmt: skip


def test_a_benefit_shows_its_readings_the_newest_first() -> None:
    benefit = Benefit(id=id_of("B-1"), key="B-1", component=id_of("P-1"), title="Sales")
    readings = [
        Reading(
            id=800 + month, component=id_of("P-1"), benefit=benefit.id, at=date(2026, month, 1),
            value=str(month),
        )
        for month in (9, 11, 10)
    ]  # fmt: skip
    sections = {
        part.title: part
        for part in related(figures_of(a_project(), benefit, *readings), "benefits", benefit)
    }
    values = [entry.cells[1].text for entry in sections["Readings"].entries]
    assert values == ["11", "10", "9"]


def test_a_meeting_shows_what_was_decided_and_agreed_in_it() -> None:
    meeting = Meeting(id=70, key="MT-1", title="Board", component=id_of("P-1"))
    action = ActionItem(id=71, key="X-1", component=id_of("P-1"), title="Call", meeting=70)
    decision = Decision(id=72, key="D-1", component=id_of("P-1"), title="Less", meeting=70)
    other = Decision(id=73, key="D-2", component=id_of("P-1"), title="Elsewhere")
    figures = figures_of(a_project(), meeting, action, decision, other)
    sections = {part.title: part for part in related(figures, "meetings", meeting)}
    assert sections.keys() == {"Decisions", "Actions"}
    assert [entry.target for entry in sections["Decisions"].entries] == [("decisions", 72)]
