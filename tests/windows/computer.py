"""A Windows with the installer at hand, and what its user does."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

from tests.e2e.waiting import wait_until
from tests.packaging.windows import NAME
from tests.windows.build import TARGET
from tests.windows.home import CHECKOUT, windows_path
from tests.windows.wine import Wine, kill

PICTURES = CHECKOUT / "build" / "windows-pictures"
SETUP = TARGET / f"{NAME}-setup.exe"
PROGRAM = TARGET / "sms-desk" / "sms-desk.exe"
"""As it was built, not installed."""
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\sms-desk"
DONE, IMPOSSIBLE, IN_USE = 0, 2, 3
"""Exit statuses of installer and uninstaller."""
PATIENCE = 300.0
"""Seconds until Wine has unpacked 85 MB on a machine that is busy: a guard, no measure."""
SCRIPTS = Path(__file__).parent / "scripts"
TITLES = "SMS Desk|短信台"
"""A pattern of the titles of all windows of the program and its installer."""


def uninstaller(folder: str, *options: str) -> tuple[str, ...]:
    """The command that uninstalls silently what is in a folder, a path of Windows.

    Without `_?=` the uninstaller ends at once, with 0: a copy of it goes on. With it the exit
    status is that of the work, and the uninstaller itself stays in the folder.
    """
    return (str(PureWindowsPath(folder, "uninstall.exe")), "/S", *options, f"_?={folder}")


class Computer:
    """A Windows with the installer at hand.

    Attributes:
        local: %LOCALAPPDATA%.
        installed: where the installer puts the program for one user.
        everyone: where it puts it for all users.
        data: the data directory.
    """

    def __init__(self, wine: Wine, setup: Path = SETUP) -> None:
        self.wine = wine
        self.setup = setup
        self.disk = wine.home.prefix / "drive_c"
        (user,) = (self.disk / "users").glob("[!P]*")
        self.local = user / "AppData" / "Local"
        self.installed = self.local / "Programs" / "SMS Desk"
        self.everyone = self.disk / "Program Files" / "SMS Desk"
        self.program = self.installed / "sms-desk.exe"
        self.data = self.local / "sms-desk"
        self.start_menu = user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"

    def install(self, *options: str) -> int:
        """Install silently; return the exit status."""
        return self.run(self.setup, "/S", *options)

    def run(self, program: str | Path, *arguments: str) -> int:
        """Run a program to its end; what it has started may go on."""
        return self.wine.start(program, *arguments).wait(300)

    def run_without_admin(self, program: str, *arguments: str) -> int:
        """Run a program without administrator rights."""
        script = windows_path(SCRIPTS / "without_admin.py")
        return self.run(self.wine.home.python / "python.exe", script, program, *arguments)

    @contextmanager
    def held(self, file: str, seconds: float = 600) -> Iterator[None]:
        """Let another program read a file, as a virus scanner does, for at most some seconds."""
        script = windows_path(SCRIPTS / "hold_file.py")
        arguments = (script, file, str(seconds))
        python = self.wine.home.python / "python.exe"
        process = self.wine.start(python, *arguments, output=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"open"
        try:
            yield
        finally:
            kill(process)
            process.stdout.close()

    def uninstall(self, folder: str, *options: str) -> int:
        """Uninstall silently what is in a folder, a path of Windows; return the exit status."""
        return self.run(*uninstaller(folder, *options))

    def remove(self, *options: str, everyone: bool = False) -> None:
        """Uninstall silently, as Windows does: a copy of the uninstaller goes on; wait for it."""
        file = (self.everyone if everyone else self.installed) / "uninstall.exe"
        self.wine.run(file, "/S", *options)
        wait_until(lambda: not file.exists(), "the end of the uninstaller", PATIENCE)

    def location(self, root: str = "HKCU") -> str:
        """Where the registry says that it is installed; empty if it does not."""
        return (
            self.key(UNINSTALL, root).partition("InstallLocation    REG_SZ    ")[2].split("\n")[0]
        )

    def key(self, name: str, root: str = "HKCU") -> str:
        """The values of a key of the registry, or an empty string if there is none."""
        status, text = self.wine.run("reg", "query", f"{root}\\{name}", "/s")
        return text if status == 0 else ""

    def open(
        self,
        program: Path | None = None,
        data: Path | None = None,
        language: str | None = "en",
    ) -> subprocess.Popen[bytes]:
        """Start the program, and wait for its window and its ledger.

        Args:
            program: its executable; the installed one if none is given.
            data: its data directory; the one of this user if none is given.
            language: as `--lang` has it; none for what is in the settings, or else of Windows.
        """
        spoken = ("--lang", language) if language else ()
        named = ("--data-dir", windows_path(data)) if data else ()
        process = self.wine.start(program or self.program, *spoken, *named, cwd=self.local)
        wait_until(lambda: bool(self.windows()), "the window", PATIENCE)
        ledger = (data or self.data) / "ledger.db-wal"
        wait_until(ledger.exists, "the ledger, which is open", 60)
        return process

    @contextmanager
    def by_hand(self, program: Path, *options: str) -> Iterator[None]:
        """Start a program with pages, and end it when all is done."""
        process = self.wine.start(program, *options)
        try:
            wait_until(lambda: bool(self.windows()), "its first page", PATIENCE)
            yield
        finally:
            kill(process)
            self.wine.end_programs()

    def focus(self) -> None:
        """Click into the window of the program: without it, it may get no key."""
        self.wine.xdotool("mousemove", "500", "60", "click", "1")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.wine.xdotool("key", "--clearmodifiers", key)

    def turn_page(self, *keys: str) -> None:
        """Press keys, Return if none are given, and wait until the screen has changed."""
        before = self.wine.screen()
        self.press(*keys or ("Return",))
        wait_until(lambda: self.wine.screen() != before, "the next page", PATIENCE)

    def press_for_window(self, what: str, name: str = TITLES) -> None:
        """Press Return, and wait until there is a window that was not there before."""
        before = set(self.windows(name))
        self.press("Return")
        wait_until(lambda: not before.issuperset(self.windows(name)), what, PATIENCE)

    def windows(self, name: str = TITLES) -> list[str]:
        """The ids of the visible windows whose titles match a pattern."""
        found = self.wine.xdotool("search", "--onlyvisible", "--name", name)
        return found.split()

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End the program at once, by TerminateProcess."""
        self.wine.run("taskkill", "/F", "/IM", "sms-desk.exe")
        process.wait(60)

    def close(self, process: subprocess.Popen[bytes]) -> int:
        """Close the window as its user would; return the exit status."""
        self.wine.run("taskkill", "/IM", "sms-desk.exe")
        return process.wait(120)
