"""Hold files of Windows as programs do that let nobody else open them: backups, virus scanners."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.present import present

windows = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere nobody can hold a file")

_HOLD = """
import sys, time, _winapi
READ, OPEN_EXISTING, SHARE_NOTHING = 0x80000000, 3, 0
handle = _winapi.CreateFile(sys.argv[1], READ, SHARE_NOTHING, 0, OPEN_EXISTING, 0, 0)
print("held", flush=True)
if sys.argv[2]:
    time.sleep(float(sys.argv[2]))
else:
    sys.stdin.read()
_winapi.CloseHandle(handle)
"""


@contextmanager
def held(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold a file in another process, which shares it with nobody, for some seconds or inside."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path), str(seconds or "")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert present(process.stdout).readline().strip() == "held"
            yield
        finally:
            present(process.stdin).close()
            process.wait()
