"""A private desktop: a screen, a session bus, accessibility, a keyring and a HOME of its own."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from tests.e2e.desktop.atspi import Bus
from tests.e2e.desktop.operating import Operator
from tests.e2e.desktop.program import Program
from tests.e2e.desktop.screen import Screen
from tests.e2e.waiting import wait_until
from tests.secret_service import PrivateSession, private_session

CHECKOUT = Path(__file__).parents[3]


class Desktop:
    """A desktop session of its own, as a context manager; several may stand side by side.

    Whatever it started ends with it, also what the buses started: those processes are known by
    their XDG_RUNTIME_DIR, which is no other session's.

    Attributes:
        session: its bus, keyring and HOME, which goes away with it.
        screen: its screen.
        accessibility: what assistive technology is connected to.
        environment: the whole environment of its programs; nothing of this process's is in it.
    """

    session: PrivateSession
    accessibility: Bus
    environment: dict[str, str]

    def __init__(self, width: int = 1280, height: int = 800, keyring: bool = True) -> None:
        self.screen = Screen(width, height)
        self._keyring = keyring
        self._programs: list[Program] = []

    def __enter__(self) -> Desktop:
        with ExitStack() as stack:
            # First in, last out: when everything was asked to end, see that it did.
            stack.callback(self._sweep)
            self.session = stack.enter_context(private_session(self._keyring))
            self.environment = _environment(self.session)
            stack.callback(self.screen.stop)
            self.screen.start(self.environment)
            self.environment["DISPLAY"] = self.screen.display
            # Qt's bridge waits for the accessibility bus to appear; asking for it starts it.
            self.accessibility = stack.enter_context(closing(Bus(self.session_bus)))
            stack.callback(self._kill)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def session_bus(self) -> str:
        """The address of the session bus."""
        return self.environment["DBUS_SESSION_BUS_ADDRESS"]

    @property
    def home(self) -> Path:
        """HOME of its programs."""
        return self.session.home

    def launch(
        self, *command: str, environment: Mapping[str, str] | None = None, cwd: Path = CHECKOUT
    ) -> Operator:
        """Start a program here; it is killed with the desktop, if not before.

        Args:
            environment: more variables; an empty value takes one away.
        """
        output = self.home / "output" / str(len(self._programs))
        output.parent.mkdir(exist_ok=True)
        merged = {**self.environment, **(environment or {})}
        variables = {name: value for name, value in merged.items() if value}
        program = Program(command, variables, output, cwd)
        self._programs.append(program)
        return Operator(self.accessibility, self.screen, program)

    def processes(self) -> list[int]:
        """The processes of this session, by what their environment says."""
        mark = f"XDG_RUNTIME_DIR={self.environment['XDG_RUNTIME_DIR']}".encode()
        return [pid for pid, variables in _environments() if mark in variables]

    def _kill(self) -> None:
        for program in self._programs:
            program.kill()

    def _sweep(self) -> None:
        if not hasattr(self, "environment"):
            return
        try:
            wait_until(lambda: not self.processes(), "the end of the session", 3)
        except TimeoutError:
            for pid in self.processes():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        # at-spi's launcher may have been busy in there when the session was removed.
        shutil.rmtree(self.home, ignore_errors=True)


def _environment(session: PrivateSession) -> dict[str, str]:
    own = ("HOME", "XDG_", "DBUS_SESSION_BUS_ADDRESS")
    kept = {key: value for key, value in session.environment.items() if key.startswith(own)}
    return {
        **kept,
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        # Without it Python hides most of its warnings.
        "PYTHONWARNINGS": "default",
    }


def _environments() -> Iterator[tuple[int, list[bytes]]]:
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # ended meanwhile, or somebody else's
            yield int(path.parent.name), path.read_bytes().split(b"\0")
