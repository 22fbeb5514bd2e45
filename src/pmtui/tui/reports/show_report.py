"""This file shows status reports on the screen: of now, as they were kept, and how two differ."""

from collections.abc import Callable
from typing import Final

import msgspec

from pmtui.actions.core.action import Situation, Target
from pmtui.model.choosing.decisions import Decision, ProjectChoice
from pmtui.model.entities.remarks import REPORTS, Report
from pmtui.session.report_draft import SinceThen, since_then
from pmtui.tui.background import beside
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.prompt.quick_line import Question
from pmtui.tui.reports.report_screen import ReportScreen
from pmtui.tui.terminal.external_editor import edit_outside
from pmtui.views.changes.report_difference import difference_report
from pmtui.views.decide.decision_paper import decision_paper
from pmtui.views.reports.forms import WORDS, KeptReport, kept_report
from pmtui.views.reports.text_form import text_sections, text_title

_NO_WORDS: Final = "no words yet: e writes a summary, what you need, what comes next"


def show_report(desk: Workbench) -> None:
    """Show the report or paper here, how two marked ones differ, else the scope as it is."""
    asked = desk.situation()
    reports = [row for row in asked.rows if isinstance(row, Report)]
    decision = next(filter(None, (_decision_at(desk, row) for row in asked.rows)), None)
    if decision is not None:
        content = decision_paper(asked.figures, decision)
        desk.push(
            ReportScreen(text_title(content), lambda width: text_sections(content, width), {}, {}),
            lambda _key: None,
        )
    elif len(asked.targets) > 1 and reports:
        _show_marked(desk, reports, len(asked.targets))
    elif reports and desk.target is not None:
        _show_row(desk, reports[0].id)
    else:
        scope = desk.screen.showing.scope_id
        desk.say("working the report out")
        beside(
            desk.screen,
            lambda _job: since_then(desk.session, scope),
            lambda since: _show_draft(desk, since),
            lambda words: desk.say(words, bad=True),
        )


def _decision_at(desk: Workbench, row: object) -> Decision | None:
    """The decision that a body is asked for, which a row is or belongs to."""
    if isinstance(row, ProjectChoice):
        row = desk.session.workspace.rows_of(Decision).get(row.decision)
    return row if isinstance(row, Decision) and row.body else None


def _kept(desk: Workbench, row: Report) -> KeptReport | None:
    """What a record keeps; None where it keeps nothing to read, which is said."""
    try:
        return kept_report(row)
    except ValueError as error:
        desk.say(str(error), bad=True)
        return None


def _show_row(desk: Workbench, row_id: int) -> None:
    """Show a report as it was kept."""
    row = desk.session.workspace.rows_of(Report).get(row_id)
    kept = _kept(desk, row) if row is not None else None
    if row is None or kept is None:
        return
    before = _one_before(desk, row)
    target = Target(REPORTS.name, row_id)
    sent = f"{row.key} was sent on {row.sent_at} and stays as it is: write a new one"
    refusals = dict.fromkeys("es", sent if kept.is_sent else f"{row.key} is kept already")
    refusals |= {"S": sent, "d": f"no report of the same scope was kept before {row.key}"}
    choices = {} if kept.is_sent else {"e": "edits its words", "S": "notes it as sent"}
    if before is not None:
        choices["d"] = f"against {before.key}"

    def chosen(key: str | None) -> None:
        if key == "e":
            _edit(desk, target)
        elif key == "S":
            _ask_to(
                desk,
                lambda to: desk.perform("report.send", {"to": to}, (target,)),
                lambda: _show_row(desk, row_id),
            )
        elif key == "d" and before is not None:
            _show_two(desk, before, row)

    title = f"{kept.key} sent" if kept.is_sent else f"{kept.key} draft"
    is_bare = not kept.is_sent and not kept.has_words

    def sections(width: int) -> list[tuple[str, tuple[str, ...]]]:
        shown = [*text_sections(kept.content, width, kept.words)]
        return [("In your words", (f"  {_NO_WORDS}",)), *shown] if is_bare else shown

    screen = ReportScreen(f"{title}  {text_title(kept.content)}", sections, choices, refusals)
    desk.push(screen, chosen)


def _ask_to(desk: Workbench, send: Callable[[str], None], back: Callable[[], None]) -> None:
    """Ask to whom a report goes; without an answer it is shown again."""

    def refuse(text: str) -> str:
        return "" if text.strip() else "say to whom it goes: a body, a name, several with commas"

    desk.ask(Question("sent to whom", send, cancelled=back, refuse=refuse))


def _edit(desk: Workbench, target: Target) -> None:
    """Ask which words are edited, in the line or in the person's editor, and show what came."""
    titles = {letter: title for letter, (_, title) in WORDS.items()}
    outside = {letter.upper(): f"{title} in $EDITOR" for letter, title in titles.items()}

    def chosen(letter: str) -> None:
        field, title = WORDS[letter.lower()]
        if letter in outside:
            edit_outside(desk, target, field)
            _show_row(desk, target.id)
        else:
            _ask(desk, target, field, title)

    desk.choose("words", titles | outside, chosen, lambda: _show_row(desk, target.id))


def _ask(desk: Workbench, target: Target, field: str, title: str) -> None:
    """Ask for words in the line; the report is shown again when they are given, or not."""
    asked: Situation = msgspec.structs.replace(desk.situation(), targets=(target,))
    row = desk.session.workspace.rows_of(Report).get(target.id)
    if row is None:
        desk.say("somebody has taken it away", bad=True)
        return

    def answered(text: str) -> None:
        desk.perform("entity.set", {"field": field, "value": text}, (target,), asked=asked)
        _show_row(desk, target.id)

    desk.ask(
        Question(
            f"{row.key} {title}",
            answered,
            text=getattr(row, field),
            takes_lines=True,
            cancelled=lambda: _show_row(desk, target.id),
            action="entity.set",
            given={"field": field},
            target=(target.table, target.id),
        )
    )


def _one_before(desk: Workbench, row: Report) -> Report | None:
    """The report of the same scope that was kept last before another one."""
    known = desk.session.workspace.rows_by(Report, "component", row.component)
    former = [
        report
        for report in known
        if report.numbers
        and not report.archived
        and (report.of_revision, report.id) < (row.of_revision, row.id)
    ]
    return max(former, key=lambda report: (report.of_revision, report.id), default=None)


def _show_marked(desk: Workbench, reports: list[Report], count: int) -> None:
    """Show how two marked reports differ, the older one first."""
    if len(reports) != 2 or count != 2:
        desk.say(f"mark two reports to compare them: {count} rows are marked", bad=True)
        return
    before, after = sorted(reports, key=lambda report: (report.of_revision, report.id))
    if before.component != after.component:
        desk.say(f"{before.key} and {after.key} are of two components", bad=True)
        return
    _show_two(desk, before, after)


def _show_two(desk: Workbench, before: Report, after: Report) -> None:
    first, last = _kept(desk, before), _kept(desk, after)
    if first is not None and last is not None:
        content = difference_report(first, last)
        screen = ReportScreen(
            text_title(content), lambda width: text_sections(content, width), {}, {}
        )
        desk.push(screen, lambda _key: None)


def _show_draft(desk: Workbench, since: SinceThen) -> None:
    def chosen(key: str | None) -> None:
        # Kept are the numbers that were shown, also where somebody has changed the plan since.
        if key == "S":
            _ask_to(
                desk,
                lambda to: desk.perform("report.keep", {"content": since.content, "to": to}),
                lambda: _show_draft(desk, since),
            )
        elif key == "s":
            before = desk.session.workspace.rows_of(Report).keys()
            desk.perform("report.keep", {"content": since.content, "to": ""})
            new = max(desk.session.workspace.rows_of(Report).keys() - before, default=0)
            # Once it is durable it has the key by which it is known from then on.
            beside(
                desk.screen,
                lambda _job: desk.session.flushed().result(),
                lambda _saved: _show_row(desk, new),
                lambda words: desk.say(words, bad=True),
            )

    desk.say(since.notice)
    screen = ReportScreen(
        text_title(since.content),
        lambda width: text_sections(since.content, width),
        {"s": "keeps it", "S": "keeps it as sent"},
        {"e": "s keeps it first, then e edits its words"},
    )
    desk.push(screen, chosen)
