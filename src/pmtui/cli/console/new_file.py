"""This file writes a whole new file or none, and ends the verb where it cannot."""

from pmtui.cli.console.output import REJECTED, USAGE, Stop
from pmtui.exchange.new_file import NewFileError
from pmtui.exchange.new_file import write_new as write_whole


def write_new(name: str, data: bytes) -> None:
    """Write a new file for its owner's eyes; an existing one is never overwritten.

    Raises:
        Stop: it is there already, or cannot be written; then nothing is.
    """
    try:
        write_whole(name, data)
    except NewFileError as error:
        raise Stop(REJECTED if error.is_full else USAGE, str(error)) from error
