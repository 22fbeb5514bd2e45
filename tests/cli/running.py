"""This file runs the command line in this process and hands back what it printed."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pmtui.cli.main import main


class Ran(NamedTuple):
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.out)


class Shell:
    """Calls verbs on one store."""

    def __init__(self, store: Path) -> None:
        self.store = store

    def __call__(self, *words: str, stdin: str = "") -> Ran:
        """Run a verb on the store."""
        return run("--store", str(self.store), *words, stdin=stdin)

    def ok(self, *words: str, stdin: str = "") -> str:
        """Run a verb that must succeed; what it printed."""
        ran = self(*words, stdin=stdin)
        assert ran.code == 0, ran.err
        return ran.out

    def json(self, *words: str) -> Any:
        """Run a verb that must succeed; its JSON document."""
        return json.loads(self.ok(*words, "--json"))


def run(*argv: str, stdin: str = "") -> Ran:
    """Run the command line on words."""
    out, err = _stream(), _stream()
    with _streams(out, err, _stream(stdin)):
        code = main(argv)
    return Ran(code, _text(out), _text(err))


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


@contextmanager
def _streams(
    out: io.TextIOWrapper, err: io.TextIOWrapper, stdin: io.TextIOWrapper
) -> Iterator[None]:
    before = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = out, err, stdin
    try:
        yield
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
