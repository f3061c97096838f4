"""Rows that are written on a thread of their own while the next ones are read."""

from collections.abc import Generator, Iterator
from pathlib import Path
from threading import enumerate as threads_alive

import pytest

from gui.core.errors import FileFault, LedgerError
from gui.core.lists.draft_rows import LoadProgress, SourceKind
from gui.core.lists.imports.imported_rows import ImportedRows
from gui.storage.database.database import Database
from gui.storage.draft import edits, reader
from gui.storage.draft import writer as writer_module
from gui.storage.draft.row_writer import BackgroundWriter
from gui.storage.draft.writer import load_list
from gui.storage.lists.open_list import open_text


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def numbers(many: int) -> list[str]:
    return [str(13800000001 + n) for n in range(many)]


def load(ledger: Database, many: int) -> Generator[LoadProgress | None, None, None]:
    with open_text("\n".join(["手机\t姓名", *(f"{each}\tx" for each in numbers(many))])) as source:
        yield from load_list(ledger, source, SourceKind.PASTED)


def test_a_long_list_is_written_in_its_order(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "ROWS_PER_COMMIT", 1000)
    list(load(ledger, 5_500))
    ids = reader.list_recipient_ids(ledger)
    rows = reader.RecipientReader(ledger).rows(ids)
    assert [rows[id].number for id in ids] == numbers(5_500)


def test_a_long_list_that_is_stopped_leaves_no_thread_and_no_rows(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "ROWS_PER_COMMIT", 1000)
    threads = set(threads_alive())
    steps = load(ledger, 5_500)
    for _ in range(3):
        next(steps)
    assert len(set(threads_alive()) - threads) == 1
    steps.close()
    assert not set(threads_alive()) - threads
    list(edits.purge(ledger))
    assert ledger.db.execute("select count(*) from draft_row").fetchone() == (0,)


def test_disk_error_is_raised_at_the_source_of_the_rows(tmp_path: Path) -> None:
    # A folder in place of the file: it cannot be opened.
    (tmp_path / "ledger.db").mkdir()
    background = BackgroundWriter(tmp_path / "ledger.db", 1)
    rows = ImportedRows(plain=[(1, 1, "13800138000", None)])
    with pytest.raises(LedgerError) as raised:
        for _ in range(4):
            background.write(rows)
        background.finish()
    assert raised.value.fault in (FileFault.UNREADABLE, FileFault.UNWRITABLE)
    background.stop()
