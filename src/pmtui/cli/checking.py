"""This file is `check`: whether a store keeps its own rules, from its files to its last link."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pmtui.cli.codes import DONE, FOUND
from pmtui.cli.verb import Call, Reading, Verb
from pmtui.model.checks import check_all
from pmtui.model.schema import TABLES
from pmtui.model.workspace import Workspace
from pmtui.store.errors import StoreError
from pmtui.store.parts import unfinished, unfinished_words


def findings(reading: Reading) -> Iterator[str]:
    """What is wrong with a store, in sentences; nothing where it is sound."""
    if reading.read_only:
        yield f"the store is read-only: {reading.read_only}"
    yield from _log_findings(reading)
    yield from _id_findings(reading.workspace)
    for problem in check_all(reading.workspace):
        yield problem.text


def _log_findings(reading: Reading) -> Iterator[str]:
    try:
        yield from map(unfinished_words, unfinished(reading.history()))
    except StoreError as error:
        yield str(error)


def _id_findings(workspace: Workspace) -> Iterator[str]:
    ids = Counter(one for table in TABLES for one in workspace.rows(table))
    for one, count in ids.items():
        if count > 1:
            yield f"the id {one} is used {count} times"
    keys = Counter(row.key for table in TABLES for row in workspace.rows(table).values() if row.key)
    for key, count in keys.items():
        if count > 1:
            yield f"the key {key} is used {count} times"


def _run(call: Call) -> int:
    reading = call.read()
    found = list(findings(reading))
    workspace = reading.workspace
    rows = sum(len(workspace.rows(table)) for table in TABLES)
    if call.out.as_json:
        call.out.document("check", revision=workspace.revision, rows=rows, findings=found)
    else:
        for text in found:
            call.out.line(text)
        sound = "sound" if not found else f"{len(found)} findings"
        call.out.say(f"{sound}: {rows} rows at revision {workspace.revision}")
    return FOUND if found else DONE


VERBS: Final = (
    Verb(name="check", help="Checks the whole store; exit code 1 where it finds something.",
         run=_run),
)  # fmt: skip
