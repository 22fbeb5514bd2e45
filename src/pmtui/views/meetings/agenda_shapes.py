"""This file defines what meeting mode is handed: a meeting, and each thing on its agenda."""

import msgspec


class ShownEntry(msgspec.Struct, frozen=True):
    """One thing on the agenda, in texts as stored."""

    key: str
    """How actions name it."""
    name: str
    state: str
    """What was decided, or why it is there."""
    facts: tuple[tuple[str, str], ...] = ()
    """What is known of it, where it is talked about: label and text."""
    answers: tuple[str, ...] = ()
    """The answers it may be given; none where nothing is to be decided."""


class ShownMeeting(msgspec.Struct, frozen=True):
    """A meeting as it stands now."""

    title: str
    standing: str
    """Who is there, and whether that is enough."""
    names: str
    """The names of those who are there, else of those who are invited."""
    entries: tuple[ShownEntry, ...]
    at: int = 0
    """The place of what is talked about."""
