"""This file tests where data and the user's directories are found."""

from pathlib import Path

import pytest

from pmtui import resources


def test_the_package_wins_over_the_checkout(tmp_path: Path) -> None:
    package, checkout = tmp_path / "package", tmp_path / "checkout"
    for place in (package, checkout):
        (place / "themes").mkdir(parents=True)
    assert resources.shipped("themes", (package, checkout)) == package / "themes"
    (package / "themes").rmdir()
    assert resources.shipped("themes", (package, checkout)) == checkout / "themes"


def test_a_missing_resource_is_named_with_the_places_looked_at(tmp_path: Path) -> None:
    with pytest.raises(resources.MissingResourceError, match="themes is missing") as caught:
        resources.shipped("themes", (tmp_path,))
    assert str(tmp_path) in str(caught.value)
    assert caught.value.name == "themes"


def test_user_directories_follow_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert resources.settings_path() == tmp_path / "config/pmtui/settings.toml"
    assert resources.user_themes_directory() == tmp_path / "config/pmtui/themes"
    assert resources.default_store_path() == tmp_path / "data/pmtui/portfolio.json"
    assert resources.state_directory() == tmp_path / "state/pmtui"
    assert not list(tmp_path.iterdir())


def test_the_demo_store_and_a_theme_ship() -> None:
    assert resources.sample_store().stat().st_size > 0
    assert list(resources.themes_directory().glob("*.toml"))
    assert resources.sample_directory() == resources.sample_store().parent
