"""The life of the installed program: installed, run, upgraded while it runs, killed, removed."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gui import __version__
from tests.e2e.waiting import wait_until
from tests.packaging.sample_lists import write_lists
from tests.packaging.windows import NAME
from tests.windows.build import TARGET
from tests.windows.computer import (
    DONE,
    IN_USE,
    PATIENCE,
    PICTURES,
    PROGRAM,
    SETUP,
    UNINSTALL,
    Computer,
)
from tests.windows.home import windows_path
from tests.windows.ledger_copy import contents
from tests.windows.wine import CHINESE, Wine, kill

pytestmark = [pytest.mark.wine, pytest.mark.timeout(1800)]


def same(one: Path, other: Path) -> bool:
    def files(top: Path) -> dict[Path, bytes]:
        found = [path for path in top.rglob("*") if path.is_file()]
        return {
            path.relative_to(top): path.read_bytes()
            for path in found
            if path.name != "uninstall.exe"
        }

    return files(one) == files(other)


def test_it_is_installed_for_the_user_alone(computer: Computer) -> None:
    assert computer.install() == DONE
    assert same(computer.installed, TARGET / "sms-desk")
    assert list(computer.start_menu.glob("*.lnk"))
    assert f"    {__version__}" in computer.key(UNINSTALL)
    assert "SmsDesk.List" in computer.key(r"Software\Classes\.csv\OpenWithProgids")
    assert '\\sms-desk.exe" "%1"' in computer.key(r"Software\Classes\SmsDesk.List\shell")
    assert computer.key(UNINSTALL, "HKLM") == ""

    computer.remove()
    assert not computer.installed.exists()
    assert not list(computer.start_menu.glob("*.lnk"))
    assert computer.key(UNINSTALL) == computer.key(r"Software\Classes\SmsDesk.List") == ""
    assert "SmsDesk" not in computer.key(r"Software\Classes\.csv\OpenWithProgids")


def test_what_is_installed_has_all_it_needs(computer: Computer, tmp_path: Path) -> None:
    """Credential Manager, the sandbox over HTTP, XLSX, XLS, a web page and CSV, CSV and XLSX."""
    assert computer.install() == DONE
    lists = [windows_path(path) for path in write_lists(tmp_path)]
    status, text = computer.wine.run(computer.program, "self-check", *lists, cwd=tmp_path)
    lines = [line for line in text.splitlines() if line.strip()]
    assert status == 0, text
    assert len(lines) == 9, text
    assert all(line.startswith("ok ") for line in lines[1:]), text
    assert "Credential" in lines[2] or "Windows" in lines[2]
    status, text = computer.wine.run(computer.program, "--version")
    assert (status, text.strip()) == (0, f"sms-desk {__version__}")


def test_it_is_upgraded_but_never_ended(computer: Computer) -> None:
    assert computer.install() == DONE
    process = computer.open()
    computer.wine.picture(PICTURES / "running.png")
    before, place = computer.program.stat().st_mtime_ns, computer.location()
    assert place.endswith("\\SMS Desk")

    assert computer.install() == IN_USE
    assert process.poll() is None
    assert computer.program.stat().st_mtime_ns == before
    wine = computer.wine
    asking = wine.start(SETUP)
    wait_until(lambda: len(computer.windows("SMS Desk Setup")) == 1, "the installer", PATIENCE)
    for _ in range(3):  # of its pages, the last of which has the button that installs
        wine.picture(PICTURES / "upgrading.png")
        computer.turn_page()
    wait_until(lambda: len(computer.windows("SMS Desk Setup")) == 2, "its question", PATIENCE)
    wine.picture(PICTURES / "asking.png")
    computer.press_for_window("its question again, while it still runs", "SMS Desk Setup")
    assert process.poll() is None
    assert computer.program.stat().st_mtime_ns == before

    assert computer.close(process) == 0
    ledger = (computer.data / "ledger.db").read_bytes()
    (computer.installed / "uninstall.exe").unlink()  # which comes last
    computer.press("Return")
    wait_until((computer.installed / "uninstall.exe").exists, "the upgrade", PATIENCE)
    wine.picture(PICTURES / "upgraded.png")
    kill(asking)
    assert computer.program.stat().st_mtime_ns != before
    assert computer.location() == place
    assert same(computer.installed, TARGET / "sms-desk")
    assert computer.install() == DONE
    assert (computer.data / "ledger.db").read_bytes() == ledger
    again = computer.open()
    assert computer.close(again) == 0


def test_it_survives_a_kill(computer: Computer) -> None:
    assert computer.install() == DONE
    computer.kill(computer.open())
    again = computer.open()
    assert computer.close(again) == 0
    log = computer.data / "logs" / "sms-desk.log"
    assert not log.exists() or "Traceback" not in log.read_text(encoding="utf-8")


def test_the_end_of_the_session_ends_it(computer: Computer) -> None:
    assert computer.install() == DONE
    process = computer.open()
    computer.wine.run("wineboot", "--end-session")
    process.wait(60)  # Wine kills what has not ended by itself when the slot has returned
    assert not (computer.data / "ledger.db-wal").exists()  # the ledger was closed before


def test_data_stay_unless_they_are_to_go(computer: Computer) -> None:
    assert computer.install() == DONE
    process = computer.open()
    assert computer.close(process) == 0

    computer.remove()
    assert not computer.program.exists()
    assert (computer.data / "ledger.db").is_file()

    assert computer.install() == DONE
    computer.remove("/DATA")
    assert not computer.data.exists()
    assert not computer.data.with_name("sms-desk-state").exists()


def test_it_is_not_removed_while_it_runs(computer: Computer) -> None:
    place = r"C:\place"
    assert computer.install(f"/D={place}") == DONE
    folder = computer.disk / "place"
    process = computer.open(folder / "sms-desk.exe")
    assert computer.uninstall(place, "/DATA") == IN_USE
    assert process.poll() is None and computer.windows()
    assert same(folder, TARGET / "sms-desk")
    assert (computer.data / "ledger.db").exists() and computer.location() == place

    assert computer.close(process) == 0
    again = computer.open(PROGRAM)  # from where it was built, with the same data
    assert computer.uninstall(place, "/DATA") == IN_USE
    assert same(folder, TARGET / "sms-desk") and (computer.data / "ledger.db").exists()
    assert computer.close(again) == 0
    assert computer.uninstall(place, "/DATA") == DONE
    assert not computer.data.exists()
    assert [path.name for path in folder.iterdir()] == ["uninstall.exe"]
    shutil.rmtree(folder)


def test_open_with_opens_a_list(computer: Computer, tmp_path: Path) -> None:
    """Through the command that the installer registered: it quotes the name of the file.

    For all users: Wine does not look among the programs of one user.
    """
    assert computer.install("/ALLUSERS") == DONE
    numbers = tmp_path / "客户 名单 (1).csv"
    numbers.write_text("手机号\n13900000001\n", encoding="utf-8")
    chosen = ("start", "/progIDOpen", "SmsDesk.List", windows_path(numbers))
    assert computer.run(*chosen) == 0
    wait_until(lambda: bool(computer.windows()), "the window", PATIENCE)

    def came() -> bool:
        """Whether the number is in the ledger, or in what is not written into it yet."""
        return any(b"13900000001" in content for content in contents(computer.data).values())

    wait_until(came, "the number in the list", PATIENCE)
    computer.wine.picture(PICTURES / "open-with.png")
    computer.wine.end_programs()
    computer.remove("/DATA", everyone=True)
    wait_until(lambda: not computer.data.exists(), "the end of the uninstaller", PATIENCE)


def test_the_portable_archive_runs_where_it_is_unpacked(computer: Computer, tmp_path: Path) -> None:
    with zipfile.ZipFile(SETUP.with_name(f"{NAME}.zip")) as archive:
        archive.extractall(tmp_path / "U 盘")
    program = tmp_path / "U 盘" / "sms-desk" / "sms-desk.exe"
    data = tmp_path / "U 盘" / "数据"
    assert computer.close(computer.open(program, data)) == 0
    assert (data / "ledger.db").is_file()
    assert not computer.data.exists()
    assert computer.key(UNINSTALL) == ""


def test_what_others_put_beside_it_stays(computer: Computer) -> None:
    assert computer.install() == DONE
    note = computer.installed / "note.txt"
    note.write_text("mine", encoding="utf-8")
    computer.remove()
    assert note.read_text(encoding="utf-8") == "mine"
    note.unlink()
    computer.installed.rmdir()


def test_it_is_installed_for_all_on_request(computer: Computer) -> None:
    assert computer.install("/ALLUSERS") == DONE
    folder = computer.everyone
    assert same(folder, TARGET / "sms-desk")
    assert f"    {__version__}" in computer.key(UNINSTALL, "HKLM")
    assert computer.key(UNINSTALL) == ""
    place = computer.location("HKLM")
    assert place.endswith("\\SMS Desk")

    assert computer.install("/ALLUSERS") == DONE  # an upgrade
    assert same(folder, TARGET / "sms-desk")
    assert computer.location("HKLM") == place  # by which the uninstaller knows for whom it was
    assert computer.key(UNINSTALL) == ""
    computer.remove(everyone=True)
    wait_until(lambda: not folder.exists(), "the end of the uninstaller", PATIENCE)
    assert computer.key(UNINSTALL, "HKLM") == ""


def page_through(wine: Wine, language: str) -> None:
    """Install and remove it by hand, with the keyboard, and take a picture of each page."""
    computer = Computer(wine)
    uninstaller = computer.installed / "uninstall.exe"

    def pages(program: Path, kind: str, count: int, done: Callable[[], bool]) -> None:
        """Go through the pages of a program, until it is done, with a picture of each."""
        with computer.by_hand(program):
            for number in range(1, count):
                wine.picture(PICTURES / f"{language}-{kind}-{number}.png")
                computer.turn_page()
            wait_until(done, f"the end of the {kind}", PATIENCE)
            wine.picture(PICTURES / f"{language}-{kind}-{count}.png")

    pages(SETUP, "setup", 5, uninstaller.exists)
    assert same(computer.installed, TARGET / "sms-desk")
    pages(uninstaller, "uninstaller", 3, lambda: not computer.installed.exists())
    assert not list(computer.start_menu.glob("*.lnk"))


def test_it_is_installed_and_removed_by_hand_in_english(wine: Wine) -> None:
    page_through(wine, "en")


def test_it_is_installed_and_removed_by_hand_in_chinese(wine: Wine) -> None:
    wine.end_programs()
    with Wine(wine.home, CHINESE) as chinese:
        page_through(chinese, "zh")
