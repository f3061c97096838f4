"""The archive for macOS, with a `ditto` that does what is asked of it."""

import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging import macos

DITTO = """#!{python}
import shutil, sys
if sys.argv[1:3] == ["-c", "-k"]:
    folder, archive = sys.argv[3:]
    shutil.make_archive(archive.removesuffix(".zip"), "zip", folder)
else:
    source, target = sys.argv[1:]
    shutil.copytree(source, target, symlinks=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the command is a script")
def test_it_has_the_application_and_the_licences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "darwin":
        command = tmp_path / "bin" / "ditto"
        command.parent.mkdir()
        command.write_text(DITTO.format(python=sys.executable))
        command.chmod(0o755)
        monkeypatch.setenv("PATH", str(command.parent), prepend=":")
    app = tmp_path / "dist" / "SMS Desk.app"
    (app / "Contents" / "MacOS").mkdir(parents=True)
    (app / "Contents" / "MacOS" / "sms-desk").write_bytes(b"program")
    licence, others = tmp_path / "LICENSE", tmp_path / "THIRD-PARTY-LICENSES.txt"
    licence.write_text("MIT")
    others.write_text("LGPL")

    archive = tmp_path / "a.zip"
    macos.make_archive(app, (licence, others), tmp_path / "macos", archive)
    with zipfile.ZipFile(archive) as opened:
        # macOS' own also has attributes of files, if they have any.
        names = (name for name in opened.namelist() if not name.startswith("__MACOSX/"))
        files = {name for name in names if not name.endswith("/")}
        assert files == {
            "LICENSE.txt",
            "THIRD-PARTY-LICENSES.txt",
            "SMS Desk.app/Contents/MacOS/sms-desk",
        }
        assert opened.read("THIRD-PARTY-LICENSES.txt") == b"LGPL"
