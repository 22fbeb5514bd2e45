"""This file defines what an engine is: how an address opens, makes and looks after a store.

Adding one is a module beside this file that declares an `Engine`, and a line in the catalogue.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import Share
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.maintenance import Maintenance
from pmtui.session.outside_changes import Adopter, NoAdopter
from pmtui.session.ports import Store
from pmtui.session.presence import PresencePort


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
