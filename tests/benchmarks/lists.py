"""Phone lists: how fast and how heavy, beside a bare pass of the same rows in the same run.

The peer of a CSV: `csv.reader` through the file, and one `executemany` of its rows into SQLite.
The peer of an XLSX: python-calamine's own read into Python's lists. Ours reads, checks, finds
repetitions, and writes all of it into the ledger's draft, in a process of its own.

Beside the seconds by the clock stand those of the processors, of both processes together: on a
machine that others use as well, they tell more.
"""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from gui.core.accounts.account import Account
from gui.core.lists.draft_rows import LoadProgress
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.jobs.job import Job, Lane
from gui.jobs.recipients.recipients import clear_draft, load_list, remove_source, undo_step
from gui.storage.database.database import Database
from gui.storage.draft import reader
from gui.storage.runs.creation import create_run
from tests.benchmarks.goals import beside
from tests.benchmarks.heart import GOAL_BEAT, Heart, idle
from tests.params import placeholders_of

ROWS, SHEET_ROWS = 1_000_000, 100_000
RUNS = 3
GOAL_CSV, GOAL_XLSX, GOAL_DATED, GOAL_MEMORY, GOAL_PAGE = 1.5, 2.0, 2.5, 300.0, 4.0
GOAL_BAD, GOAL_AGAIN, GOAL_UNDO = 3.0, 8.0, 5.0
"""Times a list of good rows; seconds."""
HEADER = ("姓名", "手机号", "金额")


def rows(many: int) -> list[tuple[str, str, str]]:
    """Rows of a list: one number in two hundred is repeated."""
    chance = random.Random(1)
    numbers = chance.sample(range(13_000_000_000, 20_000_000_000), many - many // 200)
    numbers += chance.choices(numbers, k=many // 200)
    chance.shuffle(numbers)
    surnames = "张王李赵刘陈杨黄"
    return [
        (f"{surnames[n % 8]}{surnames[n // 8 % 8]}先生", str(number), f"{n % 1000}.50")
        for n, number in enumerate(numbers)
    ]


def write_csv(path: Path, codec: str, table: list[tuple[str, str, str]]) -> None:
    with path.open("w", encoding=codec, newline="") as file:
        csv.writer(file).writerows([HEADER, *table])


def write_xlsx(path: Path, table: list[tuple[str, str, str]], *, dated: bool = False) -> None:
    """`dated`: the last column holds dates under a display format, in place of amounts."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADER)
    for line, (name, number, amount) in enumerate(table, 1):
        sheet.write_row(line, 0, (f"{name}{line}", int(number)))
        if dated:
            sheet.write_number(line, 2, 45_000 + line % 700, day)
        else:
            sheet.write_number(line, 2, float(amount))
    book.close()


class Took(NamedTuple):
    """Seconds by the clock, and of the processors."""

    seconds: float
    cpu: float


class Measured(NamedTuple):
    """What a job took: as `Took`, the longest wait of a heartbeat in ms, and MB above idle."""

    seconds: float
    cpu: float
    beat: float
    memory: float


def processors() -> float:
    """Seconds that this process, and those that it has ended, have used a processor.

    On Windows they are those of this process alone.
    """
    return sum(os.times()[:4])


def timed(action: Callable[[], object]) -> Took:
    began, used = time.perf_counter(), processors()
    action()
    return Took(time.perf_counter() - began, processors() - used)


def bare_csv(path: Path, codec: str) -> Took:
    def read() -> None:
        with path.open(encoding=codec, newline="") as file:
            for _ in csv.reader(file):
                pass

    with path.open(encoding=codec, newline="") as file:
        table = list(csv.reader(file))

    def write() -> None:
        database.execute("create table list (a text, b text, c text)")
        database.executemany("insert into list values (?, ?, ?)", table)
        database.commit()

    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "bare.db")) as database,
    ):
        reading, writing = timed(read), timed(write)
        return Took(reading.seconds + writing.seconds, reading.cpu + writing.cpu)


def bare_xlsx(path: Path) -> Took:
    from python_calamine import CalamineWorkbook

    return timed(lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


def resident() -> float:
    """MB of this process."""
    return _memory("self", "VmRSS")


def children() -> float:
    """MB that the processes started by this one have had at most."""
    found = 0.0
    for tasks in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            found += sum(_memory(process, "VmHWM") for process in tasks.read_text().split())
    return found


def _memory(process: str, name: str) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    return 0.0


def load(path: Path, ledger: Path) -> Measured:
    """Load a list by a job."""
    Database(ledger).close()
    return follow(load_list(ledger, path))


def follow(job: Job[object, object]) -> Measured:
    """Do a job."""
    lane, loop = Lane(), QEventLoop()
    before = resident()
    peak = [0.0]
    look = QTimer()
    look.timeout.connect(lambda: peak.append(resident() - before + children()))
    look.start(50)
    job.failed.connect(lambda error: sys.exit(f"failed: {error!r}"))
    job.finished.connect(lambda _: loop.quit())
    heart = Heart()
    began, used = time.perf_counter(), processors()
    lane.start(job)
    loop.exec()
    seconds, cpu = time.perf_counter() - began, processors() - used
    heart.stop()
    look.stop()
    lane.close()
    return Measured(seconds, cpu, heart.longest, max(peak))


def compare(name: str, path: Path, peer: Callable[[], Took], goal: float) -> None:
    ours, bares, calm = [], [], []
    for _ in range(RUNS):
        bares.append(peer())
        calm.append(idle(min(bares).seconds))
        with tempfile.TemporaryDirectory() as folder:
            ours.append(load(path, Path(folder) / "ledger.db"))
    seconds, cpu = min(one.seconds for one in ours), min(one.cpu for one in ours)
    beat, memory = max(one.beat for one in ours), max(one.memory for one in ours)
    bare, bare_cpu = min(bares).seconds, min(one.cpu for one in bares)
    print(
        f"{name:<24} {seconds:6.2f} s   bare {bare:5.2f} s   {seconds / bare:4.2f} times"
        f" {beside(seconds / bare, goal, 1)}   processors {cpu:5.2f} s   bare {bare_cpu:5.2f} s"
        f"   {cpu / bare_cpu:4.2f} times   heartbeat {beat:3.0f} ms"
        f" {beside(beat, GOAL_BEAT)}, idle {max(calm):.0f}"
        f"   {memory:4.0f} MB {beside(memory, GOAL_MEMORY)}",
        flush=True,
    )


def pages(ledger: Path) -> None:
    with Database(ledger) as open_ledger:
        ids = reader.list_recipient_ids(open_ledger)
        source = reader.RecipientReader(open_ledger)
        chance = random.Random(1)
        places = chance.choices(range(len(ids) - 256), k=500)
        waits = sorted(
            timed(partial(source.rows, ids[at : at + 256])).seconds * 1000 for at in places
        )
    print(
        f"{'a page of the table':<24} {waits[250]:6.2f} ms   99 % within {waits[-5]:.2f} ms"
        f" {beside(waits[-5], GOAL_PAGE)}"
    )


def starting(ledger: Path) -> None:
    pattern = placeholders_of('{"name":"{{姓名}}","money":"{{金额}}"}')
    assert isinstance(pattern, Placeholders)
    for name, one in (("run without variables", Placeholders()), ("run with variables", pattern)):
        with Database(ledger) as open_ledger:
            draft = Draft("阿里云", "SMS_1")
            steps = create_run(open_ledger, Account("a", "key"), draft, one)
            seconds = timed(partial(deque, steps, 0)).seconds
        print(f"{name:<24} {seconds:6.2f} s for {ROWS:,} rows")


def stopping(path: Path, ledger: Path) -> None:
    """How long it takes until a stopped list is gone."""
    Database(ledger).close()
    lane, loop = Lane(), QEventLoop()
    job = load_list(ledger, path)
    at: list[float] = []

    def stop(progress: LoadProgress) -> None:
        if progress.recipients > ROWS // 2 and not at:
            at.append(time.perf_counter())
            job.cancel()

    job.progressed.connect(stop)
    job.finished.connect(lambda _: loop.quit())
    lane.start(job)
    loop.exec()
    print(f"{'stopped half way':<24} {time.perf_counter() - at[0]:6.2f} s until nothing is left")
    lane.close()


def overlapping(again: Path, ledger: Path, once: Measured) -> None:
    """A second list with the numbers of the first, and what it takes to change one's mind.

    The peer is the first list alone, which took `once`.
    """
    tell("the same numbers again", load(again, ledger), once, GOAL_AGAIN)
    with Database(ledger) as open_ledger:
        first = reader.read_overview(open_ledger).sources[0].id
    for name, job in (
        ("the first removed", remove_source(ledger, first)),
        ("and undone", undo_step(ledger)),
        ("all cleared", clear_draft(ledger)),
        ("and undone", undo_step(ledger)),
    ):
        tell(name, follow(job), once, GOAL_UNDO)


def bad(path: Path, ledger: Path, once: Measured) -> None:
    """Rows that all have something wrong with them, beside as many good ones."""
    tell("rows that are all bad", load(path, ledger), once, GOAL_BAD * once.seconds)


def tell(name: str, found: Measured, once: Measured, goal: float) -> None:
    print(
        f"{name:<24} {found.seconds:6.2f} s {beside(found.seconds, goal, 1)}   the good"
        f" rows once {once.seconds:5.2f} s   {found.seconds / once.seconds:4.2f} times"
        f"   processors {found.cpu:5.2f} s   once {once.cpu:5.2f} s"
        f"   {found.cpu / once.cpu:4.2f} times   heartbeat {found.beat:3.0f} ms"
        f" {beside(found.beat, GOAL_BEAT)}   {found.memory:4.0f} MB"
        f" {beside(found.memory, GOAL_MEMORY)}",
        flush=True,
    )


def main() -> None:
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    assert application
    # Without compiled modules every list would compile the program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = rows(ROWS)
        write_xlsx(folder / "list.xlsx", table[:SHEET_ROWS])
        write_xlsx(folder / "dated.xlsx", table[:SHEET_ROWS], dated=True)
        write_csv(folder / "utf-8.csv", "utf-8", table)
        write_csv(folder / "gbk.csv", "gbk", table)
        write_csv(folder / "again.csv", "utf-8", table[::-1])
        write_csv(folder / "bad.csv", "utf-8", [(a, number[:-2], b) for a, number, b in table])
        del table
        (folder / "warm.csv").write_text("13800138000")
        load(folder / "warm.csv", folder / "warm.db")
        sheet = folder / "list.xlsx"
        compare(f"XLSX {SHEET_ROWS:,}", sheet, partial(bare_xlsx, sheet), GOAL_XLSX)
        sheet = folder / "dated.xlsx"
        compare(f"XLSX with dates {SHEET_ROWS:,}", sheet, partial(bare_xlsx, sheet), GOAL_DATED)
        for codec in ("utf-8", "gbk"):
            path = folder / f"{codec}.csv"
            compare(
                f"CSV {codec.upper()} {ROWS:,}",
                path,
                partial(bare_csv, path, codec),
                GOAL_CSV,
            )
        ledger = folder / "ledger.db"
        once = load(folder / "utf-8.csv", ledger)
        pages(ledger)
        starting(ledger)
        overlapping(folder / "again.csv", ledger, once)
        bad(folder / "bad.csv", folder / "bad.db", once)
        stopping(folder / "gbk.csv", folder / "other.db")


if __name__ == "__main__":
    main()
