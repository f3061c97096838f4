"""Read lists in a child process.

Libraries that read workbooks cannot be stopped and may end the process when memory runs out, and
reading a million rows in the window's process would slow down its painting. A child process can be
killed and leaves nothing behind that counts.

Both processes exchange pickled values through pipes. The child ends when its parent is gone.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, BinaryIO, Protocol, TypeVar

from gui.core.errors import LedgerError, ListError, ListFault
from gui.core.lists.draft_rows import LoadProgress
from gui.storage.cloud_files import needs_download as file_needs_download
from gui.storage.lists.limits import limit_memory

ARGUMENT = "read-list"
"""The argument that starts the frozen program as a child."""
SWITCH_INTERVAL = 0.001
"""Seconds after which a thread that waits for Python's lock gets it: the one that writes needs it
often, and never for long."""
TICK = 0.1
"""Seconds between two places to stop while no message arrives."""
SILENCE_MAX = 120.0
"""Seconds of waiting without a message after which reading a workbook is abandoned."""
DOWNLOAD_MAX = 1800.0
"""The same while a cloud drive brings the file; Windows itself gives up sooner if nothing comes."""

_START = (
    "import sys; sys.path[:] = sys.argv[1:];"
    " from gui.storage.lists.child_process import main; main()"
)


Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class ChildTask(Protocol[Result_co]):
    """A task for the child process; can be pickled."""

    @property
    def path(self) -> Path: ...

    def steps(self) -> Generator[LoadProgress, None, Result_co]:
        """Do the task."""


class _Failed:
    """The failure of a task."""

    def __init__(self, error: BaseException) -> None:
        # The exception itself is not sent: it may not be picklable, or contain a number.
        self.kind = type(error).__name__
        self.fault = getattr(error, "fault", None)
        self.path = getattr(error, "path", "")

    def error(self) -> Exception:
        """Return the matching error of the program; any other is a bug in the child."""
        if isinstance(self.fault, ListFault):
            return ListError(self.fault, self.path)
        if self.kind == LedgerError.__name__ and self.fault is not None:
            return LedgerError(self.fault, self.path)
        return RuntimeError(f"the list reader failed: {self.kind}")


class _Done:
    def __init__(self, value: Any) -> None:  # pickled: its type is that of the task
        self.value = value


def run_in_child(
    task: ChildTask[Result],
    *,
    silence: float = SILENCE_MAX,
    download: float = DOWNLOAD_MAX,
    needs_download: Callable[[Path], bool] = file_needs_download,
) -> Generator[LoadProgress, None, Result]:
    """Run `task` in a child process; every `yield` is a safe place to stop.

    If stopped or failed, it may leave rows in the draft that do not count: `purge` them.

    Args:
        task: what to do.
        silence: seconds without a message after which it is abandoned.
        download: the same until the first bytes of a file that has to be downloaded are read.
        needs_download: tells whether a file has to be downloaded first.

    Raises:
        ListError: the list cannot be read.
        LedgerError: the disk does not take it.
        RuntimeError: a bug in the child.
    """
    progress = LoadProgress(0, 0, 0, 0, downloading=needs_download(task.path))
    child = _Child(task)
    try:
        yield progress
        silent = 0.0
        while True:
            message = child.message(TICK)
            match message:
                case LoadProgress():
                    progress = message
                case _Done():
                    result: Result = message.value
                    return result
                case _Failed():
                    raise message.error()
                case _Ended():
                    raise ListError(ListFault.DAMAGED, str(task.path))
                case None:
                    # Some drives keep the attribute on a file that is here.
                    downloading = not progress.done and needs_download(task.path)
                    if downloading != progress.downloading:
                        progress, silent = replace(progress, downloading=downloading), 0.0
                    # Not by a clock: it may go on while the computer sleeps and the child rests.
                    silent += TICK
                    if silent > (download if downloading else silence):
                        fault = ListFault.NOT_DOWNLOADED if downloading else ListFault.TOO_LARGE
                        raise ListError(fault, str(task.path))
            if message is not None:
                silent = 0.0
            yield progress
    finally:
        child.end()


class _Ended:
    """The process ended without a result: out of memory, or a library crashed."""


class _Child:
    def __init__(self, task: ChildTask[object]) -> None:
        import subprocess  # only here: the other process starts the sooner without it

        self._messages: SimpleQueue[object] = SimpleQueue()
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=hidden,
        )
        assert self._process.stdin and self._process.stdout  # noqa: S101 - pipes, as asked
        self._listener = Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._listener.start()
        with suppress(OSError):  # it has ended already, which is reported later
            pickle.dump(task, self._process.stdin)
            self._process.stdin.flush()

    def message(self, seconds: float) -> object | None:
        """Wait some seconds for the next message; return none if there is none."""
        try:
            return self._messages.get(timeout=seconds)
        except Empty:
            return None

    def end(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # a rest that was not written
                    pipe.close()

    def _listen(self, pipe: BinaryIO) -> None:
        try:
            while True:
                self._messages.put(pickle.load(pipe))  # noqa: S301 - from this program itself
        except (EOFError, pickle.UnpicklingError, OSError):
            self._messages.put(_Ended())


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    # `sys.path` is passed, so that `site` need not be imported (-S).
    return [sys.executable, "-S", "-P", "-c", _START, *sys.path]


def main() -> int:
    """Run the task read from stdin; write messages to stdout.

    These are its progress, at most every `TICK` seconds, but always the last; then how it ended.
    """
    # By file descriptors: a program without a console may have no `sys.stdin`.
    source, out = open(0, "rb", closefd=False), open(1, "wb", closefd=False)  # noqa: SIM115
    task: ChildTask[object] = pickle.load(source)  # noqa: S301 - from this program itself
    Thread(target=_end_with_parent, args=(source,), daemon=True).start()
    limit_memory(task.path)
    # Rows contain no cycles: garbage collection would take a quarter of the time.
    gc.disable()
    sys.setswitchinterval(SWITCH_INTERVAL)
    steps = task.steps()
    due = 0.0
    end: _Done | _Failed | None = None
    unsaid: LoadProgress | None = None
    while end is None:
        try:
            unsaid = next(steps)
        except StopIteration as stop:
            end = _Done(stop.value)
        except BaseException as error:
            if isinstance(error, MemoryError):
                error = ListError(ListFault.TOO_LARGE, str(task.path))
            end = _Failed(error)
        if unsaid is not None and (end is not None or monotonic() >= due):
            _say(out, unsaid)
            unsaid, due = None, monotonic() + TICK
    _say(out, end)
    return 0


def _say(out: BinaryIO, message: object) -> None:
    pickle.dump(message, out)
    out.flush()


def _end_with_parent(pipe: BinaryIO) -> None:
    pipe.read(1)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
