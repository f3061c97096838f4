"""How the installer replaces a version and removes it when files of it cannot be moved."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.e2e.mounts import mounted
from tests.windows.computer import DONE, IN_USE, Computer
from tests.windows.installer.small_program import FILES, LIBRARY, OTHER, PLACE, files, version
from tests.windows.wine import Wine

pytestmark = [pytest.mark.wine, pytest.mark.timeout(900)]

LIST, CSV = r"Software\Classes\SmsDesk.List", r"Software\Classes\.csv"


@pytest.fixture
def newer(wine: Wine, bare: Computer, newer_setup: Path) -> Computer:
    """The Windows of `bare` with the installer of a newer version."""
    return Computer(wine, newer_setup)


def immovable(path: Path) -> AbstractContextManager[None]:
    """Let nothing move or delete a file or folder, as Windows does while a file of it is open.

    Wine moves a folder of which a file is open.
    """
    return mounted(path, "--bind", str(path))


def test_an_update_replaces_every_file(bare: Computer, newer: Computer) -> None:
    assert bare.install(f"/D={PLACE}") == DONE
    assert version(bare.disk / "place") == "former"
    assert newer.install() == DONE
    assert version(bare.disk / "place") == "newer"
    assert set(files(bare.disk / "place")) == FILES


def test_a_library_that_is_held_breaks_no_update(bare: Computer, newer: Computer) -> None:
    """Windows refuses to move its folder, which Wine does not: either way a version is whole."""
    place = bare.disk / "place"
    assert bare.install(f"/D={PLACE}") == DONE
    with bare.held(LIBRARY):
        for _ in range(2):
            status = newer.install()
            assert (status, version(place)) in {(DONE, "newer"), (IN_USE, "former")}
            assert set(files(place)) >= FILES
    assert newer.install() == DONE
    assert version(place) == "newer" and set(files(place)) == FILES


@pytest.mark.parametrize("name", ["_internal", "sms-desk.exe"])
def test_what_cannot_be_moved_leaves_the_former_version(
    bare: Computer, newer: Computer, name: str
) -> None:
    place = bare.disk / "place"
    assert bare.install(f"/D={PLACE}") == DONE
    before = files(place)
    with immovable(place / name):
        assert newer.install() == IN_USE
        assert version(place) == "former"
        assert files(place).keys() == before.keys()
        assert bare.uninstall(PLACE) == IN_USE
        assert version(place) == "former" and bare.location() == PLACE
        assert files(place).keys() == before.keys()
    assert newer.install() == DONE
    assert version(place) == "newer" and set(files(place)) == FILES


@pytest.mark.parametrize("name", ["_internal", "sms-desk.exe"])
def test_a_version_that_lacks_a_part_is_made_whole(
    bare: Computer, newer: Computer, name: str
) -> None:
    place = bare.disk / "place"
    assert bare.install(f"/D={PLACE}") == DONE
    (other,) = {"_internal", "sms-desk.exe"} - {name}
    path = place / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with immovable(place / other):
        assert newer.install() == IN_USE
        assert (place / other).exists() and not path.exists()
    assert newer.install() == DONE
    assert version(place) == "newer" and set(files(place)) == FILES


def test_what_an_earlier_installation_left_and_is_in_use_is_waited_for(
    bare: Computer, newer: Computer
) -> None:
    place = bare.disk / "place"
    assert bare.install(f"/D={PLACE}") == DONE
    (place / "_new").mkdir()
    (place / "_new" / "library.dll").write_bytes(b"half")
    with bare.held(rf"{PLACE}\_new\library.dll"):
        assert newer.install() == IN_USE
        assert version(place) == "former"
    assert newer.install() == DONE
    assert version(place) == "newer" and set(files(place)) == FILES


def test_a_library_that_is_held_keeps_the_uninstaller(bare: Computer) -> None:
    """Under Wine its folder is moved, but not removed; Windows refuses to move it."""
    place = bare.disk / "place"
    assert bare.install(f"/D={PLACE}") == DONE
    with bare.held(LIBRARY):
        assert bare.uninstall(PLACE) == IN_USE
        assert bare.location() == PLACE and (place / "uninstall.exe").exists()
    assert bare.uninstall(PLACE) == DONE
    assert bare.location() == "" and set(files(place)) == {"uninstall.exe"}


def test_the_former_copy_does_not_take_the_entries_of_the_newer_one(
    bare: Computer, newer: Computer
) -> None:
    assert bare.install(f"/D={PLACE}") == DONE
    assert newer.install(f"/D={OTHER}") == DONE
    assert bare.uninstall(PLACE) == DONE
    assert set(files(bare.disk / "place")) == {"uninstall.exe"}
    assert bare.location() == OTHER and version(bare.disk / "other") == "newer"
    assert OTHER in bare.key(LIST) and "SmsDesk.List" in bare.key(CSV)
    assert list(bare.start_menu.glob("*.lnk"))
    assert bare.uninstall(f"{OTHER}\\") == DONE  # the folder as one may write it, too
    assert bare.location() == bare.key(LIST) == bare.key(CSV) == ""
    assert not list(bare.start_menu.glob("*.lnk"))


def test_what_others_have_said_of_csv_stays(bare: Computer) -> None:
    assert bare.install(f"/D={PLACE}") == DONE
    bare.run("reg", "add", rf"HKCU\{CSV}", "/ve", "/d", "Sheet", "/f")
    assert bare.uninstall(PLACE) == DONE
    assert "Sheet" in bare.key(CSV) and "OpenWithProgids" not in bare.key(CSV)
