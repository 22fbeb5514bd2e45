"""This file writes a whole file or none, and ends the verb where it cannot."""

from collections.abc import Callable

from pmtui.cli.core.verb import REJECTED, USAGE, Stop
from pmtui.exchange.new_file import NewFileError, write_over
from pmtui.exchange.new_file import write_new as write_whole


def write_new(name: str, data: bytes) -> None:
    """Write a new file for its owner's eyes; an existing one is never overwritten.

    Raises:
        Stop: it is there already, or cannot be written; then nothing is.
    """
    _ending(write_whole, name, data)


def written_over(name: str, data: bytes) -> None:
    """Write a file that takes the place of one that is there.

    Raises:
        Stop: it cannot be written; then the old one is as it was.
    """
    _ending(write_over, name, data)


def _ending(write: Callable[[str, bytes], None], name: str, data: bytes) -> None:
    try:
        write(name, data)
    except NewFileError as error:
        raise Stop(REJECTED if error.is_full else USAGE, str(error)) from error
