from __future__ import annotations

import csv
import errno
import os
import signal
import stat
import subprocess
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gui.core.errors import FileError, FileFault, LedgerError
from gui.storage.exports import tables, xlsx

KINDS = ["report.csv", "report.xlsx"]
COLUMNS = [("编号", lambda row: row[0]), ("Text", lambda row: row[1])]
HEADER = ["编号", "Text"]


class FakeSource:
    """Rows by id, a few of which are gone; counts what is read at once."""

    def __init__(self, rows: dict[int, tuple[str, str]]) -> None:
        self._rows = rows
        self.most = 0

    def rows(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        self.most = max(self.most, len(ids))
        return {id: self._rows[id] for id in sorted(ids) if id in self._rows}


def source(many: int) -> FakeSource:
    return FakeSource({id: (f"1380000{id:04}", f"第 {id} 行") for id in range(many)})


def save(
    target: Path, rows: FakeSource, ids: Iterable[int] | None = None, **options: Any
) -> list[tables.ExportProgress]:
    chosen = array("q", range(len(rows._rows)) if ids is None else ids)
    return list(tables.save_table(rows, chosen, COLUMNS, target, **options))


def sheets(path: Path) -> list[list[list[str]]]:
    with CalamineWorkbook.from_path(path) as book:
        pages: list[Any] = [book.get_sheet_by_index(n) for n in range(len(book.sheet_names))]
        return [page.to_python() for page in pages]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(path: Path) -> list[list[str]]:
    if path.suffix.lower() == ".xlsx":
        (rows,) = sheets(path)
        return rows
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("name", [*KINDS, "REPORT.XLSX", "report"])
def test_rows_are_in_the_order_of_their_ids_without_vanished_ones(
    tmp_path: Path, name: str
) -> None:
    rows = source(600)
    order = [599, 3, 1000, *range(4, 500)]

    steps = save(tmp_path / name, rows, order)

    expected = [list(rows._rows[id]) for id in order if id < 600]
    assert read(tmp_path / name) == [HEADER, *expected]
    assert [(step.done, step.total) for step in steps] == [(0, 499), (256, 499), (499, 499)]
    assert rows.most == 256
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", KINDS)
def test_a_table_without_rows_has_its_header(tmp_path: Path, name: str) -> None:
    save(tmp_path / name, source(0))
    assert read(tmp_path / name) == [HEADER]


def test_csv_is_utf_8_with_a_mark(tmp_path: Path) -> None:
    save(tmp_path / "report.csv", source(1))
    assert (tmp_path / "report.csv").read_bytes() == (
        b"\xef\xbb\xbf" + "编号,Text\r\n13800000000,第 0 行\r\n".encode()
    )


BEGINNINGS = (
    *"=+-@\t\r\n\0",
    *"＝＋－＠﹢﹣﹦﹫−⁺",
    *(f"{unseen}=" for unseen in " \u00a0\u3000\u200b\u200d\u2060\ufeff\u00ad\u202e\u3164\ufe0f"),
    " \u200b＋",
    "\x1f@",
)
"""What a spreadsheet may take for the beginning of a formula."""


@pytest.mark.parametrize("first", BEGINNINGS)
def test_no_cell_of_a_csv_file_is_a_formula(tmp_path: Path, first: str) -> None:
    cell = f"{first}cmd|' /C calc'!A0"
    save(tmp_path / "report.csv", FakeSource({0: ("1", cell)}))
    assert read(tmp_path / "report.csv")[1] == ["1", f"'{cell}"]


@pytest.mark.parametrize(
    "cell", ["", " ", "\u200b", "张=1", "13800138000", " 张", "（+86）", "1=1"]
)
def test_any_other_cell_of_a_csv_file_stays_as_it_is(tmp_path: Path, cell: str) -> None:
    save(tmp_path / "report.csv", FakeSource({0: ("1", cell)}))
    assert read(tmp_path / "report.csv")[1] == ["1", cell]


def test_cells_of_a_workbook_are_text_and_stay_as_they_are(tmp_path: Path) -> None:
    cells = [
        ("013800138000", "15494740733"),
        ("=1+1", "{=A1}"),
        ("https://example.com", "1e5"),
        ("  blanks  ", "two\nlines"),
        ("<r>not markup</t></r>", "<b>&amp;</b>"),
        ("True", "2026-11-22 20:31:05"),
    ]
    save(tmp_path / "report.xlsx", FakeSource(dict(enumerate(cells))))
    assert read(tmp_path / "report.xlsx") == [HEADER, *map(list, cells)]


class Unread:
    """Rows that must not be asked for."""

    def rows(self, ids: Sequence[int]) -> NoReturn:
        raise AssertionError("a row was read")


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file can be replaced")
@pytest.mark.parametrize("name", KINDS)
def test_export_to_a_file_in_use_fails_before_a_row_is_read(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.write_bytes(b"kept")
    with target.open("rb"), pytest.raises(FileError) as caught:
        list(tables.save_table(Unread(), array("q", [1]), COLUMNS, target))
    assert caught.value.fault is FileFault.IN_USE
    assert target.read_bytes() == b"kept"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere the folder decides")
def test_export_to_a_read_only_file_fails_before_a_row_is_read(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"kept")
    target.chmod(stat.S_IREAD)
    with pytest.raises(FileError) as caught:
        list(tables.save_table(Unread(), array("q", [1]), COLUMNS, target))
    target.chmod(stat.S_IREAD | stat.S_IWRITE)
    assert caught.value.fault is FileFault.UNWRITABLE
    assert target.read_bytes() == b"kept"


PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20)
SPECIAL = st.sampled_from(
    ["<r>", "</r>", "<t>", "&", "<", "=", "'", '"', ",", "\n", " ", "\U0001f4e8"]
)
CELLS = st.one_of(PRINTABLE, st.lists(SPECIAL, min_size=1, max_size=6).map("".join))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@pytest.mark.parametrize("name", KINDS)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_written_tables_read_back_the_same(
    folder: Path, name: str, rows: list[tuple[str, str]]
) -> None:
    save(folder / name, FakeSource(dict(enumerate(rows))))

    header, *found = read(folder / name)
    assert header == HEADER
    if name.endswith("xlsx"):
        assert found == [list(row) for row in rows]
        return
    for cells, row in zip(found, rows, strict=True):
        for cell, text in zip(cells, row, strict=True):
            assert cell in (text, f"'{text}")
            assert not unicodedata.normalize("NFKC", cell).lstrip().startswith(tuple("=+-@"))


def test_rows_past_a_sheets_end_go_on_in_another(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsx.write_workbook(path, HEADER, tables.never_stopped, sheet_rows=3) as write:
        for number in range(5):
            write([str(number), "x"])

    assert sheets(path) == [
        [HEADER, ["0", "x"], ["1", "x"]],
        [HEADER, ["2", "x"], ["3", "x"]],
        [HEADER, ["4", "x"]],
    ]


# What is there stays until all is written.


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    path.write_text("before")
    found: Path = path
    return found


def assert_untouched(target: Path) -> None:
    assert target.read_text() == "before"
    assert names(target.parent) == [target.name]


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_stopped_export_keeps_the_existing_file(target: Path, steps: int) -> None:
    saving = tables.save_table(source(1000), array("q", range(1000)), COLUMNS, target)
    for _ in range(steps):
        next(saving)
    saving.close()
    assert_untouched(target)


def test_stop_while_packing_keeps_existing_file(target: Path) -> None:
    steps = save(target, source(1000), stopped=lambda: True)
    assert steps[-1].done == 1000
    assert_untouched(target)


def test_packing_can_be_stopped(tmp_path: Path) -> None:
    asked = []

    def third() -> bool:
        asked.append(True)
        return len(asked) == 3

    save(tmp_path / "report.xlsx", source(1000), stopped=third)

    assert len(asked) == 3
    assert names(tmp_path) == []


def test_ledger_error_is_not_reported_as_an_export_error(target: Path) -> None:
    class Failing:
        def rows(self, ids: Sequence[int]) -> NoReturn:
            raise LedgerError(FileFault.UNREADABLE, "ledger.db")

    with pytest.raises(LedgerError):
        list(tables.save_table(Failing(), array("q", [1]), COLUMNS, target))
    assert_untouched(target)


def fault_of(target: Path, many: int = 1) -> FileFault:
    with pytest.raises(FileError) as caught:
        save(target, source(many))
    assert type(caught.value) is FileError
    assert caught.value.path == str(target)
    return caught.value.fault


@pytest.mark.parametrize("name", KINDS)
def test_a_folder_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert fault_of(tmp_path / name) is FileFault.UNWRITABLE
    assert names(tmp_path) == [name]
    assert names(tmp_path / name) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_device_is_not_replaced() -> None:
    assert fault_of(Path("/dev/null")) is FileFault.UNWRITABLE
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_export_to_a_missing_folder_fails(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "gone" / "report.csv") is FileFault.UNWRITABLE


@pytest.mark.skipif(sys.platform == "win32", reason="chmod takes no writing right there")
def test_export_without_permission_fails(target: Path) -> None:
    target.parent.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may write everything
    try:
        assert fault_of(target) is FileFault.UNWRITABLE
    finally:
        os.seteuid(user)
        target.parent.chmod(0o755)
    assert_untouched(target)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, FileFault.DISK_FULL),
        (errno.EDQUOT, FileFault.DISK_FULL),
        (errno.EIO, FileFault.UNWRITABLE),
    ],
)
def test_disk_fault_at_the_end_is_reported(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: FileFault
) -> None:
    def failing(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        assert fault_of(target) is fault
    assert_untouched(target)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let the system itself refuse what goes past `size` bytes of a file, with EFBIG."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.skipif(sys.platform == "win32", reason="limits as POSIX has them")
@pytest.mark.parametrize("size", [0, 500, 5000, 100_000, 200_000])
def test_disk_fault_at_any_write_is_reported(target: Path, size: int) -> None:
    # 5000 rows: the rows of a workbook are 600 kB, the packed file some 50 kB.
    with files_no_larger_than(size):
        if target.suffix == ".csv" and size == 200_000:
            save(target, source(5000))
            return
        assert fault_of(target, 5000) is FileFault.UNWRITABLE
    assert_untouched(target)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB, where the tests may have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root mounts a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("filling", [0, 300_000, 600_000])
def test_full_disk_is_reported(small_disk: Path, name: str, filling: int) -> None:
    (small_disk / name).write_text("before")
    (small_disk / "filling").write_bytes(bytes(filling))

    assert fault_of(small_disk / name, 40_000) is FileFault.DISK_FULL

    assert (small_disk / name).read_text() == "before"
    assert names(small_disk) == ["filling", name]
    save(small_disk / name, source(10))
    assert len(read(small_disk / name)) == 11


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links as POSIX has them")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("before")
    real.chmod(0o640)
    link.symlink_to(real)

    save(link, source(2))

    assert link.is_symlink()
    assert len(read(real)) == 3
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
