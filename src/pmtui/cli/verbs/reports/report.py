"""This file is `report`: how a scope stands and what changed, shown, written, kept and sent."""

from pathlib import Path
from typing import Final

from pmtui import clock
from pmtui.actions.core.action import Refused
from pmtui.actions.reports.status_reports import SAVE, saved_ops
from pmtui.cli.console.new_file import write_new
from pmtui.cli.core.edit_verb import EditCall, EditVerb, changed_keys, submitted
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.report_template import by_template
from pmtui.cli.core.svg_inks import shipped_inks
from pmtui.cli.core.verb import DONE, REJECTED, USAGE, Parser, Stop
from pmtui.model.choosing.decisions import Decision
from pmtui.query.dates.moments import parse_moment
from pmtui.query.error import QueryError
from pmtui.session.report_draft import SinceThen, since_then
from pmtui.views.changes.report_difference import difference_report, plain_changes
from pmtui.views.decide.decision_paper import choice_rows, decision_paper
from pmtui.views.reports.changed_values import plain_differences
from pmtui.views.reports.content import NO_WORDS, ReportContent, ReportWords, without_typed
from pmtui.views.reports.forms import (
    FORMATS,
    FORMS,
    Format,
    KeptReport,
    kept_report,
    of_form,
    written,
)

_ENDINGS: Final[dict[str, Format]] = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
}  # fmt: skip
"""Formats by the ending of a file; any other one is text."""


def _report(call: EditCall) -> int:
    args = call.args
    if args.out and call.out.as_json:
        raise Stop(USAGE, "--out takes a report to read; --json prints one document")
    kept = _kept_of(call, args.scope)
    match = call.session.workspace.by_key(args.scope)
    if match is not None and isinstance(match[1], Decision):
        return _paper(call, match[1])
    if args.against:
        return _against(call, kept)
    if kept is not None:
        return _shown_again(call, kept)
    scope = resolve_component(call.session.workspace, args.scope)
    since = _since(call, scope)
    if since.notice:
        call.out.say(since.notice)
    content = since.content
    key = _kept(call, content) if args.save or args.send is not None else ""
    if call.out.as_json:
        differences = plain_differences(since.comparison)
        _document(call, content, NO_WORDS, report=key or None, differences=differences)
    else:
        _put(call, content, NO_WORDS)
    return DONE


def _kept_of(call: EditCall, key: str) -> KeptReport | None:
    """The report that a key names; None where it names something else.

    Raises:
        Stop: it has no numbers that can be read.
    """
    match = call.session.workspace.by_key(key)
    try:
        return kept_report(match[1]) if match is not None else None
    except ValueError as error:
        raise Stop(REJECTED, str(error)) from error


def _paper(call: EditCall, decision: Decision) -> int:
    """What a body reads before it decides, and what it has decided."""
    args = call.args
    if args.save or args.send is not None or args.since or args.against:
        raise Stop(
            USAGE, f"{decision.key} is a decision, kept as it is: --format and --out write it"
        )
    content = decision_paper(call.session.figures, decision)
    if call.out.as_json:
        rows = choice_rows(call.session.figures, decision)
        verdict = decision.verdict or None
        _document(
            call,
            content,
            NO_WORDS,
            report=None,
            decision=decision.key,
            verdict=verdict,
            choices=rows,
        )
    else:
        _put(call, content, NO_WORDS)
    return DONE


def _against(call: EditCall, kept: KeptReport | None) -> int:
    """How a report that was kept differs from another one.

    Raises:
        Stop: one of them is no report, both are the same, or they are of two components.
    """
    args = call.args
    other = _kept_of(call, args.against)
    for text, report in ((args.scope, kept), (args.against, other)):
        if report is None:
            raise Stop(
                USAGE,
                f"--against compares two reports that were kept, and {text!r} is none:"
                " pmtui list reports names them",
            )
    if args.save or args.send is not None or args.since:
        raise Stop(USAGE, "--against shows how two reports differ, and keeps nothing")
    if kept is None or other is None:
        return DONE
    if kept.key == other.key:
        raise Stop(USAGE, f"--against {other.key}: that is the same report")
    if kept.content.scope != other.content.scope:
        of = (f"{report.key} of {report.content.title}" for report in (kept, other))
        raise Stop(USAGE, f"--against: {' and '.join(of)} are of two components")
    if call.out.as_json:
        call.out.document(
            "report_difference",
            scope=kept.content.key or None,
            before=_facts(other),
            after=_facts(kept),
            changes=plain_changes(other, kept),
        )
    else:
        _put(call, difference_report(other, kept), NO_WORDS)
    return DONE


def _facts(kept: KeptReport) -> dict[str, object]:
    content = kept.content
    return {
        "report": kept.key,
        "revision": content.revision,
        "day": content.day,
        "computed": content.rating or None,
        "reported": content.reported or None,
    }


def _shown_again(call: EditCall, kept: KeptReport) -> int:
    """A report that was kept, as it was."""
    if call.args.save or call.args.send is not None or call.args.since:
        done = f"pmtui send_report {kept.key} notes to whom it was sent"
        raise Stop(USAGE, f"{kept.key} is kept already, its numbers never change; {done}")
    if call.out.as_json:
        _document(
            call, kept.content, kept.words, report=kept.key, sent_at=kept.sent_at,
            recipients=kept.recipients or None,
        )  # fmt: skip
    else:
        _put(call, kept.content, kept.words)
    return DONE


def _since(call: EditCall, scope: int) -> SinceThen:
    """The scope then and now.

    Raises:
        Stop: what was typed is no moment, or the history does not go there.
    """
    session, text = call.session, call.args.since
    zone = clock.zone_or_utc(session.workspace.policy.timezone)
    try:
        when = parse_moment(text, session.today, zone) if text else None
        if text and when is None:
            when = session.workspace.revision
        return since_then(session, scope, when)
    except (QueryError, Refused) as error:
        raise Stop(USAGE, str(error)) from error


def _kept(call: EditCall, content: ReportContent) -> str:
    """The key of the record that keeps a report.

    Raises:
        Stop: nobody is named to send it to, or the store refused it.
    """
    try:
        ops = saved_ops(call.session.situation(scope=content.scope), content, call.args.send)
    except Refused as refused:
        raise Stop(USAGE, f"--send: {refused}") from refused
    commit = submitted(call, ops, SAVE)
    (key,) = changed_keys(call.session.workspace, commit)
    sent = f", noted as sent to {call.args.send.strip()}" if call.args.send is not None else ""
    call.out.say(f"kept as {key}{sent}: pmtui report {key} shows it again")
    return key


def _put(call: EditCall, content: ReportContent, words: ReportWords) -> None:
    """Print a report, or write it to a new file."""
    args = call.args
    if args.template:
        shown = of_form(content, args.form, words)
        text = by_template(args.template, shown, words, shipped_inks())
    else:
        text = written(
            content,
            words,
            shipped_inks(),
            format_=args.format or _ENDINGS.get(Path(args.out).suffix.lower(), "txt"),
            form=args.form,
            width=call.out.width,
        )
    if args.out:
        write_new(args.out, text.encode())
        call.out.say(f"written: {args.out}")
    else:
        call.out.raw(text)


def _document(call: EditCall, content: ReportContent, words: ReportWords, **more: object) -> None:
    call.out.document(
        "report",
        scope=content.key or None,
        revision=content.revision,
        day=content.day,
        since={"revision": content.since_revision, "day": content.since_day},
        computed=content.rating or None,
        reported=content.reported or None,
        words=words,
        sections=[
            {
                "id": section.id,
                "title": section.title,
                "note": section.note or None,
                "heads": section.heads,
                "lines": [line.cells for line in section.lines],
                "more": section.more,
            }
            for section in without_typed(content, words).sections
        ],
        **more,
    )


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "scope",
        nargs="?",
        default=".",
        metavar="SCOPE",
        help="key, id or path, . for everything; or the key of a kept report or of a decision",
    )
    parser.add_argument(
        "--since",
        default="",
        metavar="MOMENT",
        help="what to compare with: r1242, yesterday, -7d, 2026-11-01; else the last report that"
        " was sent, or a week ago",
    )
    parser.add_argument(
        "--against",
        default="",
        metavar="REPORT",
        help="the key of another report that was kept: how the two differ, by what they said",
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="text, Markdown, or a page for a browser and paper; else by the ending of --out",
    )
    parser.add_argument("--form", choices=FORMS, default="full", help="all of it, or one page")
    parser.add_argument(
        "--template", default="", metavar="NAME", help="a template of yours, instead of a format"
    )
    parser.add_argument("--out", default="", metavar="FILE", help="a new file to write it to")
    parser.add_argument(
        "--save", action="store_true", help="keep it, so that it can be shown again as it is"
    )
    parser.add_argument(
        "--send", default=None, metavar="TO", help="keep it, and note to whom it was sent"
    )


VERB: Final = EditVerb(
    name="report",
    help="Reports how a scope stands and what changed since the last report, with what moved it.",
    arguments=_arguments,
    run=_report,
)
