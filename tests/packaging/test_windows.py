"""The installer for Windows is built, the same bytes each time."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.packaging import windows
from tests.packaging.commands import run

EPOCH = 1_700_000_000


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


@pytest.mark.skipif(not shutil.which("makensis"), reason="there is no NSIS here")
def test_two_installers_are_the_same(program: Path, tmp_path: Path, qapp: QApplication) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    one = windows.make_installer(program, first, EPOCH).read_bytes()
    assert one[:2] == b"MZ"
    assert one == windows.make_installer(program, second, EPOCH).read_bytes()


def test_every_sentence_of_the_installer_has_both_languages() -> None:
    script = windows.SCRIPT.read_text(encoding="utf-8")
    named = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", script, re.MULTILINE)
    names = {name for name, _ in named}
    assert {name: {"SIMPCHINESE", "ENGLISH"} for name in names} == {
        name: {language for other, language in named if other == name} for name in names
    }
    assert names == set(re.findall(r"\$\((?!\^)(\w+)\)", script))


def test_the_installer_never_ends_the_program() -> None:
    script = windows.SCRIPT.read_text(encoding="utf-8").lower()
    assert "taskkill" not in script and "killproc" not in script


@pytest.mark.skipif(not shutil.which("osslsigncode"), reason="there is no osslsigncode here")
def test_an_installer_is_signed_where_there_is_a_certificate(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    plain = windows.make_installer(program, tmp_path, EPOCH).read_bytes()
    key, pem, pfx = (str(tmp_path / name) for name in ("key.pem", "own.pem", "own.pfx"))
    create = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key]
    run([*create, "-out", pem, "-subj", "/CN=SMS Desk test", "-days", "2"])
    export = ["openssl", "pkcs12", "-export", "-inkey", key, "-in", pem, "-out", pfx]
    run([*export, "-passout", "pass:word"])
    monkeypatch.setenv("SMS_DESK_CERTIFICATE", pfx)
    monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "word")
    monkeypatch.delenv("SMS_DESK_SIGNTOOL", raising=False)
    signed = windows.make_installer(program, tmp_path, EPOCH)
    assert len(signed.read_bytes()) > len(plain)
    run(["osslsigncode", "verify", "-CAfile", pem, "-in", signed])
