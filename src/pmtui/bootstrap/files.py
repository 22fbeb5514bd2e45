"""This file declares the engine of files: a store is one TinyDB file with its log beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pmtui.bootstrap.engine import Engine
from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import Share
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.maintenance import Maintenance
from pmtui.session.outside_changes import Adopter, NoAdopter
from pmtui.session.ports import Store
from pmtui.session.presence import PresencePort
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore


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
