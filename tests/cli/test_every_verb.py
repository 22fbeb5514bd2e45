"""This file loses the answer of every verb and interrupts it, and asks what is said then."""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple

import pytest

from pmtui.cli import main as cli
from pmtui.cli.console import ending
from pmtui.cli.console.streams import ClosedStream
from pmtui.cli.core.verb import INTERRUPTED, UNWRITTEN
from pmtui.cli.main import every_verb
from pmtui.store.disk.making_and_opening import open_store
from tests.cli.running import Ran, Shell, _stream, _text

TIMES: Final = 60 if os.environ.get("PMTUI_TORTURE") == "long" else 3
"""Moments at which each verb is interrupted."""
APPLIED: Final = '{"tasks": [{"title": "Applied", "component": "P-1"}]}'


class Case(NamedTuple):
    """A call of a verb, and what is brought about before it."""

    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    stdin: str = ""


_WEEKLY: Final = (
    "recur", "Weekly call", "every monday", "--starts", "2026-11-02", "--into", "P-1",
)  # fmt: skip
_SPRINT: Final = (
    "add", "cycle", "Sprint 1 start:2026-11-16 finish:2026-11-29", "--into", "P-1",
)  # fmt: skip
CASES: Final[dict[str, Case]] = {
    "add": Case(("add", "task", "One more", "--json")),
    "adopt": Case(("adopt", "--yes"), (("edit by hand",),)),
    "answer": Case(("answer", "R-1", "accept", "--json"), (("escalate", "R-1"),)),
    "apply": Case(("apply", "-", "--json"), stdin=APPLIED),
    "approve": Case(
        ("approve", "BX-1", "--json"),
        (("add", "case", "Why", "--into", "P-1"), ("add", "cash_flow", "Build case:BX-1 cost:5")),
    ),
    "apply_scenario": Case(
        ("apply_scenario", "W-1", "--json"),
        (
            ("add", "scenario", "Less"),
            ("set", "T-1", "title=Otherwise", "--scenario", "W-1"),
        ),
    ),
    "discard_scenario": Case(("discard_scenario", "W-1", "--json"), (("add", "scenario", "Less"),)),
    "mine": Case(("mine", "--for", "H-1", "--json")),
    "begin_cycle": Case(("begin_cycle", "CY-1", "--json"), (_SPRINT,)),
    "end_cycle": Case(
        ("end_cycle", "CY-1", "--to", "none", "--json"),
        (_SPRINT, ("set", "T-1", "cycle=CY-1"), ("begin_cycle", "CY-1")),
    ),
    "scale": Case(("scale", "P-1", "80%", "--json")),
    "scenario": Case(("scenario", "W-1", "--json"), (("add", "scenario", "Less"),)),
    "approve_week": Case(("approve_week", "2026-11-16", "@H-1", "--json")),
    "archive": Case(("archive", "T-3", "--anyway", "--json")),
    "causes": Case(("causes", "--json")),
    "select": Case(("select", "--budget", "1m", "--json")),
    "recommend": Case(
        ("recommend", "--into", "PG-1", "--budget", "1m", "--json"),
        (
            ("set", "P-1", "budget=1k", "benefits_baseline=2k"),
            ("add", "body", "Board", "--into", "PG-1"),
        ),
    ),
    "authorise": Case(
        ("authorise", "P-2", "--amount", "1k", "--json"),
        (("add", "project", "Shop", "--into", "PG-1"), ("set", "P-2", "portfolio_status=selected")),
    ),
    "question": Case(("question", "late", "--json")),
    "acknowledge": Case(("acknowledge", "AK-1", "--json"), (("ask", "P-1", "two testers"),)),
    "advance": Case(
        ("advance", "2026-11-20", "--json"),
        (
            ("set", "P-1", "state=initiating"),
            ("set", "P-1", "state=planning"),
            ("set", "P-1", "state=executing"),
        ),
    ),
    "ask": Case(("ask", "P-1", "two testers", "--json")),
    "checkin": Case(("checkin", "P-1", "amber: two days late", "--json")),
    "decide": Case(
        ("decide", "C-1", "accept", "--json"), (("add", "change", "X", "--into", "P-1"),)
    ),
    "direct": Case(("direct", "P-1", "freeze the scope", "--json")),
    "calendar": Case(("calendar", "--json")),
    "day": Case(("day", "--for", "Ann", "--json")),
    "level": Case(
        ("level", "--apply", "--json"), (("assign", "T-1", "H-1"), ("assign", "T-2", "H-1"))
    ),
    "unlevel": Case(("unlevel", "P-1", "--json"), (("set", "T-1", "delay=1ed"),)),
    "inbox": Case(("inbox", "--json")),
    "agenda": Case(("agenda", "MT-1", "--json"), (("add", "meeting", "Board"),)),
    "arrange": Case(
        ("arrange", "MT-1", "AI-1", "drop", "--json"),
        (("add", "meeting", "Board"), ("minute", "MT-1", "item", "Other")),
    ),
    "minute": Case(("minute", "MT-1", "note", "long", "--json"), (("add", "meeting", "Board"),)),
    "present": Case(("present", "MT-1", "H-1", "--json"), (("add", "meeting", "Board"),)),
    "settle": Case(
        ("settle", "MT-1", "C-1", "accept", "--json"),
        (("add", "change", "X", "--into", "P-1"), ("add", "meeting", "Board")),
    ),
    "minutes": Case(("minutes", "MT-1", "--json"), (("add", "meeting", "Board"),)),
    "remind": Case(("remind", "--for", "H-1", "--all", "--json")),
    "round": Case(("round", "P-1")),
    "update_sheets": Case(("update_sheets", "new.json.d", "--json")),
    "update": Case(("update", "T-1", "60%", "--json")),
    "assign": Case(("assign", "T-1", "H-2", "--json")),
    "attention": Case(("attention",)),
    "backup": Case(("backup",)),
    "recur": Case(("recur", "Weekly call", "every monday", "--into", "P-1", "--json")),
    "recur_from": Case(
        ("recur_from", "XR-120270104", "every tuesday", "--json"),
        (_WEEKLY,),
    ),
    "occurrence": Case(("occurrence", "RE-1", "--json"), (_WEEKLY,)),
    "occurrences": Case(("occurrences", "P-1", "--json"), (_WEEKLY,)),
    "occurrence_done": Case(("occurrence_done", "RE-1", "--json"), (_WEEKLY,)),
    "skip": Case(("skip", "XR-120270104", "--json"), (_WEEKLY,)),
    "rebaseline": Case(
        ("rebaseline", "C-1", "Later", "--json"), (("add", "change", "X", "--into", "P-1"),)
    ),
    "baseline": Case(("baseline", "P-1", "First", "--json")),
    "benefits": Case(("benefits",), (("add", "benefit", "Fewer calls", "--into", "P-1"),)),
    "case": Case(("case",), (("add", "case", "Why", "--into", "P-1"),)),
    "check": Case(("check", "--json")),
    "close": Case(
        ("close", "AP-1", "month end", "--json"), (("add", "accounting_period", "2026-10"),)
    ),
    "compact": Case(("compact", "--keep", "2", "--days", "0", "--json")),
    "completion": Case(("completion", "bash")),
    "config": Case(("config",)),
    "template": Case(("template", "P-1", "--name", "Web", "--json")),
    "new_from": Case(
        ("new_from", "TP-1", "--start", "2027-03-01", "--json"), (("template", "P-1"),)
    ),
    "copy": Case(("copy", "P-1", "--start", "2027-03-01", "--name", "Again", "--json")),
    "contracts": Case(("contracts", "--json")),
    "convert": Case(("convert", "R-1", "--json")),
    "diff": Case(("diff", "r2", "r6")),
    "doctor": Case(("doctor", "--fix"), (("lose modes",),)),
    "done": Case(("done", "T-1", "--json")),
    "escalate": Case(("escalate", "R-1", "--json")),
    "evm": Case(("evm", "P-1", "--json")),
    "export": Case(("export", "tasks", "-", "--format", "csv")),
    "handover": Case(
        ("handover", "Ann", "Bob", "--json"),
        (("add", "person", "Ann"), ("add", "person", "Bob"), ("set", "P-1", "owner=@Ann")),
    ),
    "flow": Case(("flow", "P-1")),
    "health": Case(("health",)),
    "holidays": Case(
        ("holidays", "K-1", "DE-BY 2026", "--json"), (("add", "calendar", "Site days"),)
    ),
    "import": Case(("import", "tasks.csv", "--into", "P-1", "--json"), (("table",),)),
    "indent": Case(("indent", "T-3", "--json")),
    "init": Case(("init", "new.json")),
    "keys": Case(("keys",)),
    "ledger": Case(
        ("ledger", "--by", "party"),
        (("add", "ledger_entry", "Rack amount:12EUR", "--into", "P-1"),),
    ),
    "link": Case(("link", "T-3", "T-1", "--json")),
    "list": Case(("list", "tasks")),
    "log": Case(("log",)),
    "man": Case(("man",)),
    "measure": Case(
        ("measure", "B-1", "120", "--json"), (("add", "benefit", "Fewer calls", "--into", "P-1"),)
    ),
    "money": Case(("money", "--json")),
    "people": Case(("people", "--json")),
    "move": Case(("move", "T-3", "review", "--json")),
    "outdent": Case(("outdent", "T-3", "--json"), (("indent", "T-3"),)),
    "policy": Case(("policy", "base_currency=CHF", "--json")),
    "raci": Case(("raci", "T-1", "A", "H-1", "--json")),
    "redo": Case(("redo", "--json"), (("undo",),)),
    "raise_exception": Case(
        ("raise_exception", "P-1", "--json"),
        (
            ("add", "tolerance", "None kind:time days:0"),
            ("set", "P-1", "finish=2020-01-10"),
        ),
    ),
    "snooze": Case(("snooze", "T-1", "+7d", "--json")),
    "remark": Case(("remark", "T-1", "Seen", "--json")),
    "report": Case(("report", "P-1", "--save", "--json")),
    "remove": Case(("remove", "L-1", "--json")),
    "rename": Case(("rename", "T-1", "Another", "--json")),
    "reopen": Case(
        ("reopen", "AP-1", "an invoice came late", "--json"),
        (("add", "accounting_period", "2026-10"), ("close", "AP-1", "month end")),
    ),
    "reopen_week": Case(
        ("reopen_week", "2026-11-16", "@H-1", "wrong project", "--json"),
        (("approve_week", "2026-11-16", "@H-1"),),
    ),
    "reprofile": Case(
        ("reprofile", "B-1", "C-1", "--json"),
        (
            ("add", "benefit", "Fewer calls", "--into", "P-1"),
            ("add", "profile_point", "benefit:B-1 period:2027-01-01 planned:9 forecast:8"),
            ("add", "change", "Less is expected", "--into", "P-1"),
            ("set", "C-1", "decision=accept"),
        ),
    ),
    "reschedule": Case(
        ("reschedule", "P-1", "--json"), (("set", "P-1", "unfinished_work=as_planned"),)
    ),
    "restore": Case(("restore", "T-3", "--json"), (("archive", "T-3", "--anyway"),)),
    "revise": Case(
        ("revise", "BX-1", "--json"),
        (("add", "case", "Why", "--into", "P-1"), ("set", "BX-1", "state=approved")),
    ),
    "risks": Case(("risks",)),
    "schedule": Case(("schedule", "P-1", "--json")),
    "schema": Case(("schema",)),
    "selftest": Case(("selftest",)),
    "send_report": Case(("send_report", "S-1", "Board", "--json"), (("report", "P-1", "--save"),)),
    "sent": Case(("sent", "CN-1", "--json"), (("add", "communication", "News", "--into", "P-1"),)),
    "set": Case(("set", "T-1", "title=Another", "--json")),
    "simulate": Case(
        ("simulate", "P-1", "--runs", "50", "--json"),
        (("add", "estimate", "task:T-1 optimistic:1d likely:2d pessimistic:4d"),),
    ),
    "shift": Case(("shift", "T-1", "2d", "--json")),
    "show": Case(("show", "T-1")),
    "snapshot": Case(("snapshot", "--json")),
    "split": Case(("split", "T-1", "1d", "1w", "--json")),
    "status": Case(
        ("status", "P-1", "--json"),
        (("set", "T-1", "fixed_cost=9EUR"), ("baseline", "P-1", "First")),
    ),
    "stretch": Case(("stretch", "T-1", "2d", "--json")),
    "submit_week": Case(("submit_week", "2026-11-16", "@H-1", "--json")),
    "time": Case(("time", "T-1", "3h30", "2026-11-17", "@H-1", "--json")),
    "tree": Case(("tree",)),
    "chart": Case(("chart", "comparison")),
    "undo": Case(("undo", "--json")),
    "week": Case(("week", "H-1", "--json")),
}
"""A call of every verb that does something and prints it."""


def test_every_verb_is_tried() -> None:
    assert [verb.name for verb in every_verb()] == sorted(CASES)


@pytest.fixture
def tried(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Case], Iterator[Shell]]:
    """Fresh copies of a store in which a case's call does something."""
    monkeypatch.chdir(tmp_path)
    for module in (cli, ending):
        monkeypatch.setattr(module, "throw_away_stdout", lambda: None)

    def copies(case: Case) -> Iterator[Shell]:
        for words in case.before:
            _prepare(shell, words)
        home = tmp_path / "home"
        home.mkdir()
        for one in (shell.store, Path(f"{shell.store}.d")):
            one.rename(home / one.name)
        while True:
            shutil.copy2(home / shell.store.name, shell.store)
            shutil.copytree(home / f"{shell.store.name}.d", f"{shell.store}.d")
            yield shell
            shell.store.unlink()
            for folder in (Path(f"{shell.store}.d"), Path("new.json.d")):
                shutil.rmtree(folder, ignore_errors=True)
            Path("new.json").unlink(missing_ok=True)

    return copies


def _prepare(shell: Shell, words: tuple[str, ...]) -> None:
    if words == ("edit by hand",):
        text = shell.store.read_text("utf-8")
        shell.store.write_text(text.replace("Write copy", "By hand"), "utf-8")
    elif words == ("lose modes",):
        shell.store.chmod(0o644)
    elif words == ("table",):
        Path("tasks.csv").write_text("Title\nFrom a table\n", "utf-8")
    else:
        shell.ok(*words)


@contextmanager
def _streams(out: Any, err: Any, stdin: Any) -> Iterator[None]:
    before = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = out, err, stdin
    try:
        yield
    finally:
        sys.stdout, sys.stderr, sys.stdin = before


def _ran(shell: Shell, case: Case, out: Any) -> Ran:
    err = _stream()
    words = ["--store", str(shell.store), *case.words]
    with _streams(out, err, _stream(case.stdin)):
        code = cli.main(words)
    return Ran(code, "", _text(err))


def _state(shell: Shell) -> dict[str, bytes]:
    """Every file of the store and of what a verb makes beside it."""
    places = (shell.store, Path(f"{shell.store}.d"), Path("new.json"), Path("new.json.d"))
    files = [one for place in places for one in (place, *sorted(place.rglob("*")))]
    return {
        str(one): b"%o " % one.stat().st_mode + one.read_bytes()
        for one in files
        if one.is_file() and not one.name.startswith((".new-", "lock", "share"))
    }


def _revision(shell: Shell) -> int:
    store = open_store(shell.store)
    try:
        return store.workspace.revision
    finally:
        store.close()


def _is_true(shell: Shell, said: str, revision: int, before: dict[str, bytes]) -> None:
    """Whether the last line says truly what was done."""
    now = _revision(shell)
    assert ("the edit was made" in said) == (now > revision), said
    if now > revision:
        assert f"(revision {now})" in said, said
    elif "nothing was changed" in said:
        kept = {name: data for name, data in _state(shell).items() if "/backups/" not in name}
        assert kept == {name: data for name, data in before.items() if "/backups/" not in name}
        assert "backup" not in said


@pytest.mark.parametrize("name", CASES)
def test_a_lost_answer_is_one_line_that_says_what_was_done(
    name: str, tried: Callable[[Case], Iterator[Shell]]
) -> None:
    copies = tried(CASES[name])
    for opened in (lambda: open("/dev/full", "w", encoding="utf-8"), ClosedStream):  # noqa: PTH123, SIM115
        shell = next(copies)
        revision, before = _revision(shell), _state(shell)
        ran = _ran(shell, CASES[name], opened())
        assert ran.code == UNWRITTEN, ran.err
        last = ran.err.splitlines()[-1]
        assert last.startswith("pmtui: the answer could not be written ("), ran.err
        assert "Traceback" not in ran.err
        _is_true(shell, last, revision, before)


class Interruption:
    """Sends an interruption at the n-th call of a function; counts the calls.

    Args:
        at: which call; 0 for none.
    """

    def __init__(self, at: int) -> None:
        self._at = at
        self.calls = 0

    def __call__(self, _frame: FrameType, event: str, _arg: object) -> None:
        """Count, and send it when it is time."""
        if event == "call":
            self.calls += 1
            if self.calls == self._at:
                sys.setprofile(None)
                signal.raise_signal(signal.SIGINT)


def _interrupted(shell: Shell, case: Case, at: int) -> tuple[Ran, int]:
    interruption = Interruption(at)
    sys.setprofile(interruption)
    try:
        ran = _ran(shell, case, _stream())
    finally:
        sys.setprofile(None)
    return ran, interruption.calls


@pytest.mark.parametrize("name", CASES)
def test_an_interruption_at_any_moment_says_what_was_done(
    name: str, tried: Callable[[Case], Iterator[Shell]]
) -> None:
    case, copies = CASES[name], tried(CASES[name])
    _interrupted(next(copies), case, 0)  # what loads only once is no part of the count
    ran, calls = _interrupted(next(copies), case, 0)
    assert ran.code in {0, 1}, ran.err
    chance = random.Random(name)
    for _ in range(TIMES):
        shell, at = next(copies), chance.randint(200, calls - 60)
        revision, before = _revision(shell), _state(shell)
        ran, _ = _interrupted(shell, case, at)
        if ran.code == INTERRUPTED:
            last = ran.err.splitlines()[-1]
            assert last.startswith("pmtui: interrupted: "), (at, ran.err)
            _is_true(shell, last, revision, before)
        else:
            assert ran.code in {0, 1}, (at, ran.err)
        assert "Traceback" not in ran.err
