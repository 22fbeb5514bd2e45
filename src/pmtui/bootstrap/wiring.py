"""This file opens sessions on the stores of addresses."""

import os
from pathlib import Path

from pmtui.bootstrap.catalogue import engine_of
from pmtui.machine import login_of, machine_currency, machine_zone
from pmtui.model.storing.care import StoreError
from pmtui.model.workspace.empty import empty_workspace
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Author
from pmtui.session.session import Session


def author() -> Author:
    """Who is at the keyboard; asked of the operating system, never of LOGNAME."""
    uid = os.getuid()
    return Author(uid, login_of(uid))


def open_session(address: str | Path, *, is_seen: bool = False) -> Session:
    """A session on the store of an address.

    Args:
        address: the path of a file, or a URL.
        is_seen: whether others are told that this person is there.

    Raises:
        StoreError: it cannot be opened, or nothing keeps stores at such an address.
    """
    engine = engine_of(str(address))
    store = engine.open(str(address))
    who = engine.author(store) or author()
    session = Session(store, who, written_copy, lambda name: engine.adopter(store, name))
    presence = engine.presence(store, session.id) if is_seen else None
    if presence is not None:
        session.attend(presence)
    return session


def new_session(address: str | Path) -> Session:
    """A session on a new, empty store.

    Raises:
        StoreError: something is there already, or it cannot be made.
    """
    empty = empty_workspace(machine_zone(), machine_currency())
    engine_of(str(address)).create(str(address), "private", empty, ()).close()
    return open_session(address, is_seen=True)


def written_copy(workspace: Workspace, path: str) -> str:
    """Write a workspace to a new store, without its history; why it could not be, or nothing."""
    address = str(Path(path).expanduser()) if path.startswith("~") else path
    try:
        engine_of(address).create(address, "private", workspace, ()).close()
    except (StoreError, OSError) as error:
        return str(error)
    return ""
