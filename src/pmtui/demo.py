"""This file opens a throw-away copy of the sample portfolio."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pmtui import clock
from pmtui.bootstrap import author
from pmtui.exchange.sample import SAMPLE, at_today, last_edits
from pmtui.model.components import Component
from pmtui.model.ops import edit
from pmtui.model.workspace import Workspace
from pmtui.resources import sample_store
from pmtui.session import Session
from pmtui.store.disk import init_store, open_store

DEMO: Final = "demo.json"
"""Name of the demo's one file."""


def sample_workspace() -> Workspace:
    """The sample portfolio, its dates moved so that it plays today.

    Raises:
        MissingResourceError: it is missing from this installation.
        StoreError: it cannot be read.
    """
    store = open_store(sample_store())
    workspace = store.workspace
    store.close()
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
