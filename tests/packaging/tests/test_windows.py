"""The packages for Windows are made and signed, the same bytes each time."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.panels.recipients.imports.list_files import LIST_FILES
from tests.packaging import windows
from tests.packaging.commands import CommandError, run
from tests.packaging.tests.authority import Authority
from tests.packaging.tests.epoch import EPOCH

needs_nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="there is no NSIS here")
needs_signing = pytest.mark.skipif(
    not shutil.which("osslsigncode"), reason="there is no osslsigncode here"
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "sms-desk"
    (folder / "_internal").mkdir(parents=True)
    (folder / "sms-desk.exe").write_bytes(b"MZ")
    (folder / "_internal" / "library.dll").write_bytes(b"MZ" * 100)
    return folder


def test_the_version_has_four_numbers() -> None:
    assert windows.numbers("0.9.0") == "0.9.0.0"
    assert windows.numbers("1.2.3rc1") == "1.2.3.0"
    with pytest.raises(ValueError, match="is no version"):
        windows.numbers("newest")


def test_the_portable_archive_is_one_folder(program: Path, tmp_path: Path) -> None:
    archive = windows.make_portable(program, tmp_path, EPOCH)
    with zipfile.ZipFile(archive) as opened:
        assert opened.namelist() == ["sms-desk/_internal/library.dll", "sms-desk/sms-desk.exe"]


@pytest.mark.parametrize("name", windows.UNWANTED)
def test_libraries_that_nothing_needs_are_refused(name: str, program: Path, tmp_path: Path) -> None:
    (program / "_internal" / name.title()).write_bytes(b"MZ")
    with pytest.raises(CommandError, match="which nothing needs"):
        windows.make_installer(program, tmp_path, EPOCH)


def test_a_program_that_is_too_large_is_refused(program: Path, tmp_path: Path) -> None:
    with (program / "_internal" / "data").open("wb") as file:
        file.truncate(windows.UNPACKED_MAX)
    with pytest.raises(CommandError, match=r"110\.0 MB, more than 110"):
        windows.make_installer(program, tmp_path, EPOCH)


@needs_nsis
def test_two_installers_are_the_same(program: Path, tmp_path: Path, qapp: QApplication) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    one = windows.make_installer(program, first, EPOCH).read_bytes()
    assert one[:2] == b"MZ"
    assert one == windows.make_installer(program, second, EPOCH).read_bytes()


def sources() -> str:
    files = sorted(windows.SCRIPT.parent.glob("*.ns[ih]"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_sentence_of_the_installer_has_both_languages() -> None:
    script = sources()
    named = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", script, re.MULTILINE)
    names = {name for name, _ in named}
    assert {name: {"SIMPCHINESE", "ENGLISH"} for name in names} == {
        name: {language for other, language in named if other == name} for name in names
    }
    used = set(re.findall(r"\$\((?!\^)(\w+)\)", script))
    used |= set(re.findall(r"^!insertmacro WAIT_FOR_FILE \S+ (\w+)$", script, re.MULTILINE))
    assert names == used


def test_open_with_offers_the_program_for_tables_and_text() -> None:
    """For every list it reads but pages and XML, which are hardly ever one."""
    others = {"xml", "html", "htm", "mht", "mhtml"}
    offered = set(re.findall(r'SupportedTypes" "\.(\w+)"', sources()))
    assert offered == {kind.removeprefix("*.") for kind in LIST_FILES.split()} - others


def test_the_installer_never_ends_the_program() -> None:
    script = sources().lower()
    assert "taskkill" not in script and "killproc" not in script


@needs_nsis
@needs_signing
def test_all_that_is_run_is_signed_and_says_when(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """The program in the archive, the installer, and the uninstaller in it."""
    stub = next(Path("/usr/share/nsis/Stubs").glob("zlib-amd64-unicode"))
    shutil.copy(stub, program / "sms-desk.exe")  # something that can be signed
    windows.make_portable(program, tmp_path, EPOCH)
    with Authority(tmp_path) as authority:
        monkeypatch.setenv("SMS_DESK_CERTIFICATE", str(authority.pfx))
        monkeypatch.setenv("SMS_DESK_TIMESTAMPS", authority.url)
        monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "word")
        archive, installer = windows.finish(tmp_path, EPOCH)
        assert authority.asked == 3
        with zipfile.ZipFile(archive) as opened:
            opened.extract("sms-desk/sms-desk.exe", tmp_path / "portable")
        trust = ["-CAfile", str(authority.certificate), "-TSA-CAfile", str(authority.stamps)]
        for file in (installer, tmp_path / "portable" / "sms-desk" / "sms-desk.exe"):
            said = run(["osslsigncode", "verify", *trust, "-in", file])
            assert "Timestamp Server Signature verification: ok" in said


@needs_signing
def test_a_wrong_password_is_told_of_and_nothing_is_left(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Authority(tmp_path) as authority:
        monkeypatch.setenv("SMS_DESK_CERTIFICATE", str(authority.pfx))
        monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "other")
        with pytest.raises(CommandError, match="osslsigncode"):
            windows.sign(program / "sms-desk.exe")
    assert [path.name for path in program.iterdir() if path.is_file()] == ["sms-desk.exe"]
