"""What is given to operators of Windows: an installer, and an archive to unpack and run."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from gui import __version__
from tests.packaging import archives
from tests.packaging.commands import run
from tests.packaging.lock import ROOT

SCRIPT = ROOT / "resources" / "packaging" / "windows" / "installer.nsi"
NAME = f"sms-desk-{__version__}-windows-x86_64"


def make_portable(program: Path, target: Path, epoch: int) -> Path:
    """Pack the folder of the program, to be unpacked anywhere and started; return the archive."""
    archive = target / f"{NAME}.zip"
    archives.write_zip(program, archive, epoch)
    return archive


def make_installer(program: Path, target: Path, epoch: int) -> Path:
    """Build the installer of the folder `program` with NSIS; return it.

    The icon is that of the executable. Times are `epoch`, seconds since 1970.

    Raises:
        CommandError: NSIS failed.
    """
    installer = target / f"{NAME}-setup.exe"
    with TemporaryDirectory() as folder:
        _make(program, installer, Path(folder), epoch)
    return installer


def _make(program: Path, installer: Path, work: Path, epoch: int) -> None:
    from resources.packaging.pyinstaller.application_icon import ico

    icon = work / "sms-desk.ico"
    icon.write_bytes(ico(ROOT / "resources" / "icons" / "sms-desk.svg"))
    # NSIS shows a licence as it is, with the line ends of Windows.
    licence = work / "LICENSE.txt"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    licence.write_text(text, encoding="utf-8-sig", newline="\r\n")
    values = {
        "VERSION": __version__,
        "NUMBERS": numbers(__version__),
        "PROGRAM": program,
        "OUTPUT": installer,
        "ICON": icon,
        "LICENSE_FILE": licence,
        "KILOBYTES": archives.size(program) // 1024,
    }
    definitions = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *definitions]
    run([*command, SCRIPT], environment={"SOURCE_DATE_EPOCH": str(epoch)})


def numbers(version: str) -> str:
    """The version as Windows has it, in four numbers: `1.2.3rc1` is `1.2.3.0`."""
    parts = re.match(r"\d+(?:\.\d+)*", version)
    if parts is None:
        raise ValueError(f"{version!r} is no version")
    return ".".join([*parts[0].split("."), "0", "0", "0"][:4])
