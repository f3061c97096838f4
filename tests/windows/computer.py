"""A Windows with the installer at hand, and what its user does."""

from __future__ import annotations

import subprocess

from tests.e2e.waiting import wait_until
from tests.packaging.windows import NAME
from tests.windows.build import TARGET
from tests.windows.home import CHECKOUT
from tests.windows.wine import Wine

PICTURES = CHECKOUT / "build" / "windows-pictures"
SETUP = TARGET / f"{NAME}-setup.exe"
PROGRAM = TARGET / "sms-desk" / "sms-desk.exe"
"""As it was built, not installed."""


class Computer:
    """A Windows with the installer at hand.

    Attributes:
        local: %LOCALAPPDATA%.
        installed: where the installer puts the program for one user.
        data: the data directory.
    """

    def __init__(self, wine: Wine) -> None:
        self.wine = wine
        (user,) = (wine.home.prefix / "drive_c" / "users").glob("[!P]*")
        self.local = user / "AppData" / "Local"
        self.installed = self.local / "Programs" / "SMS Desk"
        self.program = self.installed / "sms-desk.exe"
        self.data = self.local / "sms-desk"
        self.start_menu = user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"

    def install(self, *options: str) -> int:
        return self.wine.run(SETUP, "/S", *options)[0]

    def remove(self, *options: str) -> None:
        """Uninstall silently; the uninstaller goes on after the process that was started."""
        self.wine.run(self.installed / "uninstall.exe", "/S", *options)
        gone = self.installed / "uninstall.exe"
        wait_until(lambda: not gone.exists(), "the end of the uninstaller", 120)

    def key(self, name: str, root: str = "HKCU") -> str:
        """The values of a key of the registry, or an empty string if there is none."""
        status, text = self.wine.run("reg", "query", f"{root}\\{name}", "/s")
        return text if status == 0 else ""

    def open(self) -> subprocess.Popen[bytes]:
        """Start the program and wait for its window."""
        process = self.wine.start(self.program, "--lang", "en", cwd=self.local)
        wait_until(lambda: bool(self.windows()), "the window", 120)
        wait_until(lambda: (self.data / "ledger.db").exists(), "the ledger", 60)
        return process

    def windows(self, name: str = "SMS Desk") -> list[str]:
        found = self.wine.xdotool("search", "--onlyvisible", "--name", name)
        return found.split()

    def close(self, process: subprocess.Popen[bytes]) -> int:
        """Close the window as its user would; return the exit status."""
        self.wine.run("taskkill", "/IM", "sms-desk.exe")
        return process.wait(120)
