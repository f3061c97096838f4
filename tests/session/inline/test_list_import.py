"""ListImport without a window or threads; lists are read in a process of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gui.core.lists.layout import LayoutChoice, ListEncoding
from gui.session.recipients.draft_recipients import DraftList
from gui.session.recipients.list_import import ListImport
from gui.storage.blocked_numbers import list_blocked_numbers
from gui.storage.database.database import Database
from gui.storage.paths import Paths
from gui.words.notices import Severity
from gui.words.recipients import list_import as words
from gui.words.sentence import sentence
from tests.present import present
from tests.session.inline.conftest import Heard
from tests.session.lanes import InlineWork

A, B = "13800138000", "13900139000"


@pytest.fixture
def listing(work: InlineWork, paths: Paths) -> DraftList:
    Database(paths.ledger).close()
    return DraftList(work, paths)


@pytest.fixture
def importing(work: InlineWork, listing: DraftList, paths: Paths) -> ListImport:
    return ListImport(work, listing, paths)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Write a list; return its path."""

    def write(text: str, name: str = "list.csv", encoding: str = "utf-8") -> str:
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return str(path)

    return write


def test_a_list_that_leaves_no_question_is_read_at_once(
    importing: ListImport,
    listing: DraftList,
    work: InlineWork,
    file: Callable[..., str],
    heard: type[Heard],
) -> None:
    noticed, inspected = heard(importing.noticed), heard(importing.inspected)
    importing.open(file(f"{A}\n{B}\n"))
    work.run()
    assert inspected == []
    assert listing.overview.recipients == 2
    (notice,) = noticed
    assert notice.severity is Severity.SUCCESS
    assert notice.verb is not None
    assert not importing.loading


def test_a_list_of_several_columns_waits_for_the_operator(
    importing: ListImport,
    listing: DraftList,
    work: InlineWork,
    file: Callable[..., str],
    heard: type[Heard],
) -> None:
    inspected, mapped = heard(importing.inspected), heard(importing.mapped)
    importing.open(file(f"name,phone\n张三,{A}\n李四,{B}\n"))
    work.run()
    (inspection,) = inspected
    assert inspection.layout.number_column == 1
    assert listing.overview.recipients == 0

    importing.accept(inspection.layout)
    work.run()
    assert listing.overview.recipients == 2
    assert mapped == []


def test_dropping_a_list_starts_the_next_import(
    importing: ListImport,
    listing: DraftList,
    work: InlineWork,
    file: Callable[..., str],
    heard: type[Heard],
) -> None:
    inspected = heard(importing.inspected)
    importing.open(file(f"name,phone\n张三,{A}\n", "first.csv"))
    importing.open(file(f"{B}\n", "second.csv"))
    work.run()
    assert len(inspected) == 1
    assert listing.overview.recipients == 0

    importing.drop()
    work.run()
    assert listing.overview.recipients == 1


def test_a_list_is_looked_at_again_as_the_operator_chooses(
    importing: ListImport, work: InlineWork, file: Callable[..., str], heard: type[Heard]
) -> None:
    inspected, looking = heard(importing.inspected), heard(importing.looking_changed)
    importing.open(file(f"姓名,手机\n张三,{A}\n", encoding="gb18030"))
    work.run()
    importing.choose(LayoutChoice(encoding=ListEncoding.LATIN_1))
    work.run()
    assert [found.layout.encoding for found in inspected] == [
        ListEncoding.GB18030,
        ListEncoding.LATIN_1,
    ]
    assert looking == [False, True, False]


def test_a_list_that_cannot_be_decoded_asks_for_its_encoding(
    importing: ListImport, work: InlineWork, tmp_path: Path, heard: type[Heard]
) -> None:
    path = tmp_path / "binary.csv"
    path.write_bytes(b"\x00\x01\x02" * 100)
    undecided: list[Any] = []
    importing.undecided.connect(lambda name, error: undecided.append((name, error.fault)))
    importing.open(str(path))
    work.run()
    assert [name for name, _ in undecided] == ["binary.csv"]
    importing.drop()
    assert not importing.loading


def test_a_missing_file_is_reported(
    importing: ListImport, work: InlineWork, tmp_path: Path, heard: type[Heard]
) -> None:
    noticed = heard(work.notices.noticed)
    importing.open(str(tmp_path / "gone.csv"))
    work.run()
    assert [notice.severity for notice in noticed] == [Severity.ERROR]

    withdrawn = heard(work.notices.withdrawn)
    for name in ("other.csv", "gone.csv"):
        (tmp_path / name).write_text("手机\n13800138000\n", encoding="utf-8")
        assert withdrawn == []
        importing.open(str(tmp_path / name))
        work.run()
    assert withdrawn == [noticed[0].key]


def test_a_stopped_import_changes_nothing(
    importing: ListImport,
    listing: DraftList,
    work: InlineWork,
    file: Callable[..., str],
    heard: type[Heard],
) -> None:
    noticed = heard(importing.noticed)
    importing.open(file(f"name,phone\n张三,{A}\n"))
    work.run()
    importing.accept(present(importing._inspection).layout)
    importing.stop()
    work.run()
    assert listing.overview.recipients == 0
    assert [notice.sentence for notice in noticed] == [sentence(words.stopped)]


def test_a_list_to_block_goes_to_the_do_not_send_list(
    importing: ListImport,
    listing: DraftList,
    work: InlineWork,
    paths: Paths,
    file: Callable[..., str],
    heard: type[Heard],
) -> None:
    noticed, ended = heard(importing.block_noticed), heard(importing.block_ended)
    importing.block(file(f"{A}\n{B}\n"), "LTAI")
    work.run()
    assert listing.overview.recipients == 0
    with Database(paths.ledger) as database:
        assert [row.number for row in list_blocked_numbers(database, "LTAI")] == [A, B]
    assert [notice.severity for notice in noticed] == [Severity.SUCCESS]
    assert len(ended) == 1
