"""This file is `question`: it answers the questions of a program office that have a name."""

from collections.abc import Sequence
from typing import Final

from pmtui.cli.core.entity_names import at_argument, read_as_of, resolve_component
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.cli.verbs.read.list import ListedRows, found_rows, json_rows, sheet_rows
from pmtui.query.error import QueryError, did_you_mean
from pmtui.query.questions import QUESTIONS, NamedQuestion, question


def _ask(call: Call) -> int:
    if not call.args.question:
        return _list_questions(call)
    asked = question(call.args.question)
    if asked is None:
        names = [declared.name for declared in QUESTIONS]
        hint = did_you_mean(call.args.question, names) or "pmtui question lists them"
        raise Stop(USAGE, f"there is no question {call.args.question!r}: {hint}")
    reading = read_as_of(call)
    scope = resolve_component(reading.workspace, call.args.scope)
    try:
        answer = found_rows(reading, asked.table, asked.query, scope=scope)
    except QueryError as error:
        raise Stop(USAGE, f"{asked.name} asks for `{asked.query}`: {error}") from error
    if call.out.as_json:
        _write_document(call, asked, answer, scope)
    elif answer.ids:
        _write_table(call, asked, answer)
    else:
        call.out.say(f"{asked.title}: none of {answer.total} {answer.table.replace('_', ' ')}")
    return DONE


def _list_questions(call: Call) -> int:
    if call.out.as_json:
        rows = [
            {"name": row.name, "title": row.title, "table": row.table, "query": row.query}
            for row in QUESTIONS
        ]
        call.out.document("questions", rows=rows)
    else:
        call.out.table(("question", "asks for"), [(row.name, row.title) for row in QUESTIONS])
    return DONE


def _write_document(call: Call, asked: NamedQuestion, answer: ListedRows, scope: int) -> None:
    rows = json_rows(answer, asked.columns)
    for row, row_id in zip(rows, answer.ids, strict=True):
        if "rag" in asked.columns:
            row["why"] = _reasons(answer, row_id)
    workspace = answer.figures.workspace
    place = workspace.components.get(scope)
    call.out.document(
        "answer",
        question=asked.name,
        title=asked.title,
        query=asked.query,
        scope=place.key if place is not None else None,
        revision=workspace.revision,
        total=answer.total,
        rows=rows,
    )


def _write_table(call: Call, asked: NamedQuestion, answer: ListedRows) -> None:
    titles = [name.replace("_", " ") for name in asked.columns]
    rows: Sequence[Sequence[str]] = sheet_rows(answer, asked.columns)
    if "rag" in asked.columns:
        titles.append("why")
        rows = [
            (*row, "; ".join(_reasons(answer, row_id)))
            for row, row_id in zip(rows, answer.ids, strict=True)
        ]
    call.out.table(titles, rows)


def _reasons(answer: ListedRows, component: int) -> list[str]:
    """Why a component is rated as it is."""
    return [side.reason for side in answer.figures.health(component).reasons]


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "question", nargs="?", default="", metavar="QUESTION", help="its name; none lists them"
    )
    parser.add_argument(
        "scope", nargs="?", default=".", metavar="SCOPE", help="key, id or path; . for everything"
    )
    at_argument(parser)


VERB: Final = ReadVerb(
    name="question",
    help="Answers a question by its name: red, late, watermelon ...; lists them without one.",
    arguments=_arguments,
    run=_ask,
)
