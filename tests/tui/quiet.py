"""This file tells when a running app has nothing left to do: by its event loop, not by a clock."""

import asyncio
from typing import Any, Final

from textual._context import active_app
from textual.app import App
from textual.screen import Screen

_ROUNDS: Final = 3
"""Rounds of the loop without anything to do: time for what a thread or the disk has answered."""
_MOST_ROUNDS: Final = 20_000
"""An app that is never quiet is a fault of its own, and must not hang the tests."""


async def wait_until_quiet(*_seconds: float, **_more: float) -> None:
    """Wait until no message is under way and what changed is drawn.

    It stands in the place of the library's own wait, which sleeps a fiftieth of a second or more
    and asks the processor whether it looks idle: slow, and wrong beside other work. Timers that
    are not due and work in threads are not waited for; a test says what it expects of these.
    """
    loop: Any = asyncio.get_running_loop()
    quiet = 0
    for _ in range(_MOST_ROUNDS):
        await asyncio.sleep(0)
        quiet = 0 if loop._ready or _drew() else quiet + 1
        if quiet == _ROUNDS:
            return
    raise AssertionError("the app is never quiet")


def _drew() -> bool:
    """Draw what waits for the next frame; whether there was anything."""
    app: App[Any] | None = active_app.get(None)
    if app is None or not app._running or not app._screen_stack:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    screen = app.screen
    if not _is_behind(screen) or app._batch_count:
        return False
    screen._on_timer_update()
    return True


def _is_behind(screen: Screen[Any]) -> bool:
    return bool(
        screen._callbacks
        or screen._dirty_widgets
        or screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
    )
