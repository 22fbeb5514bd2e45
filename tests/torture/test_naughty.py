"""This file puts the big list of naughty strings through every form and reads it back."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.cli.running import Shell
from tests.torture.conftest import Tell
from tests.torture.harness import amount
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, started

NAUGHTY: Final[list[str]] = json.loads(Path(__file__).with_name("blns.json").read_bytes())
SOME: Final = NAUGHTY[:: amount(9, 1)]
TYPED: Final = NAUGHTY[:: amount(30, 1)]


def _reloaded(path: Path) -> Workspace:
    with closing(open_store(path)) as store:
        assert store.read_only == ""
        return store.workspace


def _title(text: str) -> str:
    return text if text.strip() else "blank"


def _document() -> dict[str, Any]:
    rows = list(enumerate(NAUGHTY, 1))
    return {
        "tasks": [
            {"title": _title(text), "code": f"c{at}", "notes": text, "component": "P-1"}
            for at, text in rows
        ],
        "risks": [{"title": _title(text), "cause": text, "component": "P-1"} for _, text in rows],
        "issues": [
            {"title": _title(text), "description": text, "component": "P-1"} for _, text in rows
        ],
    }


def test_apply_keeps_every_text_as_it_is(shell: Shell, tell: Tell) -> None:
    before = set(_reloaded(shell.store).tasks)
    document = shell.store.with_name("document.json")
    document.write_text(json.dumps(_document()), "utf-8")
    shell.ok("apply", str(document))
    found = _reloaded(shell.store)
    tasks = [row for one, row in sorted(found.tasks.items()) if one not in before]
    assert [row.notes for row in tasks] == NAUGHTY
    assert [row.title for row in tasks] == [_title(text) for text in NAUGHTY]
    causes = [row.cause for _, row in sorted(found.risks.items())]
    assert causes[-len(NAUGHTY) :] == NAUGHTY
    issues = [
        row.description  # type: ignore[attr-defined]
        for _, row in sorted(found.rows("issues").items())
    ]
    assert issues[-len(NAUGHTY) :] == NAUGHTY
    again = shell.json("list", "tasks")["rows"]
    assert [row["notes"] for row in again][-len(NAUGHTY) :] == NAUGHTY
    tell(
        10, f"apply: {len(NAUGHTY)} texts as titles, notes, causes and descriptions came back equal"
    )


def test_set_keeps_every_text_as_it_is(shell: Shell, tell: Tell) -> None:
    for text in SOME:
        ran = shell("set", "T-1", f"notes={text}", f"title={_title(text)}")
        assert ran.code == 0 or "so already" in ran.err, (text, ran)
        task = next(iter(_reloaded(shell.store).tasks.values()))
        assert (task.notes, task.title) == (text, _title(text))
    tell(10, f"set: {len(SOME)} texts came back equal")


def test_add_takes_or_refuses_every_text_in_one_line(shell: Shell, tell: Tell) -> None:
    taken = 0
    for text in SOME:
        ran = shell("add", "task", "--", text)
        assert "Traceback" not in ran.err, (text, ran)
        assert ran.code in {0, 2, 4}, (text, ran)
        taken += ran.code == 0
    _reloaded(shell.store)
    tell(10, f"add: {len(SOME)} texts, {taken} taken, {len(SOME) - taken} refused with the reason")


async def test_the_line_of_the_screen_keeps_every_text(tmp_path: Path, tell: Tell) -> None:
    path = tmp_path / "plan.json"
    start = a_portfolio()
    init_store(path, workspace=start).close()
    wrong: list[tuple[str, str]] = []
    async with started(start, store=open_store(path)) as stage:  # type: ignore[arg-type]
        await stage.follow("T-1")
        for text in TYPED:
            await _typed(stage, text)
            now = stage.task("T-1").title
            if now != text and text.strip():
                wrong.append((text, now))
    assert wrong == []
    assert _reloaded(path).tasks == stage.workspace.tasks
    tell(10, f"the line of the screen: {len(TYPED)} texts came back equal, 0 markup errors")


async def _typed(stage: Stage, text: str) -> None:
    await stage.press("e", "ctrl+u")
    await stage.paste(text)
    await stage.press("enter")
    if stage.app.focused is not None:
        await stage.press("escape")
