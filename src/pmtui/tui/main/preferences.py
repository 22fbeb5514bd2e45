"""This file writes down what a person chose on the screen, for the next time."""

from pmtui.resources import settings_path
from pmtui.settings import SettingsError, SettingValue, write_setting


def keep_setting(name: str, *, value: SettingValue) -> str:
    """Write one setting; why it cannot be written comes back, empty where it was."""
    try:
        write_setting(settings_path(), name, value)
    except SettingsError as error:
        return str(error)
    return ""
