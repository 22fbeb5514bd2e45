"""This file keeps the tests of the terminal face away from the person's own settings."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty settings directory, where the app looks for keys, themes and choices."""
    folder = tmp_path / "config" / "pmtui"
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))
    return folder
