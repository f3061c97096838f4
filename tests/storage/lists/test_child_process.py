"""Lists read in a process of their own: stopped, killed, crashed, silent."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from gui.core.errors import FileFault, LedgerError, ListError, ListFault
from gui.core.lists.draft_rows import LoadProgress
from gui.core.lists.layout import LayoutChoice, ListInspection
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.storage.draft import edits, reader
from gui.storage.lists.child_process import SILENCE_MAX, run_in_child
from gui.storage.lists.tasks import BlockTask, InspectTask, LoadTask
from tests.e2e.waiting import wait_until
from tests.storage.corpus.cases import FILES, A, B
from tests.storage.draft.test_reader import run


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    Database(path).close()
    return path


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    path = tmp_path / "long.csv"
    rows = (f"客户{n},{13800000000 + n}\n" for n in range(400_000))
    path.write_text("".join(["姓名,手机\n", *rows]), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Misbehaving:
    """A task that does something no task should."""

    how: str
    path: Path = Path("list.xlsx")

    def steps(self) -> Generator[LoadProgress, None, str]:
        yield LoadProgress(int(self.how == "reads, then sleeps"), 1, 0, 0)
        match self.how:
            case "dies":
                os.abort()
            case "exits":
                os._exit(0)
            case "sleeps" | "reads, then sleeps":
                self.path.touch()
                time.sleep(60)
            case "raises":
                raise ValueError("13800138000")
            case "ledger":
                raise LedgerError(FileFault.DISK_FULL, "ledger.db")
            case "memory":
                raise MemoryError
        return self.how


@dataclass(frozen=True)
class Fast:
    """A task whose steps come faster than they are reported."""

    fails: bool
    path: Path = Path("list.xlsx")

    def steps(self) -> Generator[LoadProgress, None, None]:
        for done in range(1000):
            yield LoadProgress(done + 1, 1000, 0, 0)
        if self.fails:
            raise ListError(ListFault.DAMAGED, "list.xlsx")


@pytest.mark.parametrize("fails", [False, True])
def test_the_last_progress_comes_before_the_end(fails: bool) -> None:
    steps, seen = run_in_child(Fast(fails)), list[int]()
    with suppress(ListError):
        seen.extend(progress.done for progress in steps)
        assert not fails
    assert seen[-1] == 1000
    assert len(seen) < 100


def test_a_workbook_is_looked_at() -> None:
    seen = run(run_in_child(InspectTask(FILES / "sheet-chosen.xlsx", LayoutChoice(sheet="二"))))
    assert isinstance(seen, ListInspection)
    assert [sheet.name for sheet in seen.sheets] == ["一", "二"]
    assert seen.rows == (("手机",), (B,))
    assert seen.names == ("手机",)


@pytest.mark.parametrize("name", ["gbk-excel-另存为.csv", "excel.xlsx", "excel97.xls", "calc.ods"])
def test_a_list_is_loaded(ledger: Path, name: str) -> None:
    run(run_in_child(LoadTask(ledger, FILES / name)))
    with Database(ledger) as open_ledger:
        overview = reader.read_overview(open_ledger)
    assert overview.first == (A, B)
    assert overview.sources[0].path == str(FILES / name)


def test_a_chosen_layout_is_used(ledger: Path) -> None:
    path = FILES / "two-phone-columns.csv"
    from dataclasses import replace

    layout = replace(run(run_in_child(InspectTask(path))).layout, number_column=2)
    run(run_in_child(LoadTask(ledger, path, layout)))
    with Database(ledger) as open_ledger:
        assert reader.read_overview(open_ledger).first == (B,)


def test_a_list_is_blocked(ledger: Path) -> None:
    task = BlockTask(ledger, FILES / "utf8.csv", "key")
    assert run(run_in_child(task)).new == 2
    assert run(run_in_child(task)).new == 0
    with Database(ledger) as open_ledger:
        list(edits.purge(open_ledger))
        assert reader.read_overview(open_ledger).recipients == 0
        assert len(blocked_numbers.list_blocked_numbers(open_ledger, "key")) == 2


def test_the_programs_own_errors_are_raised_unchanged(ledger: Path) -> None:
    with pytest.raises(ListError) as error:
        run(run_in_child(LoadTask(ledger, FILES / "password.xlsx")))
    assert error.value.fault is ListFault.PASSWORD
    with pytest.raises(LedgerError) as other:
        run(run_in_child(Misbehaving("ledger")))
    assert (other.value.fault, other.value.path) == (FileFault.DISK_FULL, "ledger.db")


def test_bug_in_child_process_raises_without_numbers() -> None:
    with pytest.raises(RuntimeError) as error:
        run(run_in_child(Misbehaving("raises")))
    assert "ValueError" in str(error.value)
    assert "138" not in str(error.value)


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        ("dies", ListFault.DAMAGED),
        ("exits", ListFault.DAMAGED),
        ("memory", ListFault.TOO_LARGE),
        ("sleeps", ListFault.TOO_LARGE),
    ],
)
def test_a_process_that_fails_is_an_error_of_the_list(
    how: str, fault: ListFault, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    with pytest.raises(ListError) as error:
        run(run_in_child(Misbehaving(how, path), silence=0.5 if how == "sleeps" else 60))
    assert (error.value.fault, error.value.path) == (fault, str(path))


def test_sleep_of_the_computer_does_not_time_out_the_child(tmp_path: Path) -> None:
    """While it sleeps nothing is said and nothing is waited for, but clocks may go on."""
    silence, said = 0.25, tmp_path / "said"
    steps = run_in_child(Misbehaving("sleeps", said), silence=silence)
    next(steps)
    wait_until(said.exists, "the one message of the child")
    assert next(steps).total == 1
    woken = time.monotonic() + 2 * silence
    wait_until(lambda: time.monotonic() > woken, "the computer to wake up")
    next(steps)
    with pytest.raises(ListError):  # now it is waited for
        run(steps)


def test_a_file_that_is_downloaded_is_waited_for_longer(tmp_path: Path) -> None:
    steps = run_in_child(
        Misbehaving("sleeps", tmp_path / "said"),
        silence=0.2,
        download=0.6,
        needs_download=lambda _: True,
    )
    assert next(steps).downloading
    seen = list[LoadProgress]()
    with pytest.raises(ListError) as error:
        seen.extend(steps)
    assert error.value.fault is ListFault.NOT_DOWNLOADED
    assert seen[-1].downloading
    assert len(seen) > 4  # it can be stopped meanwhile


def test_a_file_that_keeps_its_attribute_is_waited_for_as_any_other(tmp_path: Path) -> None:
    steps = run_in_child(
        Misbehaving("reads, then sleeps", tmp_path / "said"),
        silence=0.3,
        download=60,
        needs_download=lambda _: True,
    )
    said = list[LoadProgress]()
    with pytest.raises(ListError) as error:
        said.extend(steps)
    assert error.value.fault is ListFault.TOO_LARGE
    assert said[0].downloading
    assert not said[-1].downloading


def test_once_it_is_downloaded_it_is_read_as_any_other(tmp_path: Path) -> None:
    left = iter([True] * 6)
    steps = run_in_child(
        Misbehaving("sleeps", tmp_path / "said"),
        silence=0.3,
        download=60,
        needs_download=lambda _: next(left, False),
    )
    said = list[LoadProgress]()
    with pytest.raises(ListError) as error:
        while True:
            said.append(next(steps))
    assert error.value.fault is ListFault.TOO_LARGE
    assert said[0].downloading
    assert not said[-1].downloading


def test_a_list_is_downloaded_and_loaded(ledger: Path) -> None:
    left = iter([True] * 3)
    steps = run_in_child(
        LoadTask(ledger, FILES / "utf8.csv"), needs_download=lambda _: next(left, False)
    )
    assert next(steps).downloading
    run(steps)
    with Database(ledger) as open_ledger:
        assert reader.read_overview(open_ledger).recipients == 2


def test_a_silent_child_can_be_stopped(tmp_path: Path) -> None:
    steps = run_in_child(Misbehaving("sleeps", tmp_path / "said"))
    next(steps)
    next(steps)
    began = time.monotonic()
    steps.close()
    assert time.monotonic() - began < SILENCE_MAX


def test_stopped_in_the_middle_the_draft_is_as_it_was(ledger: Path, long_list: Path) -> None:
    run(run_in_child(LoadTask(ledger, FILES / "utf8.csv")))
    steps = run_in_child(LoadTask(ledger, long_list))
    while next(steps).recipients < 60_000:
        pass
    steps.close()
    with Database(ledger) as open_ledger:
        assert reader.read_overview(open_ledger).recipients == 2
        (left,) = open_ledger.db.execute("select count(*) from draft_row").fetchone()
        assert left > 2
        list(edits.purge(open_ledger))
        assert open_ledger.db.execute("select count(*) from draft_row").fetchone() == (2,)


STAYS = pytest.mark.skipif(
    sys.platform == "win32", reason="there a file that is open stays until it is closed"
)


@pytest.mark.parametrize(
    "change",
    ["grows", pytest.param("is replaced", marks=STAYS), pytest.param("vanishes", marks=STAYS)],
)
def test_a_file_that_changes_meanwhile(ledger: Path, long_list: Path, change: str) -> None:
    steps = run_in_child(LoadTask(ledger, long_list))
    while not next(steps).recipients:
        pass
    match change:
        case "grows":
            with long_list.open("a") as file:
                file.write(f"x,{A}\n")
        case "is replaced":
            other = long_list.with_name("other.csv")
            other.write_bytes(long_list.read_bytes())
            other.replace(long_list)
        case "vanishes":
            long_list.unlink()
    with pytest.raises(ListError) as error:
        run(steps)
    assert error.value.fault is ListFault.CHANGED
    with Database(ledger) as open_ledger:
        assert reader.read_overview(open_ledger).recipients == 0


def test_a_run_under_way_writes_in_between(ledger: Path, long_list: Path) -> None:
    steps = run_in_child(LoadTask(ledger, long_list))
    waited = []
    with Database(ledger) as open_ledger:
        for progress in steps:
            began = time.monotonic()
            blocked_numbers.block_numbers(open_ledger, "key", [A])
            if progress.recipients:
                waited.append(time.monotonic() - began)
    assert waited
    assert max(waited) < 20
