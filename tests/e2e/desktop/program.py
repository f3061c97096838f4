"""The program under test, as a process."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.e2e.waiting import PATIENCE

SDK_WARNING = re.compile(
    r"^\S*aliyunsdkcore/\S+:\d+: (?:Deprecation|Syntax)Warning: .*\n(?:  .*\n)?", re.MULTILINE
)
"""What pyproject.toml ignores too: the SDK's vendored libraries of 2018."""
OUR_DOING = re.compile(
    r"^qt\.accessibility\.atspi: Could not find accessible on path: .*\n", re.MULTILINE
)
"""We asked about a widget at the moment it went away."""


class Program:
    """A started program; its output goes to files, so that it never waits for a reader."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], output: Path, cwd: Path
    ) -> None:
        self._stdout = output.with_suffix(".out")
        self._stderr = output.with_suffix(".err")
        with self._stdout.open("wb") as out, self._stderr.open("wb") as err:
            self._process = subprocess.Popen(
                list(command),
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd=cwd,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def stdout(self) -> str:
        return self._stdout.read_text(encoding="utf-8", errors="replace")

    @property
    def stderr(self) -> str:
        return self._stderr.read_text(encoding="utf-8", errors="replace")

    def complaints(self) -> str:
        """Everything on stderr that nobody expects: the warnings of Qt and Python among it."""
        return OUR_DOING.sub("", SDK_WARNING.sub("", self.stderr)).strip()

    def wait(self, seconds: float = PATIENCE) -> int:
        """Wait for the end and return the exit status.

        Raises:
            TimeoutError: it goes on; the text has what it wrote to stderr.
        """
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError(f"still running after {seconds:g} s: {self.stderr}") from error

    def kill(self) -> None:
        """End it at once, as a power cut would (SIGKILL)."""
        self.signal(signal.SIGKILL)
        self._process.wait(60)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, if there is still somebody to get it."""
        if self.running:
            self._process.send_signal(number)
