"""Jobs that find out what an import of a list would give."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from gui.core.lists.draft_rows import LoadProgress
from gui.core.lists.layout import Layout
from gui.core.lists.list_check import ListCheck
from gui.core.sending.delivery import Wait
from gui.jobs.job import Job
from gui.jobs.recipients.recipients import ListJob


def check_list(path: Path, layout: Layout) -> ListJob[ListCheck]:
    """Read a list as an import would, and keep nothing."""

    def steps(wait: Wait) -> Generator[LoadProgress, None, ListCheck]:
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import CheckTask

        return (yield from run_in_child(CheckTask(path, layout)))

    return Job(steps)


def check_text(text: str, layout: Layout) -> ListJob[ListCheck]:
    """Read what was pasted as an import would, and keep nothing."""

    def steps(wait: Wait) -> Generator[LoadProgress, None, ListCheck]:
        from gui.storage.lists.check import check_source
        from gui.storage.lists.open_list import open_text

        with open_text(text, layout.choice) as source:
            return (yield from check_source(source, layout))

    return Job(steps)
