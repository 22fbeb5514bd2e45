"""This file tests reports that are kept with their numbers, and noted as sent."""

from datetime import timedelta

import msgspec
import pytest

from pmtui.actions.core.action import Refused, Situation, Target
from pmtui.actions.reports.status_reports import saved_ops
from pmtui.figures.reports.comparison import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, edit
from pmtui.model.entities.remarks import REPORTS, Report
from pmtui.model.rules.frozen_rows import check_frozen
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.reports.content import ReportContent
from pmtui.views.reports.draft import draft
from pmtui.views.reports.forms import kept_report
from tests.actions.doing import after, at
from tests.conftest import TODAY, a_person, a_project, a_risk, a_task, a_workspace, id_of


def _store() -> Workspace:
    return a_workspace(
        a_project("P-1", reported_rag="G"),
        a_task("T-1", days=5),
        a_risk("R-1", 4, 4),
        a_person("H-1", "Ann Archer"),
    )


def _content(workspace: Workspace) -> ReportContent:
    then = Figures(workspace, TODAY - timedelta(days=7))
    return draft(compared(then, Figures(workspace, TODAY), id_of("P-1")))


def _kept(workspace: Workspace, to: str | None = None) -> tuple[Workspace, Report]:
    situation = at(workspace, scope="P-1", actor="H-1")
    kept = apply(workspace, saved_ops(situation, _content(workspace), to))
    (report,) = kept.rows_of(Report).values()
    return kept, report


def _of(workspace: Workspace, report: Report) -> Situation:
    target = Target(REPORTS.name, report.id)
    return msgspec.structs.replace(at(workspace), targets=(target,))


def test_a_kept_report_has_the_numbers_of_its_day_and_is_shown_again_from_them() -> None:
    workspace, report = _kept(_store())
    assert (report.component, report.by, report.rag) == (id_of("P-1"), id_of("H-1"), "G")
    assert (report.of_revision, report.day) == (1, TODAY)
    assert report.since == TODAY - timedelta(days=7)
    assert (report.at, report.sent_at, report.recipients) == (None, None, "")
    kept = kept_report(report)
    assert kept is not None
    assert kept.content == _content(workspace)
    assert not kept.is_sent
    assert kept_report(workspace.components[id_of("P-1")]) is None


def test_a_report_that_is_sent_at_once_says_to_whom_and_when() -> None:
    _, report = _kept(_store(), " Board, Ann ")
    assert (report.recipients, report.sent_at, report.at) == ("Board, Ann", TODAY, TODAY)


def test_the_words_of_a_draft_are_edited_and_its_numbers_are_not() -> None:
    workspace, report = _kept(_store())
    words = edit(REPORTS.name, report, summary="All well", needs="Two people")
    assert not check_frozen(words, workspace)
    (edited,) = apply(workspace, words).rows_of(Report).values()
    kept = kept_report(edited)
    assert kept is not None
    assert (kept.words.summary, kept.words.needs) == ("All well", "Two people")
    for field, value in (("numbers", ""), ("of_revision", 7), ("day", TODAY), ("since", TODAY)):
        if getattr(report, field) != value:
            (problem,) = check_frozen(edit(REPORTS.name, report, **{field: value}), workspace)
            assert "the numbers of" in problem.text


def test_a_sent_report_stays_as_it_is_but_can_be_archived() -> None:
    workspace, report = _kept(_store())
    numbers = report.numbers
    sent = after("report.send", _of(workspace, report), to="Board")
    (report,) = sent.rows_of(Report).values()
    assert (report.recipients, report.sent_at, report.numbers) == ("Board", TODAY, numbers)
    (problem,) = check_frozen(edit(REPORTS.name, report, summary="Better"), sent)
    assert "was sent on" in problem.text
    assert not check_frozen(edit(REPORTS.name, report, archived=True), sent)


@pytest.mark.parametrize("to", ["", "  "])
def test_a_report_is_sent_to_somebody(to: str) -> None:
    workspace, report = _kept(_store())
    with pytest.raises(Refused, match="to whom"):
        after("report.send", _of(workspace, report), to=to)


def test_a_report_is_sent_once() -> None:
    workspace, report = _kept(_store(), "Board")
    with pytest.raises(Refused, match="already"):
        after("report.send", _of(workspace, report), to="Ann")


def test_numbers_that_nobody_can_read_are_named_and_not_guessed() -> None:
    _, report = _kept(_store())
    for numbers, words in (("", "has no numbers"), ("{", "cannot be read"), ("[]", "cannot be")):
        broken = Report(id=1, key="S-9", title="x", numbers=numbers)
        with pytest.raises(ValueError, match=f"S-9 .*{words}|S-9 {words}"):
            kept_report(broken)
    assert report.numbers
