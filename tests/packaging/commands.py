"""Commands whose output is only shown where they fail."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
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
