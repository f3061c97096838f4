"""What the folder and the executable that were built have in them."""

from __future__ import annotations

import hashlib
import json
import time
import zipfile

import pytest

from gui import __version__
from resources.packaging.pyinstaller.application_icon import ico
from tests.packaging import archives, windows
from tests.packaging.commands import ROOT
from tests.windows.build import TARGET
from tests.windows.computer import PROGRAM, SCRIPTS, SETUP
from tests.windows.home import windows_path
from tests.windows.wine import Wine

pytestmark = [pytest.mark.wine, pytest.mark.timeout(300)]


def test_the_folder_is_small_and_has_nothing_that_is_not_needed() -> None:
    names = {path.name.lower() for path in (TARGET / "sms-desk").rglob("*")}
    assert names.isdisjoint(windows.UNWANTED)
    assert "qwindows.dll" in names  # what was looked at is the program
    assert archives.size(TARGET / "sms-desk") <= 110_000_000
    assert archives.size(SETUP) <= 40_000_000


def test_the_executable_is_dated_as_what_it_is_packed_with() -> None:
    """Not when it was built: the same sources give the same bytes."""
    content = PROGRAM.read_bytes()
    header = int.from_bytes(content[0x3C:0x40], "little")
    built = int.from_bytes(content[header + 8 : header + 12], "little")  # seconds since 1970
    with zipfile.ZipFile(SETUP.with_name(f"{windows.NAME}.zip")) as archive:
        packed = {entry.date_time for entry in archive.infolist()}
    assert packed == {time.gmtime(built - built % 2)[:6]}  # ZIP has every other second


def own_icon() -> dict[str, str]:
    """SHA-256 of each image of the icon, by its width."""
    file = ico(ROOT / "resources" / "icons" / "sms-desk.svg")
    images = {}
    for begin in range(6, 6 + 16 * int.from_bytes(file[4:6], "little"), 16):
        size, offset = (
            int.from_bytes(file[begin + at : begin + at + 4], "little") for at in (8, 12)
        )
        images[str(file[begin] or 256)] = hashlib.sha256(file[offset : offset + size]).hexdigest()
    return images


def test_explorer_shows_version_and_icon_of_program_and_installer(wine: Wine) -> None:
    script = windows_path(SCRIPTS / "read_resources.py")
    for file, description in ((PROGRAM, "SMS Desk 短信台"), (SETUP, "SMS Desk setup")):
        status, text = wine.run(wine.home.python / "python.exe", script, windows_path(file))
        assert status == 0, text
        found = json.loads(text)
        assert found["version"] == {
            "CompanyName": "SMS Desk developers",
            "FileDescription": description,
            "FileVersion": __version__,
            "ProductName": "SMS Desk",
            "ProductVersion": __version__,
        }
        assert found["icon"] == own_icon()
