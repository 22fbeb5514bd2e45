"""This file defines the letters of the set menu: `s`, then one letter, sets one field."""

import msgspec


class SetMenuLetter(msgspec.Struct, frozen=True):
    """One letter of the menu."""

    letter: str
    field: str
    title: str


SetMenu = tuple[SetMenuLetter, ...]
"""The letters of a table, the likeliest first."""


def set_menu(text: str) -> SetMenu:
    """The letters in a text of `letter=field` or `letter=field=title`, parted by spaces."""
    entries = (entry.split("=") for entry in text.split())
    return tuple(
        SetMenuLetter(group[0], group[1], group[-1].replace("_", " ")) for group in entries
    )
