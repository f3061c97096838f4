"""Where the Windows lies, which steps of its preparation are done, and how commands are run."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

CHECKOUT = Path(__file__).parents[2]
VARIABLE = "SMS_DESK_WINDOWS"
"""Environment variable: another place than build/windows, which several checkouts may share."""


class SetupError(Exception):
    """A step failed; the text says which, with the end of its output."""


class Home:
    """The folder of one Windows.

    Attributes:
        path: the folder.
        python: CPython for Windows.
        packages: where the packages of the lock are installed.
        prefix: Wine's own folder: registry and drive C.
        user: HOME of Wine's programs, to which it links Documents, Desktop and so on.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.python = path / "python"
        self.packages = self.python / "Lib" / "site-packages"
        self.prefix = path / "prefix"
        self.user = path / "user"

    @classmethod
    def of_checkout(cls) -> Home:
        """The Windows of this checkout."""
        chosen = os.environ.get(VARIABLE, "")
        return cls(Path(chosen).absolute() if chosen else CHECKOUT / "build" / "windows")

    @property
    def system(self) -> Path:
        """C:\\windows, as a Unix path."""
        return self.prefix / "drive_c" / "windows"

    def is_done(self, step: str, key: str) -> bool:
        """Whether a step was done, with what `key` stands for."""
        stamp = self.path / f"{step}.done"
        return stamp.is_file() and stamp.read_text(encoding="utf-8") == key

    def set_done(self, step: str, key: str) -> None:
        """Note that a step was done."""
        (self.path / f"{step}.done").write_text(key, encoding="utf-8")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Wait until no other process uses this Windows: all its programs share one desktop."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"Waiting for another run in {self.path} to end.")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def windows_path(path: PurePath) -> str:
    """The path as Windows' programs see it: drive Z is the root of this machine."""
    return "Z:" + str(path).replace("/", "\\")


def say(text: str) -> None:
    """Tell what is being done."""
    print(text, file=sys.stderr, flush=True)


def quietly(
    command: Sequence[str | Path],
    *,
    text: str = "",
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> str:
    """Run a command and return what it wrote; `text` is its standard input.

    Raises:
        SetupError: it failed.
    """
    done = subprocess.run(
        [str(part) for part in command],
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        cwd=cwd,
        check=False,
    )
    if done.returncode:
        end = "\n".join(done.stdout.splitlines()[-20:])
        raise SetupError(f"{' '.join(str(part) for part in command)[:120]} failed:\n{end}")
    return done.stdout
