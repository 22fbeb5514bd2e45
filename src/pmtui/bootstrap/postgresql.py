"""This file declares the engine of PostgreSQL: `postgresql://HOST/DATABASE` names a store."""

from collections.abc import Sequence
from typing import Final

from pmtui.bootstrap.files import Engine
from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import Share
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Author, Store
from pmtui.session.presence import PresencePort


def _open(address: str) -> Store:
    from pmtui.store.postgres.postgres_store import PostgresStore

    return PostgresStore(address)


def _create(address: str, share: Share, workspace: Workspace, history: Sequence[Commit]) -> Store:
    from pmtui.store.postgres.postgres_store import make

    make(address, share, workspace, history)
    return _open(address)


def _presence(store: Store, session: str) -> PresencePort | None:
    from pmtui.store.postgres.postgres_presence import PostgresPresence
    from pmtui.store.postgres.postgres_store import PostgresStore

    return PostgresPresence(store.server, session) if isinstance(store, PostgresStore) else None


def _author(store: Store) -> Author | None:
    from pmtui.store.postgres.postgres_store import PostgresStore

    if not isinstance(store, PostgresStore):
        return None
    return Author(store.signature.uid, store.signature.login)


POSTGRESQL: Final = Engine(
    scheme="postgresql",
    address="postgresql://HOST/DATABASE",
    open=_open,
    create=_create,
    presence=_presence,
    author=_author,
)
"""A store in a database, for several servers and laptops."""
