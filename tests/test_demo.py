"""This file tests the demo: a copy of the sample that plays today and is gone afterwards."""

from datetime import timedelta
from pathlib import Path

import pytest

from pmtui import clock
from pmtui.demo import DEMO, demo, sample_workspace
from pmtui.exchange.sample_store import SAMPLE, sample_today
from pmtui.figures.attention.scope_position import position
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.resources import sample_store
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.maintenance.check import check_store


def test_the_sample_plays_today() -> None:
    workspace = sample_workspace()
    assert sample_today(workspace) == clock.today(workspace.policy.timezone)


def test_the_demo_is_a_copy_under_an_id_of_its_own_with_some_history() -> None:
    with demo() as session:
        shipped = open_store(sample_store())
        assert session.store_id != shipped.store_id
        shipped.close()
        assert SAMPLE not in session.workspace.foreign
        assert len(session.history(500)) >= 100
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


def test_the_demo_knows_six_weeks_by_several_people_and_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with demo() as session:
        commits = session.history(500)
        assert {one.login for one in commits} >= {"ann", "bob", "cho", "fay", "gus"}
        week, six = (session.past(session.today - timedelta(days=away)) for away in (7, 41))
        now = session.workspace
        assert week.day == session.today - timedelta(days=7)
        assert 0 < week.workspace.revision - six.workspace.revision < now.revision
        late = next(one for one in now.risks.values() if one.title.startswith("Supplier delivers"))
        then = week.workspace.risks[late.id]
        assert then.probability < late.probability
        site = next(one for one in now.components.values() if one.name == "Site build")
        assert position(Figures(week.workspace, week.day), site.id) != position(
            Figures(now, session.today), site.id
        )
        assert six.workspace.components[site.id].spent != site.spent
        (folder,) = tmp_path.iterdir()
        assert check_store(folder / DEMO) == ()
