"""Saving a table to a file, with a notice of how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gui.core.errors import SmsDeskError
from gui.jobs.job import Job
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.exports.tables import ExportProgress
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import Sentence

_KEY = NoticeKey(NoticeTopic.EXPORT)


def start_export(
    work: Work,
    job: Job[ExportProgress, None],
    path: Path,
    describe: Callable[[ExportProgress], Sentence],
) -> None:
    """Start the job that saves a table to `path`; `describe` says how far it is."""

    def report(seen: ExportProgress) -> None:
        lasts = seen.done < seen.total
        said = describe(seen)
        work.notices.show(Notice(Severity.INFORMATION, said, topic_key=_KEY, lasts=lasts))

    def refuse(error: SmsDeskError) -> None:
        work.notices.withdraw(_KEY)
        work.notices.fail(Operation.EXPORT_TABLE, error, path)

    work.start(
        work.exports,
        job,
        Operation.EXPORT_TABLE,
        about=path,
        on_progress=report,
        on_error=refuse,
    )
