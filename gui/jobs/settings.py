"""The job that writes the settings."""

from __future__ import annotations

from gui.jobs.job import Query, query
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile


def save_settings(file: SettingsFile, settings: Settings) -> Query[None]:
    """Save the settings to their file."""
    return query(lambda: file.save(settings))
