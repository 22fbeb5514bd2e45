"""This file wires the store of a file to a session."""

from importlib import import_module
from pathlib import Path

from pmtui.machine import machine_currency, machine_zone
from pmtui.model.workspace.empty import empty_workspace
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.outside_changes import Adopter
from pmtui.session.session import Author, Session
from pmtui.store.disk.presence import PresenceFiles
from pmtui.store.disk.store import DiskStore, init_store, open_store
from pmtui.store.errors import StoreError
from pmtui.store.log.protocol import my_signature


def author() -> Author:
    """Who is at the keyboard; asked of the operating system, never of LOGNAME."""
    mine = my_signature()
    return Author(mine.uid, mine.login)


def open_session(path: Path, *, is_seen: bool = False) -> Session:
    """A session on the store of a file.

    Args:
        path: the file.
        is_seen: whether others are told that this person is there.

    Raises:
        StoreError: it cannot be opened.
    """
    store = open_store(path)
    session = Session(store, author(), written_copy, lambda name: _adopter(store, name))
    if is_seen:
        session.attend(PresenceFiles(store.place, session.id, my_signature()))
    return session


def _adopter(store: DiskStore, session: str) -> Adopter:
    # Few sessions need it, so that none waits for its modules at the start.
    made: Adopter = import_module("pmtui.adopter").StoreAdopter(store, session)
    return made


def new_session(path: Path) -> Session:
    """A session on a new, empty store.

    Raises:
        StoreError: something is there already, or it cannot be made.
    """
    init_store(path, workspace=empty_workspace(machine_zone(), machine_currency())).close()
    return open_session(path, is_seen=True)


def written_copy(workspace: Workspace, path: str) -> str:
    """Write a workspace to a new store, without its history; why it could not be, or nothing."""
    try:
        init_store(Path(path).expanduser(), workspace=workspace).close()
    except (StoreError, OSError) as error:
        return str(error)
    return ""
