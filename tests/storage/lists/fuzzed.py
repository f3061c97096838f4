"""Reads whatever bytes it is given, each time in a fork.

`python -m tests.storage.lists.fuzzed FOLDER` starts it.

Asks on stdin by a line with a file's name; answers on stdout with how it ended (`read`, `refused`,
`killed N`, `slow`, or what was raised), and by how many MB it grew. Killed by its own limit of
memory is a fair end: where the program reads lists, that is a list that is damaged.
"""

import gc
import os
import re
import resource
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path

import python_calamine  # noqa: F401 - before the fork, as everything else

from gui.core.errors import ListError
from gui.core.lists.imports.row_import import RowImporter
from gui.storage.lists.inspect import inspect_source
from gui.storage.lists.limits import limit_memory
from gui.storage.lists.open_list import open_list
from gui.storage.lists.source import RowChunk

SECONDS = 30
NO_DIGIT = re.compile(r"\D+")
ROWS_MAX = 100_000
"""In place of the program's own limit: a matter of patience."""


def digits_of(chunk: RowChunk) -> dict[int, list[str]]:
    """The digits of each cell, by the line it stands on."""
    found = defaultdict[int, list[str]](list)
    for line, cells in zip(chunk.lines, chunk.rows, strict=True):
        for cell in cells:
            digits = NO_DIGIT.sub("", cell)
            if not digits.isascii():
                digits = "".join(str(int(one)) for one in digits)
            found[line].append(digits)
    return found


def is_written(number: str, written: list[str]) -> bool:
    """Whether a number's digits stand in a cell, but for a 0 behind the code of its country."""
    forms = [number, *(f"{number[:length]}0{number[length:]}" for length in range(1, 4))]
    return any(form in digits for digits in written for form in forms)


def read(path: Path) -> str:
    limit_memory(path)
    gc.disable()
    try:
        with open_list(path) as source:
            seen = inspect_source(source, str(path))
            intake = RowImporter(seen.layout, 1)
            for chunk in source.chunks():
                written = digits_of(chunk)
                taken = intake.import_rows(chunk.lines, chunk.rows, noteworthy=chunk.noteworthy)
                for _, line, number, _ in taken.plain:
                    if not is_written(number, written[line]):
                        return "wrong number"
                if intake.next_id > ROWS_MAX:
                    return "refused"
            intake.finish()
            told = intake.recipients + intake.noted
    except (ListError, MemoryError):
        return "refused"
    except BaseException as error:
        return f"{type(error).__name__}: {error}".replace("\n", " ")
    return "read" if told or seen.layout.header_rows else "blank"


def fork(path: Path) -> str:
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        signal.alarm(SECONDS)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        ending = read(path)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        os.write(into, f"{grown >> 10} {ending}"[:2000].encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        answer = pipe.read().decode()
    _, status, usage = os.wait4(pid, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        grown = (usage.ru_maxrss - resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) >> 10
        return f"{grown} slow" if number == signal.SIGALRM else f"{grown} killed {number}"
    return answer


def main() -> None:
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        began = time.monotonic()
        print(fork(folder / line.strip()), f"{time.monotonic() - began:.3f}", sep="\t", flush=True)


if __name__ == "__main__":
    main()
