"""What the archive's own script puts into the menu starts the program, wherever it was unpacked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeDatabase
from PySide6.QtWidgets import QApplication

from gui.panels.recipients.imports.list_files import LIST_FILES
from tests.lacking import lacking
from tests.packaging import staging
from tests.packaging.tests.epoch import EPOCH

ELSEWHERE = {".tab", ".xml", ".html", ".htm", ".mht", ".mhtml"}
"""Endings of lists to be chosen in the window: unknown to desktops, or a browser's."""
PROGRAM = """#!/bin/sh
printf '%s\n' "$0" "$@" >"$HOME/started.new"
mv "$HOME/started.new" "$HOME/started"
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")


class Home:
    """A user's HOME, and the archive unpacked in a folder of it."""

    def __init__(self, home: Path, folder: str) -> None:
        self.home = home
        program = home / "built"
        program.mkdir()
        (program / "sms-desk").write_text(PROGRAM, encoding="utf-8")
        (program / "sms-desk").chmod(0o755)
        licenses = home / "THIRD-PARTY-LICENSES.txt"
        licenses.touch()
        self.folder = home / folder
        staging.lay_out_archive(self.folder, program, [licenses], EPOCH)
        self.entry = home / ".local/share/applications/sms-desk.desktop"

    def run(self, *command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env={"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | variables,
            cwd="/",
            capture_output=True,
            text=True,
        )

    def install(self, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.folder / staging.MENU_ENTRY, *options, **variables)


@pytest.fixture(params=["sms-desk-1", "短信 台", "a \"b\" $HOME `c` \\d\\\\ 'e' ~"])
def user(tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest) -> Home:
    return Home(tmp_path, request.param)


def test_the_entry_starts_the_program_with_a_list(user: Home, qtbot: object) -> None:
    if not shutil.which("gio"):
        lacking("there is no gio here")
    assert user.install().returncode == 0
    opened = user.home / "名单 1.csv"
    opened.touch()
    done = user.run("gio", "launch", user.entry, opened)
    assert (done.returncode, done.stderr) == (0, "")
    started = user.home / "started"
    qtbot.waitUntil(started.exists)  # type: ignore[attr-defined]
    assert started.read_text("utf-8").splitlines() == [str(user.folder / "sms-desk"), str(opened)]


def test_validators_take_the_entry(user: Home) -> None:
    if not shutil.which("desktop-file-validate"):
        lacking("there are no validators here")
    user.install()
    done = user.run("desktop-file-validate", user.entry)
    assert (done.returncode, done.stdout) == (0, "")


def test_it_can_be_made_again_and_taken_away(user: Home) -> None:
    before = files(user.home)
    assert "in the menu" in user.install().stdout
    once = files(user.home)
    assert len([path for path in once - before if path.suffix in (".png", ".svg")]) == 9
    user.install()
    assert files(user.home) == once
    done = user.install("--remove", LANG="zh_CN.UTF-8")
    assert done.stdout == "已从应用菜单去掉短信台。\n"
    assert files(user.home) - before <= {Path(".local/share/applications/mimeinfo.cache")}


def test_what_it_does_not_know_changes_nothing(tmp_path: Path, qapp: QApplication) -> None:
    user = Home(tmp_path, "folder")
    before = files(user.home)
    done = user.install("--help")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "usage")
    assert files(user.home) == before


@pytest.mark.parametrize("folder", ["a\nb", "100 %"])
def test_a_path_that_no_menu_can_start_is_refused(
    tmp_path: Path, qapp: QApplication, folder: str
) -> None:
    user = Home(tmp_path, folder)
    done = user.install()
    assert done.returncode == 1 and "line break" in done.stderr
    assert not user.entry.exists()


@pytest.mark.parametrize("missing", ["share", "share/icons", "share/applications"])
def test_what_is_missing_from_the_folder_leaves_the_entry_that_is_there(
    tmp_path: Path, qapp: QApplication, missing: str
) -> None:
    user = Home(tmp_path, "folder")
    assert user.install().returncode == 0
    shutil.rmtree(user.folder / missing)
    before = files(user.home)
    done = user.install()
    assert done.returncode == 1 and "unpack it again" in done.stderr
    assert files(user.home) == before and user.entry in {user.home / path for path in before}


def test_an_entry_that_cannot_be_written_leaves_the_one_that_is_there(
    tmp_path: Path, qapp: QApplication
) -> None:
    user = Home(tmp_path, "folder")
    assert user.install().returncode == 0
    user.entry.with_name("sms-desk.desktop.new").mkdir()
    before = files(user.home)
    assert user.install().returncode != 0
    assert files(user.home) == before


def files(top: Path) -> set[Path]:
    return {path.relative_to(top) for path in top.rglob("*") if path.is_file()}


def test_desktops_offer_the_program_for_every_kind_of_list() -> None:
    """Qt has the table of types that desktops use."""
    linux = staging.SOURCES / "linux"
    entry = (linux / "sms-desk.desktop").read_text(encoding="utf-8")
    (line,) = (line for line in entry.splitlines() if line.startswith("MimeType="))
    offered = set(line.removeprefix("MimeType=").strip(";").split(";"))
    metadata = (linux / f"{staging.APPLICATION_ID}.metainfo.xml").read_text(encoding="utf-8")
    database = QMimeDatabase()
    for ending in (name.removeprefix("*") for name in LIST_FILES.split()):
        if ending in ELSEWHERE:
            continue
        types = database.mimeTypesForFileName(f"list{ending}")
        assert {each.name() for each in types} & offered, ending
    assert all(f"<mediatype>{kind}<" in metadata for kind in offered - {"text/plain"})
