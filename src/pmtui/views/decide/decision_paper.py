"""This file says what a body reads before it decides which projects are to be done."""

from collections.abc import Iterator

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.decisions import Decision, ProjectChoice
from pmtui.model.entities.entity import Money
from pmtui.model.governance.bodies import Body
from pmtui.model.meetings.meetings import Meeting
from pmtui.query.values.formatting import money_text
from pmtui.views.reports.content import ReportContent, ReportLine, ReportSection, long_date
from pmtui.views.wording.formatting import person_name

_VERDICTS = {
    "accept": "accepted",
    "reject": "refused",
    "more_info": "sent back: more is to be said",
}


def decision_paper(figures: Figures, decision: Decision) -> ReportContent:
    """What is asked, what else there is, and what would change it, as it was kept."""
    component = figures.workspace.components.get(decision.component)
    chooses = any(figures.workspace.rows_by(ProjectChoice, "decision", decision.id))
    places = ("in", "out") if chooses else ()
    sections = (
        ReportSection(
            id="asked",
            title="To be decided" if decision.decided_at is None else "Decided",
            lines=tuple(ReportLine(pair) for pair in _facts(figures, decision) if pair[1].strip()),
        ),
        *(_projects(figures, decision, place) for place in places),
        _lines("options", "What else could be done", decision.options),
        _lines("sensitivity", "What would change it", decision.sensitivity),
        _lines("basis", "What it rests on", decision.basis),
    )
    return ReportContent(
        scope=decision.component,
        key=decision.key,
        name=decision.title,
        called=f"Decision paper for {component.name}"
        if component is not None
        else "Decision paper",
        day=decision.asked_at or decision.decided_at or figures.today,
        revision=figures.workspace.revision,
        sections=tuple(section for section in sections if section.lines or section.empty),
    )


def _facts(figures: Figures, decision: Decision) -> Iterator[tuple[str, str]]:
    workspace = figures.workspace
    body = workspace.rows_of(Body).get(decision.body)
    yield "asked of", f"{body.key} {body.name}" if body is not None else ""
    yield "by", person_name(workspace, decision.asked_by) if decision.asked_by else ""
    yield "recommended", decision.rationale
    yield "costs", _money(decision.amount)
    yield "decision", _VERDICTS.get(decision.verdict, "")
    if decision.decided_at is not None:
        who = person_name(workspace, decision.owner) if decision.owner else ""
        yield "decided", f"{long_date(decision.decided_at)} {who}".rstrip()
    meeting = workspace.rows_of(Meeting).get(decision.meeting)
    yield "in", meeting.key if meeting is not None else ""


def _projects(figures: Figures, decision: Decision, place: str) -> ReportSection:
    """The projects that it takes in, or leaves out with why."""
    rows = [
        choice
        for choice in figures.workspace.rows_by(ProjectChoice, "decision", decision.id)
        if choice.place == place and not choice.archived
    ]
    heads = ("key", "project", "cost", "worth", *(("why it is out",) if place == "out" else ()))
    return ReportSection(
        id=f"projects_{place}",
        title="To be done" if place == "in" else "Not to be done",
        note=str(len(rows)),
        heads=heads,
        lines=tuple(
            ReportLine(
                (
                    *_named(figures, choice.candidate),
                    _money(choice.cost),
                    _money(choice.worth) or choice.score,
                    *((choice.reason,) if place == "out" else ()),
                )
            )
            for choice in sorted(rows, key=lambda choice: choice.id)
        ),
        empty="none",
    )


def _named(figures: Figures, project: int) -> tuple[str, str]:
    row = figures.workspace.components.get(project)
    return (row.key, row.name) if row is not None else ("", "")


def _money(money: Money | None) -> str:
    return money_text(money) if money is not None else ""


def _lines(name: str, title: str, text: str) -> ReportSection:
    lines = tuple(ReportLine((line,)) for line in text.splitlines() if line.strip())
    return ReportSection(id=name, title=title, lines=lines)


def choice_rows(figures: Figures, decision: Decision) -> list[dict[str, object]]:
    """What it says of each project, as plain JSON."""
    rows = figures.workspace.rows_by(ProjectChoice, "decision", decision.id)
    return [
        {
            "key": _named(figures, choice.candidate)[0] or None,
            "place": choice.place,
            "cost": str(choice.cost.decimal) if choice.cost is not None else None,
            "worth": str(choice.worth.decimal) if choice.worth is not None else None,
            "score": choice.score or None,
            "reason": choice.reason or None,
        }
        for choice in sorted(rows, key=lambda choice: choice.id)
    ]
