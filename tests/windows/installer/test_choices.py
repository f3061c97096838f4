"""Where the installer installs, for whom, and what it does if it cannot; with the stand-in."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.e2e.mounts import small_disk
from tests.e2e.waiting import wait_until
from tests.packaging.commands import run
from tests.packaging.tests.authority import Authority
from tests.packaging.tests.epoch import EPOCH
from tests.packaging.windows import make_installer
from tests.windows.computer import DONE, IMPOSSIBLE, IN_USE, Computer, uninstaller
from tests.windows.home import windows_path
from tests.windows.installer.small_program import EXE, FILES, PLACE, files
from tests.windows.wine import Wine

pytestmark = [pytest.mark.wine, pytest.mark.timeout(900)]


def test_for_all_after_for_one_is_in_the_folder_of_programs(bare: Computer) -> None:
    assert bare.install() == DONE
    assert bare.install("/ALLUSERS") == DONE
    assert bare.location("HKLM").endswith(r"Program Files\SMS Desk")
    assert set(files(bare.everyone)) == FILES == set(files(bare.installed))


def test_for_all_is_not_updated_into_a_second_copy(bare: Computer) -> None:
    assert bare.install("/ALLUSERS") == DONE
    assert bare.install() == IMPOSSIBLE
    assert bare.location() == "" and not bare.installed.exists()
    assert bare.install("/CURRENTUSER") == DONE
    assert bare.location().endswith(r"Programs\SMS Desk")
    assert bare.install() == DONE  # that one, since there is one


def test_for_all_needs_an_administrator(bare: Computer) -> None:
    setup = f"Z:{bare.setup}"
    assert bare.run_without_admin(setup, "/S", "/ALLUSERS") == IMPOSSIBLE
    assert bare.location("HKLM") == "" and not bare.everyone.exists()
    assert bare.run_without_admin(setup, "/S") == DONE
    assert set(files(bare.installed)) == FILES


def test_for_all_is_removed_by_an_administrator_alone(bare: Computer) -> None:
    assert bare.install("/ALLUSERS", f"/D={PLACE}") == DONE
    before = files(bare.disk / "place")
    bare.data.mkdir()
    assert bare.run_without_admin(*uninstaller(PLACE, "/DATA")) == IMPOSSIBLE
    assert files(bare.disk / "place") == before and bare.data.exists()
    assert bare.uninstall(PLACE, "/DATA") == DONE
    assert set(files(bare.disk / "place")) == {"uninstall.exe"}
    assert bare.location("HKLM") == "" and not bare.data.exists()


def test_a_folder_that_is_named_is_kept_by_updates(bare: Computer) -> None:
    assert bare.install(f"/D={PLACE}") == DONE
    assert bare.location() == PLACE
    first = files(bare.disk / "place")
    assert bare.install() == DONE
    second = files(bare.disk / "place")
    assert set(first) == set(second) == FILES
    assert first["uninstall.exe"] != second["uninstall.exe"]
    assert not bare.installed.exists()


def test_a_folder_that_cannot_be_written_is_told_of(bare: Computer) -> None:
    assert bare.install(r"/D=Z:\proc\place") == IMPOSSIBLE
    assert bare.location() == ""
    assert not list(bare.start_menu.glob("*.lnk"))


def test_a_full_disk_leaves_the_former_version(bare: Computer, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, "900k"):
        assert bare.install(f"/D={windows_path(disk)}") == DONE
        before = files(disk)
        assert bare.install() == IMPOSSIBLE  # there is no room for a second one beside it
        assert files(disk) == before


def test_a_full_disk_gets_no_half_of_a_program(bare: Computer, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, "300k"):
        assert bare.install(f"/D={windows_path(disk)}") == IMPOSSIBLE
        assert files(disk) == {} and bare.location() == ""


def test_a_disk_without_room_for_the_uninstaller_gets_no_program(
    bare: Computer, tmp_path: Path
) -> None:
    def blocks(path: Path) -> int:
        return -(-path.stat().st_size // 4096)

    assert bare.install(f"/D={PLACE}") == DONE
    folder = bare.disk / "place"
    uninstaller = folder / "uninstall.exe"
    program = sum(blocks(path) for path in folder.rglob("*") if path.is_file())
    disk = tmp_path / "disk"
    with small_disk(disk, f"{(program - blocks(uninstaller) // 2) * 4}k"):
        assert bare.install(f"/D={windows_path(disk)}") == IMPOSSIBLE
        assert files(disk) == {} and bare.location() == PLACE


def test_what_may_not_be_written_is_not_taken_for_a_running_program(bare: Computer) -> None:
    assert bare.install(f"/D={PLACE}") == DONE
    program = bare.disk / "place" / "sms-desk.exe"
    program.unlink()
    program.mkdir()  # which cannot be opened for writing: access is denied
    before, begin = files(bare.disk / "place"), time.monotonic()
    assert bare.install() == IMPOSSIBLE
    assert bare.uninstall(PLACE) == IMPOSSIBLE
    assert time.monotonic() - begin < 30  # it is not waited for
    assert files(bare.disk / "place") == before


def test_a_file_that_is_held_for_a_moment_is_waited_for(bare: Computer) -> None:
    assert bare.install(f"/D={PLACE}") == DONE
    first = files(bare.disk / "place")
    with bare.held(EXE, seconds=2):
        assert bare.install() == DONE
    assert files(bare.disk / "place")["uninstall.exe"] != first["uninstall.exe"]
    assert set(files(bare.disk / "place")) == FILES


def test_a_file_that_stays_held_leaves_all_as_it_was(bare: Computer) -> None:
    assert bare.install(f"/D={PLACE}") == DONE
    before = files(bare.disk / "place")
    with bare.held(EXE):
        assert bare.install() == IN_USE
        assert bare.uninstall(PLACE) == IN_USE
        assert files(bare.disk / "place") == before
        assert bare.location() == PLACE


@pytest.mark.parametrize("name", ["ledger.db", "ledger.db.lock"])
def test_the_data_stay_while_a_program_uses_them(bare: Computer, name: str) -> None:
    """One that was started elsewhere, such as from the portable archive.

    It has the lock all the time, and now and then not the ledger.
    """
    assert bare.install(f"/D={PLACE}") == DONE
    bare.data.mkdir()
    for file in ("ledger.db", "ledger.db.lock"):
        (bare.data / file).write_bytes(b"rows")
    before = files(bare.disk / "place")
    with bare.held(rf"C:\users\{bare.local.parts[-3]}\AppData\Local\sms-desk\{name}"):
        assert bare.uninstall(PLACE, "/DATA") == IN_USE
        assert (bare.data / "ledger.db").read_bytes() == b"rows"
        assert files(bare.disk / "place") == before
    assert bare.uninstall(PLACE, "/DATA") == DONE
    assert not bare.data.exists()


def test_a_windows_of_another_language_gets_english(wine: Wine, bare: Computer) -> None:
    wine.end_programs()
    with Wine(wine.home, "de_DE.UTF-8") as german:
        computer = Computer(german, bare.setup)
        assert computer.install() == DONE
        assert [link.name for link in computer.start_menu.glob("*.lnk")] == ["SMS Desk.lnk"]


def test_the_uninstaller_is_signed(
    wine: Wine, bare: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Authority(tmp_path) as authority:
        monkeypatch.setenv("SMS_DESK_CERTIFICATE", str(authority.pfx))
        monkeypatch.setenv("SMS_DESK_TIMESTAMPS", authority.url)
        monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "word")
        setup = make_installer(bare.setup.with_name("sms-desk"), tmp_path, EPOCH)
    assert Computer(wine, setup).install() == DONE
    wait_until((bare.installed / "uninstall.exe").exists, "the uninstaller", 60)
    trust = ["-CAfile", str(authority.certificate), "-TSA-CAfile", str(authority.stamps)]
    run(["osslsigncode", "verify", *trust, "-in", bare.installed / "uninstall.exe"])
