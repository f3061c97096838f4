"""The job that writes the settings."""

from __future__ import annotations

from collections.abc import Generator

from gui.core.sending.delivery import Wait
from gui.jobs.job import Job
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile


def save_settings(file: SettingsFile, settings: Settings) -> Job:
    """Write the settings down."""

    def steps(wait: Wait) -> Generator[None, None, None]:
        file.save(settings)
        yield None

    return Job(steps)
