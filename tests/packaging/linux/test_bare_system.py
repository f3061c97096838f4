"""The package for Debian on a system that has nothing but what it depends on.

`make test-package` runs it; the pictures are in `build/bare-system/`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from gui import __version__
from tests.e2e.desktop.program import Program
from tests.e2e.desktop.screen import Screen
from tests.e2e.waiting import wait_until
from tests.lacking import lacking
from tests.packaging import staging
from tests.packaging.commands import ROOT
from tests.packaging.linux import bare_system
from tests.packaging.linux.bare_system import PLACE, USER, BareSystem
from tests.packaging.sample_lists import write_lists

PACKAGE = ROOT / "dist" / staging.DEBIAN_PACKAGE
KEYRING = "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
COLOURS_MIN = 50
"""Of the middle of the window, where the form is; before that is there, it has two."""

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("SMS_DESK_TEST_PACKAGE") or sys.platform != "linux",
        reason="`make test-package` runs it, after `make package`",
    ),
    pytest.mark.timeout(3600),  # it downloads a system
]


@pytest.fixture(scope="module")
def system() -> BareSystem:
    """One to which the package is brought, and in which nothing is installed yet."""
    if reason := bare_system.reason_against():
        lacking(reason)
    assert PACKAGE.exists(), "make package first"
    system = BareSystem()
    shutil.copy(PACKAGE, system.root / "srv" / PACKAGE.name)
    assert system.apt_get("update").returncode == 0
    return system


@pytest.fixture(scope="module")
def installed(system: BareSystem) -> BareSystem:
    """With the package and what it depends on."""
    done = system.apt_get("install", f"/srv/{PACKAGE.name}")
    assert done.returncode == 0, done.stdout
    return system


@pytest.fixture(scope="module")
def recommended(installed: BareSystem) -> BareSystem:
    """With the first of each alternative that the package recommends as well."""
    control = (staging.SOURCES / "debian" / "control").read_text(encoding="utf-8")
    (line,) = re.findall(r"^Recommends: (.+)$", control, re.MULTILINE)
    done = installed.apt_get("install", *(each.split()[0] for each in line.split(", ")))
    assert done.returncode == 0, done.stdout
    return installed


@pytest.fixture
def screen() -> Iterator[Screen]:
    screen = Screen()
    screen.start({"PATH": os.environ["PATH"]})
    yield screen
    screen.stop()


class Window:
    """The program's window, until it is closed."""

    def __init__(self, system: BareSystem, screen: Screen, output: Path, language: str) -> None:
        environment = {"DISPLAY": screen.display}
        command = system.command("sms-desk", "--lang", language, environment=environment)
        self.program = Program(command, os.environ, output, ROOT)
        self._screen = screen

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()

    def _window(self) -> str:
        """Its id; a window manager takes it from the screen for a moment when it is new."""

        def shown() -> list[str]:
            assert self.program.running, self.program.stderr
            return self._screen.windows(self.program.pid)

        return wait_until(shown, "a window")[-1]

    def picture(self, name: str) -> None:
        """Take a picture of the window over the whole screen, once its form is in it."""
        self._screen.fill(self._window())

        def drawn() -> bool:
            image = QImage(str(self._screen.picture(PLACE / name)))
            columns = range(image.width() * 3 // 10, image.width() * 6 // 10, 3)
            rows = range(image.height() // 4, image.height(), 3)
            return len({image.pixel(x, y) for x in columns for y in rows}) >= COLOURS_MIN

        wait_until(drawn, "a window with a form", every=0.5)

    def close(self) -> int:
        """Close it, and return the exit status."""
        self._screen.focus(self._window())
        self._screen.keys("ctrl+alt+Escape")
        return self.program.wait()


def test_it_runs_with_what_it_depends_on(installed: BareSystem) -> None:
    """All but the keyring, which is recommended: the secret could be kept until the end."""
    assert installed.run("sms-desk", "--version").stdout == f"sms-desk {__version__}\n"
    lists = installed.home / "lists"
    lists.mkdir(exist_ok=True)
    names = [f"/home/{USER}/lists/{path.name}" for path in write_lists(lists)]
    done = installed.run("sms-desk", "self-check", *names)
    failed = [line for line in done.stdout.splitlines()[1:] if not line.startswith("ok ")]
    assert len(failed) == 1 and "NO_BACKEND" in failed[0], done.stdout


def test_its_window_opens_and_nothing_changes_under_it(
    installed: BareSystem, screen: Screen, tmp_path: Path
) -> None:
    changes = (("install", "--reinstall", f"/srv/{PACKAGE.name}"), ("remove", "sms-desk"))
    with Window(installed, screen, tmp_path / "window", "en") as window:
        window.picture("depends.png")
        for words in changes:
            done = installed.apt_get(*words)
            assert done.returncode and "Close it first" in done.stdout, done.stdout
        assert installed.run("sms-desk", "--version").returncode == 0
        assert window.close() == 0
        assert window.program.complaints() == ""
    done = installed.apt_get("install", "--reinstall", f"/srv/{PACKAGE.name}")
    assert done.returncode == 0, done.stdout


def test_with_what_it_recommends_it_has_a_keyring_and_chinese(
    recommended: BareSystem, screen: Screen, tmp_path: Path
) -> None:
    script = f"{KEYRING}; sms-desk self-check"
    done = recommended.run("dbus-run-session", "--", "sh", "-c", script)
    assert done.returncode == 0, done.stdout
    assert "ok      keyring: SecretService Keyring" in done.stdout
    with Window(recommended, screen, tmp_path / "window", "zh_CN") as window:
        window.picture("recommends.png")
        assert window.close() == 0


def test_what_is_removed_leaves_the_data(recommended: BareSystem) -> None:
    ledger = recommended.home / ".local/share/sms-desk/ledger.db"
    assert ledger.exists()
    done = recommended.apt_get("remove", "sms-desk")
    assert done.returncode == 0, done.stdout
    assert not (recommended.root / "usr/lib/sms-desk").exists()
    assert ledger.exists()
