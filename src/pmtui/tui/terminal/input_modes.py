"""This file says by which modes of a terminal keys and clicks are read."""

from collections.abc import Mapping

from textual import constants

_REMOTE = ("SSH_CONNECTION", "SSH_TTY")


def takes_mouse(choice: str, environment: Mapping[str, str]) -> bool:
    """Whether the terminal reports the mouse.

    Args:
        choice: `on`, `off` or `auto`: not over SSH, where every move of it would go over the line,
            and the terminal's own marking and copying would be gone.
        environment: says whether this is SSH.
    """
    if choice == "auto":
        return not any(environment.get(name) for name in _REMOTE)
    return choice == "on"


def read_kitty_keys(*, wanted: bool) -> None:
    """Whether keys are read by the Kitty protocol where the terminal knows it; before a start."""
    vars(constants)["DISABLE_KITTY_KEY"] = not wanted
