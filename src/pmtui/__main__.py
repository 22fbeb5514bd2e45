"""This file chooses a face: the screen for a store or the demo, else a verb of the command line."""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import ModuleType
from typing import Any, Final, NamedTuple

from pmtui.cli.command_line import SCREEN_VERBS, names_a_file, refuse_missing, split, store_path
from pmtui.cli.core.verb import INTERRUPTED, NO_STORE, USAGE, Stop

_LATE: Final = (
    "ipaddress", "msgspec.inspect", "msgspec._json_schema", "msgspec.msgpack", "msgspec.toml",
    "msgspec.yaml",
)  # fmt: skip
"""What msgspec and pathlib would load for nothing."""


class Start(NamedTuple):
    """What the screen is asked to begin with."""

    scope: str
    view: str
    ascii_only: bool
    notes: tuple[str, ...] = ()
    action: str = ""
    """Id of what is done once the screen is there."""


def main() -> int:
    """Start the program on the words of this process and return its exit code."""
    # What starts makes no garbage, and a verb ends before it matters: searching takes a tenth of
    # a short verb, and the first frame would wait 20-30 ms for it.
    gc.disable()
    front = split(sys.argv[1:])
    asks = {"--help", "-h", "--version", "-V"} & {*front.options, *front.rest}
    if asks or not (front.verb in SCREEN_VERBS or names_a_file(front.verb)):
        return _verb()
    try:
        return _screen(sys.argv[1:])
    except Stop as stop:
        from pmtui.cli.console.output import Output
        from pmtui.cli.console.streams import stderr, stdout

        # The reason may quote a damaged store: it goes the way of every other text.
        Output(stdout(), stderr()).say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        gc.enable()


def _verb() -> int:
    # Libraries of C that are interrupted while they load end the program by a memory fault.
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    _load_msgspec_light()
    from pmtui.cli.main import main as run_verb

    signal.signal(signal.SIGINT, before)
    if came:
        sys.stderr.write("pmtui: interrupted: nothing was changed\n")
        return _left(INTERRUPTED)
    return _left(run_verb())


class _LateModule(ModuleType):
    """Stands for a module that a short verb has no use for; asking it for a thing loads it."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def _load_msgspec_light() -> None:
    """Load msgspec, and what pathlib is made of, without what nothing here uses of them.

    They would load schemas, other formats, IP addresses, and patterns that tell platforms apart:
    with typing_extensions, which nothing here is annotated with, a fifth of a short verb's time.
    """
    late = [_LateModule(name) for name in _LATE if name not in sys.modules]
    sys.modules.update({module.__name__: module for module in late})
    schemas = sys.modules.get("msgspec._json_schema")
    if isinstance(schemas, _LateModule):
        vars(schemas).update(
            {name: _late(schemas, name) for name in ("schema", "schema_components")}
        )
    away = [name for name in ("typing_extensions", "platform") if name not in sys.modules]
    if "typing_extensions" in away:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    if "platform" in away:
        # All that the module of UUIDs asks: which system this is.
        sys.modules["platform"] = ModuleType("platform")
        vars(sys.modules["platform"])["system"] = lambda: os.uname().sysname
    importlib.import_module("msgspec")
    for name in away:
        del sys.modules[name]


def _late(module: ModuleType, name: str) -> Callable[..., object]:
    """A function of a late module, which loads when it is called."""

    def call(*args: object, **named: object) -> object:
        vars(module).pop(name, None)
        function: Callable[..., object] = getattr(module, name)
        return function(*args, **named)

    return call


def _left(code: int) -> int:
    """Leave at once: only memory is left of a verb, and freeing it takes a tenth of the whole."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _words(argv: Sequence[str]) -> tuple[dict[str, str], str]:
    """The options of the screen and the file it opens; argparse would cost the first frame."""
    said = dict.fromkeys(("--store", "--scope", "--view", "--ascii"), "")
    words = list(argv)
    file = ""
    while words:
        name, given, value = words.pop(0).partition("=")
        if not name.startswith("-"):
            if file:
                raise Stop(USAGE, f"one store at a time: {file} or {name}")
            file = name
        elif name == "--ascii":
            said[name] = "yes"
        elif name not in said:
            near = [option for option in said if name[:5] == option[:5]]
            hint = f"did you mean {near[0]}?" if near else f"the screen takes {', '.join(said)}"
            raise Stop(USAGE, f"there is no option {name}; {hint}")
        elif given or words:
            said[name] = value if given else words.pop(0)
        else:
            raise Stop(USAGE, f"{name} needs a value")
    return said, file


def _screen(argv: Sequence[str]) -> int:
    from pathlib import Path

    options, file = _words(argv)
    _need_terminal()
    if not os.environ.get("NO_COLOR"):
        # Its own rule counts an empty one as unset; Textual would draw without colours.
        os.environ.pop("NO_COLOR", None)
    start = Start(options["--scope"], options["--view"], bool(options["--ascii"]))
    if file == "demo":
        return _demo(start)
    said = file or options["--store"]
    path = store_path(said, _own_store)
    if not Path(path).exists() and not said and "PMTUI_STORE" not in os.environ:
        return _first_run(path, start)
    return _open(path, start)


def _own_store() -> str:
    from pmtui.resources import default_store_path

    return str(default_store_path())


def _need_terminal() -> None:
    name = os.environ.get("TERM", "")
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise Stop(USAGE, "the screen needs a terminal; pmtui --help lists what works without one")
    if name in {"", "dumb"}:
        said = "TERM is not set" if not name else "TERM is dumb"
        raise Stop(USAGE, f"{said}: this terminal cannot show the screen; pmtui --help lists verbs")


def _open(path: str, start: Start, *, is_new: bool = False) -> int:
    from pmtui.bootstrap.wiring import new_session, open_session
    from pmtui.model.storing.care import StoreError

    if not is_new:
        refuse_missing(path, "" if path == os.environ.get("PMTUI_STORE", "") else path)
    try:
        session = new_session(path) if is_new else open_session(path, is_seen=True)
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    try:
        return _run(session, start)
    finally:
        session.close()


def _demo(start: Start) -> int:
    from pmtui.demo import demo
    from pmtui.model.storing.care import StoreError
    from pmtui.resources import MissingResourceError

    try:
        with demo() as session:
            return _run(session, start, is_thrown_away=True)
    except (MissingResourceError, StoreError) as error:
        raise Stop(NO_STORE, str(error)) from error


def _first_run(path: str, start: Start) -> int:
    from pathlib import Path

    from pmtui.resources import settings_path
    from pmtui.settings import read_settings
    from pmtui.tui.app.first_screen import first_choice

    settings = read_settings(settings_path()).settings
    draws_ascii = start.ascii_only or _wants_ascii(settings.glyphs)
    choice = first_choice(Path(path), settings, draws_ascii=draws_ascii)
    if choice == "demo":
        return _demo(start)
    if choice == "leave":
        return 0
    action = "import" if choice == "import" else ""
    return _open(path, start._replace(action=action), is_new=True)


def _run(session: Any, start: Start, *, is_thrown_away: bool = False) -> int:
    # A key that changes two parts of the screen waits a frame for the second: halve the frame.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from pmtui.cli.core.entity_names import resolve_component
    from pmtui.clock import zone_problem
    from pmtui.machine import zone_note
    from pmtui.resources import settings_path
    from pmtui.settings import read_settings
    from pmtui.tui.app.application import run_app
    from pmtui.tui.navigation.location import home_of
    from pmtui.views.catalogue import VIEWS

    if start.view and start.view not in VIEWS:
        raise Stop(USAGE, f"there is no view {start.view!r}; there is {', '.join(VIEWS)}")
    read = read_settings(settings_path())
    workspace = session.workspace
    home = 0 if start.scope else home_of(workspace, session.actor)
    timezone = workspace.policy.timezone
    zone = zone_problem(timezone) or zone_note(timezone)
    return run_app(
        session,
        read.settings,
        (*start.notes, *filter(None, (zone,)), *read.problems),
        scope=home or resolve_component(workspace, start.scope or "."),
        view=start.view,
        draws_ascii=start.ascii_only or _wants_ascii(read.settings.glyphs),
        is_thrown_away=is_thrown_away,
        action=start.action,
    )


def _wants_ascii(glyphs: str) -> bool:
    """Whether drawings are of ASCII: as the person chose, else where the locale has no more."""
    if glyphs != "auto":
        return glyphs == "ascii"
    from locale import getencoding

    # Python writes UTF-8 whatever the C locale says, so its own encoding alone tells nothing.
    written = (sys.stderr.encoding or "", getencoding())
    return any(part.lower().replace("-", "") != "utf8" for part in written)


if __name__ == "__main__":
    sys.exit(main())
