"""This file types every command that the pages show, and asks of it what the page promises."""

import os
import re
from pathlib import Path

import pytest
from msgspec import structs

from pmtui.settings import Settings, read_settings
from pmtui.tui.keys.keymap import read_keymap
from tests.cli.running import Ran, run
from tests.house.checkout import ROOT
from tests.house.pages import PAGES, Reader, blocks, commands

_WITH_COMMANDS = [page for page in PAGES if commands(page)]
_SEEN = (
    "config", "policy", "policy timezone=UTC", "doctor", "keys", "schema", "list tasks",
    "list components", "show T-1", "tree", "attention", "health", "risks", "schedule P-1",
    "schedule P-1 --paths 1", "contracts", "add risk x --into P-1", "set T-1 priority=2",
    "done T-2", "undo", "redo", "log", "diff r1 now", "diff BL-1 now", "export tasks tasks.json",
    "import table.csv --into P-1 --dry-run", "apply empty.json", "apply odd.json", "check",
    "backup", "backup list", "compact", "snapshot", "check --salvage out.json", "init new.json",
    "selftest",
)  # fmt: skip
_TABLE_KINDS = {"tasks": "list", "components": "list"}


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A newcomer in an empty folder, whose home it is."""
    newcomer = Reader(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("PMTUI_STORE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in newcomer.environment.items():
        monkeypatch.setenv(name, value)
    return newcomer


@pytest.mark.parametrize("page", _WITH_COMMANDS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_does_what_the_page_says(page: Path, reader: Reader) -> None:
    wrong = []
    for line in commands(page):
        ended = reader.types(line.text)
        if ended.code != line.code:
            wrong.append(f"{page.name}:{line.number}: {line.text}: exit {ended.code}: {ended.said}")
    assert not wrong, "\n".join(wrong)


def test_the_readme_shows_commands() -> None:
    assert len(commands(ROOT / "README.md")) >= 15


def test_no_command_hides_in_a_block_that_nobody_runs() -> None:
    hidden = [
        f"{page.name}:{first}: {text.splitlines()[0]}"
        for page in PAGES
        if page.name != "cli.md"
        for language, text, first in blocks(page)
        if language != "sh" and re.search(r"^(\$ )?pmtui (?!demo)\w", text, re.MULTILINE)
    ]
    assert not hidden


@pytest.mark.parametrize("words", _SEEN)
def test_the_page_of_json_names_each_kind_and_what_it_holds(words: str, reader: Reader) -> None:
    assert reader.types("pmtui --version").code == 0
    Path("empty.json").write_text('{"tasks": []}', "utf-8")
    Path("odd.json").write_text('{"tasks": [{"title": ""}]}', "utf-8")
    Path("table.csv").write_text("Task\nDig\n", "utf-8")
    os.environ["PMTUI_STORE"] = "plan.json"
    assert run("init", "--from", "sample").code == 0
    if words == "redo":
        assert run("set", "T-1", "priority=3").code == run("undo").code == 0
    if words == "undo":
        assert run("set", "T-1", "priority=3").code == 0
    ran: Ran = run(*words.split(), "--json")
    document = ran.document
    held = set(document) - {"schema", "kind"}
    verb = words.split(maxsplit=1)[0]
    named = {document["kind"], verb, _TABLE_KINDS.get(document["kind"], "")}
    page = (ROOT / "docs/json.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    fitting = [row for row in rows if any(f"`{name}`" in row for name in named)]
    told = {name for row in fitting for name in re.findall(r"`(\w+)`", row)}
    if verb in {"set", "done"}:
        told |= {"revision", "changed", "message", "said"}
    assert held <= told


def test_a_reader_sees_a_command_that_does_not_do_what_is_said(
    tmp_path: Path, reader: Reader
) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```sh\npmtui tree   # exit 3\npmtui init \\\n  'a b.json'\necho x | cat\n```\n"
    )
    lines = commands(page)
    assert [(line.text, line.code) for line in lines] == [
        ("pmtui tree", 3), ("pmtui init   'a b.json'", 0), ("echo x | cat", 0),
    ]  # fmt: skip
    assert [reader.types(line.text).code for line in lines] == [3, 0, 0]
    assert (tmp_path / "a b.json").is_file()
    assert reader.types("pmtui frobnicate | cat >&2; exit 4").code == 4


def test_the_settings_and_keys_that_the_page_shows_are_read_without_a_word(tmp_path: Path) -> None:
    page = ROOT / "docs/settings.md"
    settings, keys = (text for language, text, _ in blocks(page) if language == "toml")
    (tmp_path / "settings.toml").write_text(settings, "utf-8")
    (tmp_path / "keys.toml").write_text(keys, "utf-8")
    read = read_settings(tmp_path / "settings.toml")
    assert (read.settings, read.problems) == (Settings(), ())
    named = set(re.findall(r"^(\w+) =", settings, re.MULTILINE))
    assert named == {field.name for field in structs.fields(Settings)}
    assert read_keymap(tmp_path / "keys.toml").problems == ()
