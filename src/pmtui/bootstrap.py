"""This file wires the store of a file to a session."""

from pathlib import Path

from pmtui.session import Author, Session
from pmtui.store.commit import my_signature
from pmtui.store.disk import init_store, open_store


def author() -> Author:
    """Who is at the keyboard; asked of the operating system, never of LOGNAME."""
    mine = my_signature()
    return Author(mine.uid, mine.login)


def open_session(path: Path) -> Session:
    """A session on the store of a file.

    Raises:
        StoreError: it cannot be opened.
    """
    return Session(open_store(path), author())


def new_session(path: Path) -> Session:
    """A session on a new, empty store.

    Raises:
        StoreError: something is there already, or it cannot be made.
    """
    return Session(init_store(path), author())
