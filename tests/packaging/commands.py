"""Commands whose output is only shown where they fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


class CommandError(Exception):
    """A command failed; the text has the end of what it wrote."""


def uv() -> str:
    """The installer of packages: that of the machine, or the one that `.ci/prepare` installed."""
    own = ROOT / "build" / "tools" / ("Scripts" if os.name == "nt" else "bin") / "uv"
    return shutil.which("uv") or str(own)


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a command and return what it wrote; `environment` has more variables for it.

    Raises:
        CommandError: it failed.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        end = "\n".join(done.stdout.splitlines()[-30:])
        raise CommandError(f"{' '.join(words)[:160]} failed:\n{end}")
    return done.stdout


def exit_status(work: Callable[[], int], failed: int = 1) -> int:
    """Do `work` and return its exit status; `failed`, after saying why, if a command failed."""
    try:
        return work()
    except CommandError as error:
        print(error, file=sys.stderr)
        return failed


def commit_time() -> int:
    """When the commit of the checkout was made, in seconds since 1970.

    Raises:
        CommandError: it is no checkout of git.
        OSError: there is no git.
    """
    return int(run(["git", "log", "-1", "--format=%ct"], cwd=ROOT))


def reproducible(epoch: int) -> dict[str, str]:
    """The environment in which a build gives the same bytes each time; `epoch` as `source_date`."""
    return {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "1"}


def source_date() -> int:
    """SOURCE_DATE_EPOCH, or when the checkout's commit was made; seconds since 1970."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    try:
        return commit_time()
    except (CommandError, OSError):
        return 1767225600  # no checkout of git: the first of 2026
