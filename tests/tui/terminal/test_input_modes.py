"""This file tests by which modes of a terminal keys and clicks are read."""

import pytest
from textual import constants

from pmtui.tui.terminal.input_modes import read_kitty_keys, takes_mouse


@pytest.mark.parametrize(
    ("choice", "environment", "takes"),
    [
        ("auto", {}, True),
        ("auto", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        ("auto", {"SSH_TTY": "/dev/pts/1"}, False),
        ("auto", {"SSH_TTY": ""}, True),
        ("on", {"SSH_TTY": "/dev/pts/1"}, True),
        ("off", {}, False),
    ],
)
def test_the_mouse_is_left_to_the_terminal_over_ssh(
    choice: str, environment: dict[str, str], *, takes: bool
) -> None:
    assert takes_mouse(choice, environment) is takes


def test_the_kitty_protocol_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", False)
    read_kitty_keys(wanted=False)
    assert constants.DISABLE_KITTY_KEY
    read_kitty_keys(wanted=True)
    assert not constants.DISABLE_KITTY_KEY
