"""This file tests the demo: a copy of the sample that plays today and is gone afterwards."""

from pathlib import Path

import pytest

from pmtui import clock
from pmtui.demo import demo, sample_workspace
from pmtui.exchange.sample import SAMPLE, sample_today
from pmtui.resources import sample_store
from pmtui.store.disk import open_store


def test_the_sample_plays_today() -> None:
    workspace = sample_workspace()
    assert sample_today(workspace) == clock.today(workspace.policy.timezone)


def test_the_demo_is_a_copy_under_an_id_of_its_own_with_some_history() -> None:
    with demo() as session:
        shipped = open_store(sample_store())
        assert session.store_id != shipped.store_id
        shipped.close()
        assert SAMPLE not in session.workspace.foreign
        assert len(session.history(50)) >= 2
        assert session.actor


def test_the_demo_leaves_the_shipped_sample_and_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sample_store().read_bytes()
    with demo() as session:
        task = next(iter(session.workspace.tasks.values()))
        assert task.title
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
    assert sample_store().read_bytes() == before
