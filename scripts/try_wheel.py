"""This file installs the wheel as a stranger would and tries it: `python -m scripts.try_wheel`.

`python -m scripts.try_wheel python3.11 python3.14` tries it with each of these. Every one gets a
fresh environment in a folder with spaces, an empty home, and, where this runs as root, a user who
may do nothing.
"""

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import termios
from itertools import cycle
from pathlib import Path
from typing import Final

from pmtui import clock

ROOT: Final = Path(__file__).parent.parent
NOBODY: Final = 65534
_PATIENCE: Final = 30.0
_TABLE: Final = "Task,Owner,Due\nDig the trench,Ann Archer,2031-03-04\n"


class TriedError(Exception):
    """Says what the installed program did not do."""


class Stranger:
    """Somebody who has the program and nothing else.

    Args:
        program: the installed program.
        home: an empty folder, which is theirs.
        user: who they are; None for who runs this.
    """

    def __init__(self, program: Path, home: Path, user: int | None = None) -> None:
        self._program = program
        self._home = home
        self._user = user
        self._environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
        }

    def says(self, *words: str, code: int = 0) -> str:
        """What a verb prints.

        Raises:
            TriedError: it ends otherwise.
        """
        done = subprocess.run(  # noqa: S603  (the program that was just installed)
            [self._program, *words], capture_output=True, check=False, cwd=self._home,
            env=self._environment, text=True, user=self._user,
        )  # fmt: skip
        if done.returncode != code or "Traceback" in done.stderr:
            raise TriedError(f"pmtui {' '.join(words)}: exit {done.returncode}: {done.stderr}")
        return done.stdout

    def sees(self, *words: str, wanted: str) -> None:
        """Open the screen, wait for a text in it, and leave: back to the tree, then out, then yes.

        Raises:
            TriedError: the text does not come, or leaving takes too long.
        """
        outer, inner = pty.openpty()
        termios.tcsetwinsize(outer, (36, 120))
        with subprocess.Popen(  # noqa: S603  (the program that was just installed)
            [self._program, *words], stdin=inner, stdout=inner, stderr=inner, cwd=self._home,
            env=self._environment, user=self._user, start_new_session=True,
        ) as process:  # fmt: skip
            os.close(inner)
            seen = _read_until(outer, wanted.encode(), _PATIENCE)
            until = clock.monotonic() + _PATIENCE
            for key in cycle((b"q", b"q", b"y")):
                if process.poll() is not None or clock.monotonic() > until:
                    break
                os.write(outer, key)
                _read_until(outer, b"", 1.0)
            code = process.poll()
            process.kill()
            os.close(outer)
        if wanted.encode() not in seen or code != 0:
            shown = seen[-600:].decode("utf-8", "replace")
            raise TriedError(f"{' '.join(words)}: ended with {code}, not {wanted!r}: {shown!r}")


def _read_until(descriptor: int, wanted: bytes, patience: float) -> bytes:
    """What comes until a text is in it, or for so many seconds where that is empty."""
    seen = b""
    until = clock.monotonic() + patience
    while (not wanted or wanted not in seen) and clock.monotonic() < until:
        if not select.select([descriptor], [], [], 0.2)[0]:
            continue
        try:
            part = os.read(descriptor, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    return seen


def try_all(stranger: Stranger, home: Path) -> list[str]:
    """Do what a stranger does first; what was tried.

    Raises:
        TriedError: something does not work.
    """
    (home / "tasks.csv").write_text(_TABLE, "utf-8")
    version = stranger.says("--version").strip()
    stranger.says("tree", code=3)
    stranger.says("init", "my plan.json", "--from", "sample")
    named = ("--store", "my plan.json")
    if "Website relaunch" not in stranger.says("tree", *named):
        raise TriedError("the sample portfolio is not in the tree")
    stranger.says("import", "tasks.csv", "--into", "P-1", *named)
    stranger.says("list", "tasks", "title:trench", "--json", *named)
    stranger.says("export", "P-1", "for them.xml", *named)
    stranger.says("import", "for them.xml", "--dry-run", *named)
    stranger.says("holidays", stranger.says("add", "calendar", "Office", *named).strip(), "DE-BY",
                  *named)  # fmt: skip
    stranger.says("check", *named)
    stranger.says("config", "theme=pmtui-light")
    completion = stranger.says("completion", "bash")
    subprocess.run(["bash", "-n"], input=completion, check=True, text=True)  # noqa: S607
    if ".SH NAME" not in stranger.says("man"):
        raise TriedError("the manual page has no name")
    stranger.says("selftest")
    stranger.sees("demo", wanted="Website relaunch")
    return [version, "init", "tree", "import", "export", "completion", "man", "selftest", "demo"]


def _try(python: str, wheel: Path, place: Path) -> list[str]:
    environment = place / "an environment"
    home = place / "a home"
    home.mkdir()
    subprocess.run([python, "-m", "venv", environment], check=True)  # noqa: S603
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(pip, check=True)  # noqa: S603
    user = NOBODY if os.getuid() == 0 and _is_for_all(environment / "bin" / "python") else None
    if user is not None:
        shutil.chown(home, user)
    return try_all(Stranger(environment / "bin" / "pmtui", home, user), home)


def _is_for_all(python: Path) -> bool:
    """Whether a user who may do nothing can start an interpreter; one below /root they cannot."""
    asked = [str(python), "-c", ""]
    try:
        done = subprocess.run(asked, capture_output=True, check=False, user=NOBODY)  # noqa: S603
    except PermissionError:
        return False
    return done.returncode == 0


def main() -> int:
    """Try every Python that is named, this one if none is; 1 where one fails."""
    failed = 0
    for python in sys.argv[1:] or [sys.executable]:
        with tempfile.TemporaryDirectory(prefix="a place with spaces ", dir="/tmp") as name:
            place = Path(name)
            place.chmod(0o755)
            built = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", name]
            subprocess.run(built, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
            (wheel,) = place.glob("*.whl")
            try:
                tried = ", ".join(_try(python, wheel, place))
                sys.stdout.write(f"{python}: {tried}: work\n")
            except (TriedError, subprocess.CalledProcessError) as error:
                failed = 1
                sys.stdout.write(f"{python}: {error}\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
