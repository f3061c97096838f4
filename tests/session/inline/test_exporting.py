"""Saving a table says how far it is, as long as it goes on."""

from collections.abc import Generator
from pathlib import Path

from gui.core.errors import FileError, FileFault
from gui.core.sending.delivery import Wait
from gui.jobs.job import Job
from gui.session.exporting import start_export
from gui.storage.exports.tables import ExportProgress
from gui.words.sending import progress as words
from gui.words.sentence import Sentence, sentence
from tests.session.inline.conftest import Heard
from tests.session.lanes import InlineWork


def test_an_export_that_fails_halfway_is_not_said_to_go_on(
    work: InlineWork, heard: type[Heard]
) -> None:
    def fail(wait: Wait) -> Generator[ExportProgress, None, None]:
        yield ExportProgress(1, 3)
        raise FileError(FileFault.DISK_FULL, "history.csv")

    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)

    def describe(seen: ExportProgress) -> Sentence:
        return sentence(words.exported, "history.csv", seen.done, seen.total, masked=False)

    start_export(work, Job(fail), Path("history.csv"), describe)
    work.run()
    assert [notice.lasts for notice in noticed] == [True, False]
    assert withdrawn == [noticed[0].key]
