"""This file tests completions in the shells themselves, the manual page and `config`."""

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import msgspec
import pexpect
import pytest

from pmtui.cli.main import every_verb
from pmtui.cli.verb_shapes import shapes
from pmtui.cli.verbs.setup.completion import SHELLS
from pmtui.cli.verbs.setup.man import manual
from pmtui.settings import Settings
from tests.cli.running import run

_BASH = """\
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_pmtui
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module", params=sorted(SHELLS))
def script(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A shell and its completion."""
    return request.param, run("completion", request.param).out


def _bash(tmp_path: Path, *words: str) -> list[str]:
    (tmp_path / "completion").write_text(run("completion", "bash").out, "utf-8")
    done = subprocess.run(
        ["bash", "-c", _BASH, "bash", str(tmp_path / "completion"), "pmtui", *words],
        capture_output=True, check=True, cwd=tmp_path, text=True,
    )  # fmt: skip
    assert done.stderr in {"", "bash: line 5: compopt: not currently executing completion"}
    return sorted(filter(None, done.stdout.split("\n")))


def test_every_verb_and_every_option_stands_in_the_completion(script: tuple[str, str]) -> None:
    shell, text = script
    lines = text.split("\n")
    for shape in shapes():
        assert any(shape.name in line for line in lines), shape.name
        for option in shape.options:
            if option.name.startswith("--"):
                written = f"-l {option.name[2:]} " if shell == "fish" else option.name
                assert written in text, (shape.name, option.name)


def test_a_shell_reads_its_completion(script: tuple[str, str], tmp_path: Path) -> None:
    shell, text = script
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "completion").write_text(text, "utf-8")
    done = subprocess.run(
        [shell, "-n", str(tmp_path / "completion")], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sched"], ["schedule"]),
        (["list", "miles"], ["milestones"]),
        (["ls", "miles"], ["milestones"]),
        (["add", "miles"], ["milestone"]),
        (["--store", "x", "sche"], ["schedule", "schema"]),
        (["--store", "=", "x", "sche"], ["schedule", "schema"]),
        (["list", "tasks", "--col"], ["--columns"]),
        (["list", "--sort", "due", "peop"], ["people"]),
        (["import", "x.csv", "--format", "xe"], ["xer"]),
        (["init", "--share", ""], ["private", "readable", "team"]),
        (["completion", ""], ["bash", "fish", "zsh"]),
        (["help", "hol"], ["holidays"]),
        (["undo", "--s"], ["--scenario", "--store"]),
        (["--vi"], ["--view"]),
    ],
)
def test_bash_offers_what_may_follow(tmp_path: Path, words: list[str], offered: list[str]) -> None:
    assert _bash(tmp_path, *words) == offered


def test_bash_offers_files_with_spaces_where_a_file_is_meant(tmp_path: Path) -> None:
    (tmp_path / "my plan.xml").touch()
    for words in (["import", "my"], ["--store", "my"], ["list", "tasks", "--store", "my"], ["my"]):
        assert _bash(tmp_path, *words) == ["my plan.xml"]
    assert _bash(tmp_path, "list", "my") == []


def test_fish_offers_what_may_follow(tmp_path: Path) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    (tmp_path / "c.fish").write_text(run("completion", "fish").out, "utf-8")

    def offered(line: str) -> list[str]:
        done = subprocess.run(
            ["fish", "-c", f"source c.fish; complete -C '{line}'"],
            capture_output=True, check=True, cwd=tmp_path, text=True,
            env=os.environ | {"HOME": str(tmp_path)},
        )  # fmt: skip
        return [one.partition("\t")[0] for one in done.stdout.splitlines()]

    assert offered("pmtui schedu") == ["schedule"]
    assert offered("pmtui list miles") == ["milestones"]
    assert "--columns" in offered("pmtui list --col")
    assert offered("pmtui init --share pri") == ["private"]
    assert offered("pmtui help hol") == ["holidays"]


@pytest.mark.pty
def test_zsh_completes_a_verb_a_kind_and_an_option(tmp_path: Path) -> None:
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed")
    (tmp_path / "_pmtui").write_text(run("completion", "zsh").out, "utf-8")
    child = pexpect.spawn(
        "zsh", ["-f", "-i"], cwd=tmp_path, encoding="utf-8", timeout=30, dimensions=(24, 120),
        env=os.environ | {"HOME": str(tmp_path), "TERM": "dumb", "PS1": "> "},
    )  # fmt: skip
    child.sendline("unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D")
    child.sendline("source ./_pmtui; pmtui() { print -r -- GOT:$*: }; print ready")
    child.expect("\nready")
    for typed, meant in (
        ("pmtui schedu\t", "schedule"),
        ("pmtui list miles\t", "list milestones"),
        ("pmtui list --arch\t", "list --archived"),
    ):
        child.sendline(typed)
        child.expect_exact(f"GOT:{meant}:")
    child.close(force=True)


def test_the_manual_page_names_every_verb_option_and_variable(tmp_path: Path) -> None:
    page = manual().replace("\\-", "-")
    for verb in every_verb():
        assert f"\\fBpmtui {verb.name}\\fR" in page
    for shape in shapes():
        for option in shape.options:
            if option.name not in {"--help", "--store", "--json"}:
                assert option.name in page
    assert all(line[:4] in {".TH ", ".SH ", ".SS ", ".TP", ".br", ".B p", ".I ~", ".RS", ".RE"}
               for line in page.splitlines() if line.startswith("."))  # fmt: skip
    if shutil.which("man"):
        (tmp_path / "pmtui.1").write_text(run("man").out, "utf-8")
        done = subprocess.run(
            ["man", "-E", "UTF-8", "-l", "--warnings", str(tmp_path / "pmtui.1")],
            capture_output=True, check=False, text=True,
            env=os.environ | {"MANWIDTH": "90", "PAGER": "cat", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        assert "EXIT STATUS" in done.stdout or "No manual entry" in done.stderr
        assert "warning" not in done.stderr


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's settings directory."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("PMTUI_STORE", raising=False)
    return tmp_path / "config" / "pmtui"


def test_config_shows_every_setting_every_path_and_where_they_come_from(config: Path) -> None:
    document = run("config", "--json").document
    fields = [field.name for field in msgspec.structs.fields(Settings)]
    assert [one["name"] for one in document["settings"]] == fields
    assert {one["from"] for one in document["settings"]} == {"default"}
    paths = {one["what"]: one for one in document["paths"]}
    assert paths["settings"]["path"] == str(config / "settings.toml")
    assert paths["store"]["path"] == str(config.parent.parent / "data/pmtui/portfolio.json")
    assert {"keys", "themes", "maps", "drafts and state"} < set(paths)
    there = {what for what, one in paths.items() if one["there"]}
    assert there == {"systemd units"}  # they ship
    assert not config.exists()


def test_config_changes_settings_and_takes_them_back(config: Path) -> None:
    assert run("config", "theme=pmtui-light", "kitty_keys=no").code == 0
    assert tomllib.loads((config / "settings.toml").read_text("utf-8")) == {
        "theme": "pmtui-light",
        "kitty_keys": False,
    }
    shown = {one["name"]: one for one in run("config", "--json").document["settings"]}
    assert (shown["theme"]["value"], shown["theme"]["from"]) == ("pmtui-light", "settings.toml")
    assert run("config", "theme=", "kitty_keys=").code == 0
    shown = {one["name"]: one for one in run("config", "--json").document["settings"]}
    assert (shown["theme"]["value"], shown["kitty_keys"]["value"]) == ("", True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tehme=x"], "there is no setting 'tehme'; did you mean theme?"),
        (["theme=pmtui-lihgt"], "there is no theme 'pmtui-lihgt'; did you mean pmtui-light"),
        (["glyphs=utf"], "there is no glyphs 'utf'; there is auto, unicode, ascii"),
        (["toured=perhaps"], "toured is yes or no, not 'perhaps'"),
        (["theme", "pmtui-light"], "'theme' is no KEY=VALUE"),
        (["keymap=my", "file.toml"], 'keymap="my file.toml"'),
    ],
)
def test_config_refuses_what_no_setting_can_be(config: Path, words: list[str], said: str) -> None:
    ran = run("config", "glyphs=ascii", *words) if "=" in words[0] else run("config", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not config.exists()


def test_config_names_what_it_cannot_read(config: Path) -> None:
    config.mkdir(parents=True)
    (config / "settings.toml").write_text('glyphs = "utf"\ntheme = "pmtui-light"\n', "utf-8")
    ran = run("config", "--json")
    assert ran.code == 1
    assert "glyphs cannot be 'utf'" in ran.err
    assert json.loads(ran.out)["settings"][0]["from"] == "settings.toml"
