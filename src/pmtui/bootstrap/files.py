"""This file defines what an engine is, and declares the one of files.

An engine is how an address opens, makes and looks after a store; of files, one TinyDB file with its
log beside it. Adding one is a module beside this file that declares an `Engine`, and a line in the
catalogue.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import Share
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.maintenance import Maintenance
from pmtui.session.outside_changes import Adopter, NoAdopter
from pmtui.session.ports import Author, Store
from pmtui.session.presence import PresencePort
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore


class Engine(Struct, frozen=True, kw_only=True):
    """One way to keep a store; every function of it raises `StoreError` with one clear line."""

    scheme: str
    """What its addresses begin with before `://`; empty where they are paths of files."""
    address: str
    """What an address of it is, as a sentence names it."""
    open: Callable[[str], Store]
    """Opens the store of an address."""
    create: Callable[[str, Share, Workspace, Sequence[Commit]], Store]
    """Makes a store and opens it; nothing is ever overwritten. The commits led to the workspace."""
    maintenance: Callable[[str], Maintenance] | None = None
    """Looks after the store of an address; None where that is nobody's work here."""
    presence: Callable[[Store, str], PresencePort | None] = lambda _store, _session: None
    """Where the sessions of an open store see each other; None where they do not."""
    adopter: Callable[[Store, str], Adopter] = lambda _store, _session: NoAdopter()
    """Takes in what was changed outside pmtui in an open store, for a session."""
    author: Callable[[Store], Author | None] = lambda _store: None
    """Who is at the keyboard, as an open store knows them; None where the system says that."""


def _open(address: str) -> Store:
    return open_store(Path(address))


def _create(address: str, share: Share, workspace: Workspace, history: Sequence[Commit]) -> Store:
    return init_store(Path(address), share, workspace, history)


def _maintenance(address: str) -> Maintenance:
    from pmtui.bootstrap.file_maintenance import FileMaintenance

    return FileMaintenance(Path(address))


def _presence(store: Store, session: str) -> PresencePort | None:
    from pmtui.store.disk.presence import PresenceFiles
    from pmtui.store.log.protocol import my_signature

    if not isinstance(store, DiskStore):
        return None
    return PresenceFiles(store.place, session, my_signature())


def _adopter(store: Store, session: str) -> Adopter:
    from pmtui.bootstrap.file_maintenance import StoreAdopter

    return StoreAdopter(store, session) if isinstance(store, DiskStore) else NoAdopter()


FILES: Final = Engine(
    scheme="",
    address="the path of a file",
    open=_open,
    create=_create,
    maintenance=_maintenance,
    presence=_presence,
    adopter=_adopter,
)
"""What an address without a scheme means."""
