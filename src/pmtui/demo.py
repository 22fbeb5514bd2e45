"""This file opens a throw-away copy of the sample portfolio."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pmtui import clock
from pmtui.bootstrap.catalogue import engine_of
from pmtui.bootstrap.wiring import author
from pmtui.exchange.sample_store import SAMPLE, at_today, last_edits, story
from pmtui.model.changes.ops import Commit, edit
from pmtui.model.entities.components import Component
from pmtui.model.workspace.workspace import Workspace
from pmtui.resources import sample_store
from pmtui.session.session import Session

DEMO: Final = "demo.json"
"""Name of the demo's one file."""


def sample_workspace() -> Workspace:
    """The sample portfolio, its dates moved so that it plays today.

    Raises:
        MissingResourceError: it is missing from this installation.
        StoreError: it cannot be read.
    """
    address = str(sample_store())
    store = engine_of(address).open(address)
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
        told = history_commits(sample)
        now = without_about(sample, len(told))
        address = str(Path(folder) / DEMO)
        store = engine_of(address).create(address, "private", now, told)
        session = Session(store, author())
        try:
            for action, ops in last_edits(sample):
                session.submit(ops, action).wait()
            _be_somebody(session)
            yield session
        finally:
            session.close()


def history_commits(sample: Workspace) -> tuple[Commit, ...]:
    """The weeks before a sample as commits of the people in it."""
    uid = author().uid
    return tuple(
        Commit(
            rev=sample.revision + at,
            commit_id=f"story-{at:03}",
            parent_sha="",
            ts=commit.at.replace(tzinfo=UTC).isoformat(timespec="milliseconds"),
            uid=uid,  # that of the files, which say whose a commit is
            host="demo",
            session=f"story-{commit.by}",
            action=commit.action,
            ops=commit.ops,
            login=commit.by,
        )
        for at, commit in enumerate(story(sample), 1)
    )


def without_about(workspace: Workspace, later: int = 0) -> Workspace:
    """A sample as an ordinary store: what it says of itself is left out.

    Args:
        workspace: the sample.
        later: how many revisions after its own it is.
    """
    foreign = {name: rows for name, rows in workspace.foreign.items() if name != SAMPLE}
    return Workspace(
        workspace.tables,
        extras=workspace.extras,
        foreign=foreign,
        counters=workspace.counters,
        revision=workspace.revision + later,
    )


def _be_somebody(session: Session) -> None:
    """Make the owner of the first program the person at the keyboard, so that `me` is somebody."""
    people = session.workspace.people
    programs = sorted(
        (component for component in session.workspace.components.values() if _is_led(component)),
        key=lambda component: component.id,
    )
    if session.actor or not programs or programs[0].owner not in people:
        return
    person = people[programs[0].owner]
    ops = edit("people", person, logins=(*person.logins, session.author.login))
    session.submit(ops, "person.claim").wait()


def _is_led(component: Component) -> bool:
    return component.kind == "program" and bool(component.owner)
