"""This file finds what lies beside the code: shipped data and the user's own directories."""

from pathlib import Path
from typing import Final

import platformdirs

_PACKAGE: Final = Path(__file__).parent
_PLACES: Final = (_PACKAGE / "_data", _PACKAGE.parents[1])

_APP: Final = "pmtui"


class MissingResourceError(FileNotFoundError):
    """Says that a file that ships with pmtui is not where it should be."""

    def __init__(self, name: str, places: tuple[Path, ...]) -> None:
        looked = " and ".join(str(place) for place in places)
        super().__init__(f"{name} is missing from this installation (looked in {looked})")
        self.name = name
        """The resource, as a path relative to the data directory."""


def shipped(name: str, places: tuple[Path, ...] = _PLACES) -> Path:
    """The path of a shipped file or folder: in the installed package, else in the checkout.

    Args:
        name: path below the data directory, such as `themes` or `sample_data/portfolio.json`.
        places: directories to look in, the first that has it wins.

    Raises:
        MissingResourceError: when no place has it.
    """
    for place in places:
        if (place / name).exists():
            return place / name
    raise MissingResourceError(name, places)


def themes_directory() -> Path:
    """The folder of the shipped themes, one TOML file each."""
    return shipped("themes")


def sample_directory() -> Path:
    """The folder of the sample stores and of the maps for importing published data."""
    return shipped("sample_data")


def sample_store(name: str = "portfolio") -> Path:
    """The path of a sample store by its name, the demo portfolio unless told otherwise."""
    return shipped(f"sample_data/{name}.json")


def systemd_directory() -> Path:
    """The folder of the shipped units for systemd, by which reminders and feeds run."""
    return shipped("systemd")


def config_directory() -> Path:
    """The user's settings directory; it may not exist yet."""
    return platformdirs.user_config_path(_APP, appauthor=False)


def data_directory() -> Path:
    """The directory of the user's own store; it may not exist yet."""
    return platformdirs.user_data_path(_APP, appauthor=False)


def state_directory() -> Path:
    """The directory of drafts, screen state, logs and reminders; it may not exist yet."""
    return platformdirs.user_state_path(_APP, appauthor=False)


def user_themes_directory() -> Path:
    """The folder of the user's own themes; it may not exist."""
    return config_directory() / "themes"


def report_templates_directory() -> Path:
    """The folder of the user's own templates of reports; it may not exist."""
    return config_directory() / "report_templates"


def settings_path() -> Path:
    """The user's settings file; it may not exist."""
    return config_directory() / "settings.toml"


def default_store_path() -> Path:
    """The store that is opened when neither an argument nor PMTUI_STORE names one."""
    return data_directory() / "portfolio.json"
