"""This file ends a call: what was printed is written out, and what went wrong is said."""

import os
import signal
from contextlib import suppress

from pmtui.cli.console.output import Output, UnwrittenError
from pmtui.cli.core.verb import INTERRUPTED, UNWRITTEN


def interrupted(out: Output) -> int:
    """Say what was done before; whoever interrupts twice is answered as well."""
    with suppress(ValueError):  # only the main thread hears signals
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        out.say(f"interrupted: {out.done}")
        signal.signal(signal.SIGINT, before)
    return INTERRUPTED


def flushed(out: Output, code: int) -> int:
    """The code, once what was printed so far is written out; that may fail as well."""
    try:
        out.flush()
    except BrokenPipeError:
        throw_away_stdout()
    except UnwrittenError as error:
        return unwritten(out, error)
    return code


def unwritten(out: Output, error: UnwrittenError) -> int:
    """Say that the answer is lost and the edit is not."""
    out.say(f"the answer could not be written ({error}): {out.done}")
    throw_away_stdout()
    return UNWRITTEN


def throw_away_stdout() -> None:
    """Let nothing more be written, so that the end of the program does not fail over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
