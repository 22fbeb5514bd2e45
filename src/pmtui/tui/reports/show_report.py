"""This file shows status reports on the screen: of the scope as it is now, or one that was kept."""

from pmtui.session.report_draft import SinceThen, since_then
from pmtui.tui.background import beside
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.reports.report_screen import Choice, ReportScreen
from pmtui.views.reports.forms import KeptReport, kept_report
from pmtui.views.reports.text_form import text_sections, text_title


def show_report(desk: Workbench) -> None:
    """Show the report under the cursor as it was kept, else that of the scope as it is now."""
    target = desk.target
    row = desk.session.workspace.get(target.table, target.id) if target is not None else None
    try:
        kept = kept_report(row)
    except ValueError as error:
        desk.say(str(error), bad=True)
        return
    if kept is not None:
        _show_kept(desk, kept)
        return
    scope = desk.screen.showing.scope_id
    desk.say("working the report out")
    beside(
        desk.screen,
        lambda _job: since_then(desk.session, scope),
        lambda since: _show_draft(desk, since),
        lambda words: desk.say(words, bad=True),
    )


def _show_kept(desk: Workbench, kept: KeptReport) -> None:
    def chosen(choice: Choice | None) -> None:
        if choice == "send":
            desk.perform("report.send")
        elif choice == "save":
            desk.say(f"{kept.key} is kept already: s and e edit its words until it is sent")

    title = f"{kept.key} sent" if kept.is_sent else f"{kept.key} draft"
    screen = ReportScreen(
        f"{title}  {text_title(kept.content)}",
        lambda width: text_sections(kept.content, width, kept.words),
        "" if kept.is_sent else "S notes it as sent   ",
    )
    desk.push(screen, chosen)


def _show_draft(desk: Workbench, since: SinceThen) -> None:
    def chosen(choice: Choice | None) -> None:
        # Kept are the numbers that were shown, also where somebody has changed the plan since.
        if choice is not None:
            given = {"content": since.content, **({"to": ""} if choice == "save" else {})}
            desk.perform("report.keep", given)

    desk.say(since.notice)
    screen = ReportScreen(
        text_title(since.content),
        lambda width: text_sections(since.content, width),
        "s keeps it   S keeps it as sent   ",
    )
    desk.push(screen, chosen)
