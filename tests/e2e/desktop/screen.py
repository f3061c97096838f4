"""A screen of its own: Xvfb and a small window manager, for real keys, real clicks and pictures."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.waiting import PATIENCE, wait_until

HIDE_POINTER_AT = (10_000, 10_000)


@dataclass(frozen=True)
class Box:
    """A rectangle on the screen, in its pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


class Screen:
    """A virtual X11 screen on a free display number, from `start` to `stop`.

    The window manager is evilwm: it gives new windows the focus and draws no decorations, so a
    window's picture is the program's own. It puts a window in the middle of the screen.
    """

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self.width = width
        self.height = height
        self.display = ""
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, environment: Mapping[str, str]) -> None:
        """Open the screen; its processes get `environment`."""
        read, write = os.pipe()
        # Should this process be killed, the screen goes too, and with it whatever is on it.
        command = [
            "setpriv",
            "--pdeathsig",
            "TERM",
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
        ]
        command += [f"{self.width}x{self.height}x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
        try:
            self._spawn(command, environment, (write,))
        finally:
            os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()
        if self.display == ":":
            raise RuntimeError("Xvfb did not start")
        # Its usual font is one that an X server need not have.
        manager = ["evilwm", "-display", self.display, "-bw", "0", "-fn", "fixed"]
        self._spawn(manager, {**environment, "DISPLAY": self.display})
        wait_until(lambda: self._xdotool("get_desktop").returncode == 0, "a window manager")
        # In the middle of the screen the pointer would light up whatever lies under it.
        self.run("mousemove", *map(str, HIDE_POINTER_AT))

    def stop(self) -> None:
        """Close the screen and whatever is still on it."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(60)
        self._processes.clear()

    def _spawn(
        self, command: Sequence[str], environment: Mapping[str, str], pass_fds: Sequence[int] = ()
    ) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                env=environment,
                pass_fds=pass_fds,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def keys(self, *keys: str) -> None:
        """Press keys one after the other in the focused window: `ctrl+Return`, `Tab`, `a`."""
        self.run("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type `text`, which is ASCII, into the focused window."""
        assert text.isascii(), "X11 has no keys for this: set the text through AT-SPI"
        self.run("type", "--clearmodifiers", "--delay", "2", text)

    def click(self, x: int, y: int) -> None:
        """Click with the first button, and take the pointer out of the way."""
        self.run("mousemove", str(x), str(y), "click", "1")
        self.run("mousemove", *map(str, HIDE_POINTER_AT))

    def windows(self, pid: int) -> list[str]:
        """The ids of the visible windows of a process."""
        found = self._xdotool("search", "--onlyvisible", "--pid", str(pid))
        return found.stdout.split()

    def focused(self) -> str:
        """The id of the window with the keyboard, or an empty string (xdotool fails on none)."""
        return self._xdotool("getwindowfocus").stdout.strip()

    def focus(self, window: str) -> None:
        """Bring a window to the front, with the keyboard."""
        self.run("windowactivate", "--sync", window)

    def box(self, window: str) -> Box:
        """Where a window is."""
        lines = self.run("getwindowgeometry", "--shell", window).splitlines()
        facts = dict(line.split("=", 1) for line in lines if "=" in line)
        return Box(*(int(facts[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")))

    def fill(self, window: str) -> None:
        """Let a window take the whole screen."""
        size = (str(self.width), str(self.height))
        self.run("windowsize", window, *size, "windowmove", window, "0", "0")

    def picture(self, path: Path, box: Box | None = None) -> Path:
        """Write a PNG of the screen, or of a part of it, once it stands still; return its path."""
        import mss
        import mss.tools

        box = box or Box(0, 0, self.width, self.height)
        region = {"left": box.x, "top": box.y, "width": box.width, "height": box.height}
        path.parent.mkdir(parents=True, exist_ok=True)
        with mss.MSS(display=self.display) as grabber:
            shot = grabber.grab(region)

            def still() -> bool:
                nonlocal shot
                before, shot = shot, grabber.grab(region)
                return shot.rgb == before.rgb

            # A window that was moved or resized is there before its content is.
            for _ in range(4):
                wait_until(still, "a picture that stands still")
                time.sleep(0.05)
            mss.tools.to_png(shot.rgb, shot.size, output=str(path))
        return path

    def run(self, *arguments: str) -> str:
        """Run one xdotool command on this screen and return what it printed."""
        done = self._xdotool(*arguments)
        if done.returncode:
            raise RuntimeError(f"xdotool {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    def _xdotool(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
