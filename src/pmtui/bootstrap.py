"""This file wires a store to a session: the store of a file, or the demo's throw-away copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pmtui import clock
from pmtui.exchange.sample import SAMPLE, at_today, last_edits
from pmtui.model.components import Component
from pmtui.model.ops import edit
from pmtui.model.workspace import Workspace
from pmtui.resources import sample_store
from pmtui.session import Author, Session
from pmtui.store.commit import my_signature
from pmtui.store.disk import init_store, open_store

DEMO: Final = "demo.json"
"""Name of the demo's one file."""


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


def sample_workspace() -> Workspace:
    """The sample portfolio, its dates moved so that it plays today.

    Raises:
        MissingResourceError: it is missing from this installation.
        StoreError: it cannot be read.
    """
    workspace = open_store(sample_store()).workspace
    return at_today(workspace, clock.today(workspace.policy.timezone))


@contextmanager
def demo() -> Iterator[Session]:
    """A session on a copy of the sample that is gone afterwards, with a few commits to look at.

    Raises:
        MissingResourceError: the sample is missing from this installation.
        StoreError: it cannot be read.
    """
    sample = sample_workspace()
    with TemporaryDirectory(prefix="pmtui-demo-") as folder:
        store = init_store(Path(folder) / DEMO, workspace=without_about(sample))
        session = Session(store, author())
        try:
            for action, ops in last_edits(sample):
                session.submit(ops, action).wait()
            _be_somebody(session)
            yield session
        finally:
            session.close()


def without_about(workspace: Workspace) -> Workspace:
    """A sample as an ordinary store: what it says of itself is left out."""
    foreign = {name: rows for name, rows in workspace.foreign.items() if name != SAMPLE}
    return Workspace(
        workspace.tables,
        extras=workspace.extras,
        foreign=foreign,
        counters=workspace.counters,
        revision=workspace.revision,
    )


def _be_somebody(session: Session) -> None:
    """Make the owner of the first program the person at the keyboard, so that `me` is somebody."""
    people = session.workspace.people
    programs = sorted(
        (one for one in session.workspace.components.values() if _is_led(one)),
        key=lambda one: one.id,
    )
    if session.actor or not programs or programs[0].owner not in people:
        return
    person = people[programs[0].owner]
    ops = edit("people", person, logins=(*person.logins, session.author.login))
    session.submit(ops, "person.claim").wait()


def _is_led(component: Component) -> bool:
    return component.kind == "program" and bool(component.owner)
