"""This file keeps the tests of the screen from the person's own settings, and from the clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.quiet import wait_until_quiet


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty settings directory, where the app looks for keys, themes and choices."""
    folder = tmp_path / "config" / "pmtui"
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))
    return folder


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_by_the_clock() -> Iterator[None]:
    """Keys are followed by what they bring about, not by a sleep; a fifth of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", wait_until_quiet)
        patch.setattr("textual.pilot.wait_for_idle", wait_until_quiet)
        patch.setattr("pmtui.tui.panes.core.past_figures.QUIET_SECONDS", 0.001)
        yield
