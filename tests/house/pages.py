"""This file finds the commands that the pages show, and runs them as their reader would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.cli.running import run
from tests.house.checkout import ROOT

PAGES: Final = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
"""The pages a newcomer follows."""

_FENCE: Final = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT: Final = re.compile(r"\s+#\s(.*)$")
_CODE: Final = re.compile(r"\bexit (?:code )?(\d)\b")
_SHELL: Final = re.compile(r"[|<>;&$`*~]|^(?!pmtui )")
_LONE_EXPORT: Final = re.compile(r"export (\w+)=(\S*)$")


class Line(NamedTuple):
    """One command of a page."""

    text: str
    code: int
    """What its comment says it ends with."""
    number: int


class Ended(NamedTuple):
    """What a command came to."""

    code: int
    said: str


def blocks(page: Path) -> Iterator[tuple[str, str, int]]:
    """The language, the text and the first line of every block of a page."""
    text = page.read_text("utf-8")
    for found in _FENCE.finditer(text):
        yield found[1], found[2], text.count("\n", 0, found.start(2)) + 1


def commands(page: Path) -> list[Line]:
    """The commands of a page's `sh` blocks, in order; one ending in a backslash goes on."""
    lines: list[Line] = []
    for language, text, first in blocks(page):
        if language != "sh":
            continue
        waiting = ""
        for number, line in enumerate(text.splitlines(), first):
            if line.endswith("\\"):
                waiting += line[:-1]
                continue
            whole, waiting = waiting + line, ""
            comment = _COMMENT.search(whole)
            bare = whole[: comment.start()] if comment else whole
            said = _CODE.search(comment[1]) if comment else None
            if bare.strip() and not bare.lstrip().startswith("#"):
                lines.append(Line(bare.strip(), int(said[1]) if said else 0, number))
    return lines


class Reader:
    """Somebody who types what a page shows, in a folder of their own.

    Args:
        home: an empty folder; what the checkout ships lies in `sample_data` there.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        (home / "sample_data").symlink_to(ROOT / "sample_data")
        programs = home / ".bin"
        programs.mkdir()
        program = programs / "pmtui"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pmtui "$@"\n', "utf-8")
        program.chmod(0o755)
        self.environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "TERM": "dumb",
        }

    def types(self, line: str) -> Ended:
        """Run one line, by a shell where it needs one, else in this process."""
        set_to = _LONE_EXPORT.match(line)
        if set_to:
            self.environment[set_to[1]] = set_to[2]
            os.environ[set_to[1]] = set_to[2]
            return Ended(0, "")
        if not _SHELL.search(_without_quotes(line)):
            ran = run(*shlex.split(line)[1:])
            return Ended(ran.code, ran.out + ran.err)
        done = subprocess.run(
            [shutil.which("bash") or "sh", "-c", line],
            capture_output=True, check=False, cwd=self._home, env=self.environment, text=True,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout + done.stderr)


def _without_quotes(line: str) -> str:
    """The line with what stands in single quotes blanked, since no shell looks into it."""
    return re.sub(r"'[^']*'|\"[^\"$`]*\"", "''", line)
