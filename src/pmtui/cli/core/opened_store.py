"""This file opens a store for the verbs that look after it; the others need a session."""

from collections.abc import Iterator
from contextlib import contextmanager

from pmtui import clock
from pmtui.cli.console.exit_codes import NO_STORE, READ_ONLY, REJECTED, Stop
from pmtui.cli.core.verb import Call
from pmtui.model.storing.errors import ReadOnlyStoreError, StoreError
from pmtui.session.maintenance import Maintenance


@contextmanager
def opened_store(call: Call) -> Iterator[Maintenance]:
    """What looks after the store that is meant, opened; what goes wrong inside ends the call.

    Raises:
        Stop: it cannot be opened, it is read-only, or what was to be done failed.
    """
    store = call.maintenance()
    try:
        store.open()
    except StoreError as error:
        store.close()
        raise Stop(NO_STORE, str(error)) from error
    try:
        yield store
    except ReadOnlyStoreError as error:
        raise Stop(READ_ONLY, str(error)) from error
    except StoreError as error:
        raise Stop(REJECTED, str(error)) from error
    finally:
        store.close()


def session_name(verb: str) -> str:
    """What a commit says it was made in, where there is no session."""
    return f"{verb}-{clock.milliseconds():x}-{clock.chance(32):08x}"
