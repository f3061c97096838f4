"""What is given to operators of Windows: an installer, and an archive to unpack and run."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from gui import __version__
from tests.packaging import archives
from tests.packaging.commands import ROOT, run

TIMESTAMPS = "http://timestamp.digicert.com"
"""Says when it was signed: a signature outlives its certificate."""
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
    sign(installer)
    return installer


def sign(file: Path) -> None:
    """Sign an executable, if there is a certificate to do it with.

    SMS_DESK_CERTIFICATE names it, a PFX file; WINDOWS_CERTIFICATE_PASSWORD has its password;
    SMS_DESK_SIGNTOOL names Windows' signtool, else osslsigncode does it.

    Raises:
        CommandError: it could not be signed.
    """
    certificate = os.environ.get("SMS_DESK_CERTIFICATE", "")
    if not certificate:
        return
    password = os.environ.get("WINDOWS_CERTIFICATE_PASSWORD", "")
    if tool := os.environ.get("SMS_DESK_SIGNTOOL"):
        options = ["sign", "/fd", "sha256", "/td", "sha256", "/tr", TIMESTAMPS]
        run([tool, *options, "/f", certificate, "/p", password, file])
        return
    signed = file.with_suffix(".signed")
    with TemporaryDirectory() as folder:  # arguments can be read by every user of the machine
        secret = Path(folder) / "password"
        secret.touch(0o600)
        secret.write_text(password, encoding="utf-8")
        options = ["sign", "-pkcs12", certificate, "-readpass", str(secret), "-h", "sha256"]
        run(["osslsigncode", *options, "-n", "SMS Desk", "-in", file, "-out", signed])
    signed.replace(file)


def _make(program: Path, installer: Path, work: Path, epoch: int) -> None:
    from resources.packaging.pyinstaller.application_icon import ico, panel

    svg = ROOT / "resources" / "icons" / "sms-desk.svg"
    icon, picture = work / "sms-desk.ico", work / "panel.bmp"
    icon.write_bytes(ico(svg))
    picture.write_bytes(panel(svg))
    values = {
        "VERSION": __version__,
        "NUMBERS": numbers(__version__),
        "PROGRAM": program,
        "OUTPUT": installer,
        "ICON": icon,
        "PANEL": picture,
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
