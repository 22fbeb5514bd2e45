"""This file tests the wiring: who is at the keyboard, and the stores of files."""

import os
import pwd
from pathlib import Path

import pytest

from pmtui.bootstrap.wiring import author, new_session, open_session
from pmtui.model.storing.care import StoreError


def test_the_author_is_asked_of_the_system_and_not_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOGNAME", "mallory")
    monkeypatch.setenv("USER", "mallory")
    assert author().uid == os.getuid()
    assert author().login == pwd.getpwuid(os.getuid()).pw_name


def test_a_new_store_is_made_once_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    new_session(path).close()
    session = open_session(path)
    assert session.workspace.components == {}
    session.close()
    with pytest.raises(StoreError):
        new_session(path)


def test_what_is_seen_can_be_written_to_a_new_store_and_never_over_one(tmp_path: Path) -> None:
    session = new_session(tmp_path / "plan.json")
    try:
        assert session.save_as(str(tmp_path / "copy.json")).result() == ""
        assert "there" in session.save_as(str(tmp_path / "copy.json")).result()
    finally:
        session.close()
    copy = open_session(tmp_path / "copy.json")
    assert not copy.read_only
    copy.close()
