"""This file tests the settings file: what is read, what is refused, what a write leaves alone."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.settings import Settings, SettingsError, read_settings, write_setting


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "pmtui" / "settings.toml"


def _put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_no_file_means_the_defaults_without_a_word(path: Path) -> None:
    read = read_settings(path)
    assert read.settings == Settings()
    assert read.problems == ()


def test_what_is_written_is_read_again(path: Path) -> None:
    write_setting(path, "theme", "night")
    write_setting(path, "kitty_keys", value=False)
    read = read_settings(path)
    assert read.settings == Settings(theme="night", kitty_keys=False)
    assert read.problems == ()


def test_the_file_is_for_its_owner_only_and_no_temporary_stays(path: Path) -> None:
    write_setting(path, "glyphs", "ascii")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_write_leaves_comments_and_unknown_keys_alone(path: Path) -> None:
    _put(path, '# mine\ntheme = "old"\nfuture = 3\n\n[later]\ntheme = "kept"\n')
    write_setting(path, "theme", "new")
    write_setting(path, "colours", "16")
    assert path.read_text("utf-8") == (
        '# mine\ntheme = "new"\nfuture = 3\ncolours = "16"\n\n[later]\ntheme = "kept"\n'
    )


def test_a_write_through_a_link_keeps_the_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('theme = "a"\n', "utf-8")
    path.parent.mkdir(parents=True)
    path.symlink_to(real)
    write_setting(path, "theme", "b")
    assert path.is_symlink()
    assert real.read_text("utf-8") == 'theme = "b"\n'


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('colours = "red"', "colours cannot be 'red'; choose auto, truecolor, 256, 16, none"),
        ("kitty_keys = 1", "kitty_keys cannot be 1; choose true or false"),
        ("theme = 3", "theme cannot be 3; write it as a quoted text"),
        ('colour = "16"', "unknown setting 'colour'; known are theme, keymap"),
    ],
)
def test_a_bad_key_is_named_and_the_others_hold(path: Path, line: str, words: str) -> None:
    _put(path, f'keymap = "de"\n{line}\n')
    read = read_settings(path)
    assert read.settings == Settings(keymap="de")
    assert len(read.problems) == 1
    assert words in read.problems[0]
    assert str(path) in read.problems[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"theme = ", "is not valid TOML"),
        (b'theme = "\xff"', "is not UTF-8 text (byte 9)"),
        (b'theme = "a"\ntheme = "b"\n', "is not valid TOML"),
    ],
)
def test_an_unreadable_file_is_one_sentence_and_stays_as_it_was(
    path: Path, content: bytes, words: str
) -> None:
    _put(path, "").write_bytes(content)
    read = read_settings(path)
    assert read.settings == Settings()
    assert words in read.problems[0]
    with pytest.raises(SettingsError, match=r"is not (valid TOML|UTF-8)"):
        write_setting(path, "theme", "night")
    assert path.read_bytes() == content


def test_a_folder_in_the_files_place_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    assert "Is a directory" in read_settings(path).problems[0]
    with pytest.raises(SettingsError, match="Is a directory"):
        write_setting(path, "theme", "night")


def test_a_directory_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="Not a directory"):
        write_setting(tmp_path / "file" / "settings.toml", "theme", "night")


@pytest.mark.parametrize(
    "text", ['theme = """\nold\n"""\n', '"theme" = "old"\n', 'note = """\ntheme = 1\n"""\n']
)
def test_a_write_that_cannot_be_made_by_line_is_refused(path: Path, text: str) -> None:
    _put(path, text)
    with pytest.raises(SettingsError, match="not on a line of its own"):
        write_setting(path, "theme", "new")
    assert path.read_text("utf-8") == text


def test_a_value_the_setting_cannot_have_is_refused_before_the_file_is_touched(path: Path) -> None:
    with pytest.raises(SettingsError, match="choose auto, unicode, ascii"):
        write_setting(path, "glyphs", "emoji")
    with pytest.raises(SettingsError, match="unknown setting 'speed'"):
        write_setting(path, "speed", "fast")
    with pytest.raises(SettingsError, match="write it as a quoted text"):
        write_setting(path, "theme", "lone \udc80 surrogate")
    assert not path.exists()


@given(text=st.text())
def test_any_text_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    write_setting(path, "theme", text)
    assert read_settings(path).settings.theme == text
    assert tomllib.loads(path.read_text("utf-8")) == {"theme": text}
