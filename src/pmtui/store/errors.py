"""This file names the ways a store cannot be opened, each with one clear line."""


class StoreError(Exception):
    """Says what is wrong with a store, where, and what to do; nothing was changed."""


class MissingStoreError(StoreError):
    """There is no store at that path."""


class DamagedStoreError(StoreError):
    """A snapshot or a commit cannot be read as it was written."""


class NewerStoreError(StoreError):
    """The store was written by a later version that this one must not read."""
