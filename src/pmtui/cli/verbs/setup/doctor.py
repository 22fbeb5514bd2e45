"""This file is `doctor`: whether terminal, locale, file system and store are fit for work."""

import errno
import locale
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from pmtui import __version__, clock
from pmtui.cli.console.streams import stderr, stdin
from pmtui.cli.core.maintenance_verb import MaintenanceCall, MaintenanceVerb
from pmtui.cli.core.verb import DONE, FOUND, Parser, Stop, deferred_interrupt
from pmtui.machine import login_of
from pmtui.model.storing.address import scheme_of
from pmtui.resources import config_directory, state_directory

Mark = Literal["ok", "note", "bad"]
_LIBRARIES: Final = ("msgspec", "tinydb", "textual")


class DoctorCheck(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    about: str
    mark: Mark
    text: str


def _program() -> Iterator[DoctorCheck]:
    versions = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    yield DoctorCheck("pmtui", "ok", f"{__version__}; {versions}")
    python = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield DoctorCheck("python", "ok", python)


def _version(name: str) -> str:
    """The version of a library without importing it."""
    for place in map(Path, sys.path):
        for found in place.glob(f"{name}-*.dist-info"):
            return found.name.removeprefix(f"{name}-").removesuffix(".dist-info")
    return "is missing"


def _terminal() -> Iterator[DoctorCheck]:
    name = os.environ.get("TERM", "")
    both = stdin().isatty() and stderr().isatty()
    if not both:
        yield DoctorCheck("terminal", "note", "none here: the screen cannot open, every verb works")
    elif name in {"", "dumb"}:
        yield DoctorCheck("terminal", "bad", f"TERM is {name or 'not set'}: the screen cannot open")
    else:
        size = os.get_terminal_size(sys.stderr.fileno())
        small = size.columns < 80 or size.lines < 24
        text = f"{name}, {size.columns}x{size.lines}"
        yield DoctorCheck(
            "terminal", "note" if small else "ok", text + (", made for 80x24" * small)
        )
    colours = "NO_COLOR is set" if os.environ.get("NO_COLOR") else _colours(name)
    yield DoctorCheck("colours", "ok", colours)


def _colours(name: str) -> str:
    if os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}:
        return "truecolor"
    return "256" if "256color" in name else "16"


def _locale() -> Iterator[DoctorCheck]:
    encoding = locale.getencoding()
    is_utf8 = encoding.lower().replace("-", "") == "utf8"
    text = encoding if is_utf8 else f"{encoding}: set LANG to a UTF-8 locale; ASCII is drawn"
    yield DoctorCheck("locale", "ok" if is_utf8 else "note", text)
    for what, path in (("settings", config_directory()), ("state", state_directory())):
        yield DoctorCheck(what, "ok", f"{path}{'' if path.exists() else ' (not made yet)'}")


def file_system(folder: Path) -> Iterator[DoctorCheck]:
    """What a directory can do: a file, fsync, a hard link that fails where one is; all undone."""
    name = folder / f".pmtui-doctor-{os.getpid()}"
    other = name.with_suffix(".link")
    try:
        started = clock.monotonic()
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            os.write(descriptor, b"pmtui\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        spent = (clock.monotonic() - started) * 1000
        slow: Mark = "note" if spent > 50 else "ok"
        yield DoctorCheck("fsync", slow, f"{spent:.1f} ms in {folder}")
        yield _hard_links(name, other)
    except OSError as error:
        mark: Mark = "note" if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM} else "bad"
        yield DoctorCheck("fsync", mark, f"{folder} cannot be written: {error.strerror}")
    finally:
        name.unlink(missing_ok=True)
        other.unlink(missing_ok=True)


def _hard_links(name: Path, other: Path) -> DoctorCheck:
    try:
        os.link(name, other)
    except OSError as error:
        text = f"none here ({error.strerror}): one writer at a time is safe, several are not"
        return DoctorCheck("hard links", "bad", text)
    try:
        os.link(name, other)
    except FileExistsError:
        return DoctorCheck("hard links", "ok", "one writer wins each revision")
    return DoctorCheck(
        "hard links", "bad", "a second link replaced the first: do not share a store here"
    )


def _store(call: MaintenanceCall) -> Iterator[DoctorCheck]:
    if scheme_of(call.store):
        yield from _contents(call)
        return
    path = Path(call.store)
    folder = path.parent if path.parent.exists() else None
    if folder is not None:
        yield from file_system(folder)
    if not path.exists():
        yield DoctorCheck("store", "note", f"{path} is not there; pmtui init makes one")
        return
    try:
        started = clock.monotonic()
        reading = call.read()
        spent = (clock.monotonic() - started) * 1000
    except Stop as stop:
        yield DoctorCheck("store", "bad", str(stop))
        return
    workspace = reading.workspace
    rows = sum(len(table) for table in workspace.tables.values())
    text = f"{path}, revision {workspace.revision}, {rows} rows, opened in {spent:.0f} ms"
    yield DoctorCheck("store", "ok", text)
    found = path.stat()
    mode = found.st_mode
    shared = "everybody" if mode & 0o004 else "its group" if mode & 0o040 else "its owner"
    access = reading.read_only or "may be written by you"
    yield DoctorCheck(
        "access",
        "note" if reading.read_only else "ok",
        f"{login_of(found.st_uid)}'s, read by {shared}; {access}",
    )
    yield _sharing(call)
    yield from _contents(call)


def _contents(call: MaintenanceCall) -> Iterator[DoctorCheck]:
    try:
        findings = call.maintenance().check()
    except Stop as stop:
        yield DoctorCheck("contents", "note", str(stop))
        return
    wrong = [f"{finding.where}: {finding.text}" for finding in findings if finding.grade == "bad"]
    summary = "; ".join(wrong[:3]) or "sound"
    yield DoctorCheck("contents", "bad" if wrong else "ok", summary)


def _sharing(call: MaintenanceCall) -> DoctorCheck:
    """Whether modes and groups are as the store's record says; `--fix` makes them so."""
    store = call.maintenance()
    try:
        share = store.share()
        found = store.deviations()
        if not found:
            return DoctorCheck("sharing", "ok", f"{share}, as every file has it")
        if not call.args.fix:
            text = f"{share}, but {found[0].name} {found[0].text}"
            more = f" and {len(found) - 1} more" * (len(found) > 1)
            return DoctorCheck("sharing", "bad", f"{text}{more}; `pmtui doctor --fix` mends it")
        with deferred_interrupt(call.out):
            left = store.mended(found)
            call.out.done = f"{len(found) - len(left)} modes or groups were mended"
        text = f"{share}; {len(found) - len(left)} modes or groups were mended"
        if left:
            text += f", {len(left)} are other people's: they run `pmtui doctor --fix`, too"
        return DoctorCheck("sharing", "bad" if left else "ok", text)
    finally:
        store.close()


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "--fix", action="store_true", help="give the store's files the modes and group it has"
    )


def _run(call: MaintenanceCall) -> int:
    signs = [*_program(), *_terminal(), *_locale(), *_store(call)]
    if call.out.as_json:
        call.out.document("doctor", signs=signs)
    else:
        call.out.table((), [(sign.about, sign.mark, sign.text) for sign in signs])
    return FOUND if any(sign.mark == "bad" for sign in signs) else DONE


VERB: Final = MaintenanceVerb(
    name="doctor",
    help="Checks terminal, locale, file system and store, and reports what is unfit.",
    arguments=_arguments,
    run=_run,
)
