"""This file defines the verbs that look after a store, and opens it for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import msgspec

from pmtui import clock
from pmtui.actions.edit_checks import rights_warnings
from pmtui.bootstrap.catalogue import engine_of
from pmtui.cli.core.verb import NO_STORE, READ_ONLY, REJECTED, USAGE, Call, Parser, Stop
from pmtui.model.storing.address import shown_address
from pmtui.model.storing.care import ReadOnlyStoreError, Share, StoreError
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.maintenance import Maintenance


class MaintenanceCall(Call, frozen=True):
    """One call of a verb that looks after a store, or makes one."""

    maintenance: Callable[[], Maintenance]
    """What looks after the store that is meant.

    Raises:
        Stop: nothing does.
    """
    create: Callable[[str, Share, Workspace], str]
    """Makes a store at an address, for somebody, of a workspace; gives its id.

    Raises:
        StoreError: something is there already, or it cannot be made.
    """


class MaintenanceVerb(msgspec.Struct, frozen=True, kw_only=True):
    """A verb that looks after a store without a session; its run gives the exit code."""

    name: str
    help: str
    """One sentence."""
    arguments: Callable[[Parser], None] = lambda _parser: None
    run: Callable[[MaintenanceCall], int]


def maintenance_call(call: Call) -> MaintenanceCall:
    """A call with what looks after stores beside it."""
    return MaintenanceCall(
        call.args,
        call.out,
        call.store,
        call.read,
        call.sample,
        call.stdin,
        partial(_maintenance, call.store),
        _create,
    )


def _maintenance(address: str) -> Maintenance:
    try:
        engine = engine_of(address)
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    if engine.maintenance is None:
        raise Stop(
            USAGE, f"{shown_address(address)} is not looked after here: whoever runs it does that"
        )
    return engine.maintenance(address)


def _create(address: str, share: Share, workspace: Workspace) -> str:
    store = engine_of(address).create(address, share, workspace, ())
    store.close()
    return store.store_id


@contextmanager
def opened_store(call: MaintenanceCall) -> Iterator[Maintenance]:
    """What looks after the store that is meant, opened; what goes wrong inside ends the call.

    What was written inside and approves something outside the rules is said at the end.

    Raises:
        Stop: it cannot be opened, it is read-only, or what was to be done failed.
    """
    store = call.maintenance()
    try:
        store.open()
    except StoreError as error:
        store.close()
        raise Stop(NO_STORE, str(error)) from error
    before = store.workspace
    try:
        yield store
        for warning in _rights_warnings(call, before, store.workspace):
            call.out.say(warning)
    except ReadOnlyStoreError as error:
        raise Stop(READ_ONLY, str(error)) from error
    except StoreError as error:
        raise Stop(REJECTED, str(error)) from error
    finally:
        store.close()


def _rights_warnings(call: Call, before: Workspace, after: Workspace) -> tuple[str, ...]:
    """What was approved outside the rules, as an edit of a session says it."""
    changed = [
        (table, row_id)
        for table, spec in TABLES.items()
        if spec.approvals and after.rows(table) is not before.rows(table)
        for row_id, row in after.rows(table).items()
        if before.get(table, row_id) != row
    ]
    if not changed:
        return ()
    reading = call.read()
    return rights_warnings(before, after, changed, reading.today, reading.me)


def session_name(verb: str) -> str:
    """What a commit says it was made in, where there is no session."""
    return f"{verb}-{clock.milliseconds():x}-{clock.chance(32):08x}"
