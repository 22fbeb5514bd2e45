"""This file names the ways a store cannot be opened or written, each with one clear line."""


class StoreError(Exception):
    """Says what is wrong with a store, where, and what to do; nothing was changed."""


class MissingStoreError(StoreError):
    """There is no store at that path."""


class ExistingStoreError(StoreError):
    """Something is where a new store should go; nothing is ever overwritten."""


class UnsafeStoreError(StoreError):
    """A file or directory of the store is a link, a device, or open to everybody's writing."""


class DamagedStoreError(StoreError):
    """A snapshot or a commit cannot be read as it was written."""


class NewerStoreError(StoreError):
    """The store was written by a later version that this one must not read."""


class ReadOnlyStoreError(StoreError):
    """The store can be read, but what was asked for needs to write it."""


RESUMES_BY_ITSELF = "writing goes on by itself once it may"
"""Said where nobody has to do anything but what the reason says."""
_WAYS_OUT = (RESUMES_BY_ITSELF, "`pmtui ", "open it anew", "update pmtui", "put it back")


def with_remedy(reason: str) -> str:
    """Why a store is read-only, with what ends that, where the reason does not say so itself."""
    if not reason or any(way in reason for way in _WAYS_OUT):
        return reason
    return f"{reason}; `pmtui check` says more, `pmtui check --salvage OUT` saves what it can"
