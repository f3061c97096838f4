"""The program as `build.spec` makes it, for tests and benchmarks; built only after changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from filelock import FileLock

from tests.packaging.commands import ROOT, run

SOURCES = ("gui", "resources", "build.spec", "requirements.lock")


VARIABLE = "SMS_DESK_PACKAGED"
"""Names the folder of a program to take in its place, such as one unpacked from a package."""


def built() -> Path:
    """The program's folder, not older than its sources; `build/package/sms-desk`.

    Raises:
        CommandError: it cannot be built.
    """
    if given := os.environ.get(VARIABLE):
        return Path(given).resolve()
    target = ROOT / "build" / "package"
    stamp = target / "built"
    target.mkdir(parents=True, exist_ok=True)
    with FileLock(target / "lock"):
        if not stamp.exists() or stamp.stat().st_mtime < _newest():
            stamp.unlink(missing_ok=True)
            begin = _newest()
            command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
            folders: list[str | Path] = ["--distpath", target, "--workpath", target / "work"]
            run([*command, *folders, "build.spec"], cwd=ROOT)
            stamp.touch()
            os.utime(stamp, (begin, begin))
    return target / "sms-desk"


def _newest() -> float:
    """When a source was last changed, in seconds since the epoch."""
    tops = [ROOT / name for name in SOURCES]
    files = [path for top in tops for path in (top, *top.rglob("*")) if path.suffix != ".pyc"]
    return max(path.stat().st_mtime for path in files if path.is_file())
