"""What is given to operators of Windows: an installer, and an archive to unpack and run.

The program is built on Windows; this signs and packs it on Debian, whose NSIS alone makes a 64-bit
installer: `python -m tests.packaging.windows dist` takes the archive that is there, and leaves a
signed one and the installer. `python -m tests.packaging.windows --sign FILE` signs one file.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gui import __version__
from tests.packaging import archives
from tests.packaging.commands import ROOT, CommandError, exit_status, run, source_date

TIMESTAMPS = "http://timestamp.digicert.com"
"""Says when it was signed: a signature outlives its certificate."""
SCRIPT = ROOT / "resources" / "packaging" / "windows" / "installer.nsi"
NAME = f"sms-desk-{__version__}-windows-x86_64"
UNPACKED_MAX, INSTALLER_MAX = 110_000_000, 40_000_000
"""Bytes of the program's folder, and of what an operator downloads, for Linux too."""
UNWANTED = ("opengl32sw.dll", "qdirect2d.dll")
"""What Qt has and the program never loads."""


def make_portable(program: Path, target: Path, epoch: int) -> Path:
    """Pack the folder of the program, to be unpacked anywhere and started; return the archive."""
    archive = target / f"{NAME}.zip"
    archives.write_zip(program, archive, epoch)
    return archive


def make_installer(program: Path, target: Path, epoch: int) -> Path:
    """Build the installer of the folder `program` with NSIS; return it.

    The icon is that of the executable. Times are `epoch`, seconds since 1970.

    Raises:
        CommandError: NSIS failed, the folder has what it should not, or something is too large.
    """
    check(program)
    installer = target / f"{NAME}-setup.exe"
    with TemporaryDirectory() as folder:
        _make(program, installer, Path(folder), epoch)
    sign(installer)
    check_size(installer, INSTALLER_MAX)
    return installer


def check(program: Path) -> None:
    """Look at what is in the folder of the program.

    Raises:
        CommandError: it is too large, or has libraries that are not needed.
    """
    unwanted = sorted(path.name for path in program.rglob("*") if path.name.lower() in UNWANTED)
    if unwanted:
        raise CommandError(f"{program.name} has {', '.join(unwanted)}, which nothing needs")
    check_size(program, UNPACKED_MAX)


def check_size(path: Path, limit: int) -> None:
    """See that a file, or all files of a folder, have at most `limit` bytes.

    Raises:
        CommandError: they have more.
    """
    size = archives.size(path)
    if size > limit:
        raise CommandError(f"{path.name} has {size / 1e6:.1f} MB, more than {limit / 1e6:.0f}")


def finish(folder: Path, epoch: int) -> list[Path]:
    """Sign the program in the archive of `folder`, pack it anew, and make its installer.

    Raises:
        CommandError: something failed.
    """
    with TemporaryDirectory() as work:
        with zipfile.ZipFile(folder / f"{NAME}.zip") as archive:
            archive.extractall(work)
        program = Path(work) / "sms-desk"
        sign(program / "sms-desk.exe")
        return [make_portable(program, folder, epoch), make_installer(program, folder, epoch)]


def sign(file: Path) -> None:
    """Sign an executable, if there is a certificate to do it with.

    SMS_DESK_CERTIFICATE names it, a PFX file; WINDOWS_CERTIFICATE_PASSWORD has its password;
    SMS_DESK_TIMESTAMPS, if it is set, names another service of timestamps, or is empty for none.

    Raises:
        CommandError: it could not be signed.
    """
    certificate = os.environ.get("SMS_DESK_CERTIFICATE", "")
    if not certificate:
        return
    password = os.environ.get("WINDOWS_CERTIFICATE_PASSWORD", "")
    timestamps = os.environ.get("SMS_DESK_TIMESTAMPS", TIMESTAMPS)
    signed = file.with_suffix(".signed")
    with TemporaryDirectory() as folder:  # arguments can be read by every user of the machine
        secret = Path(folder) / "password"
        secret.touch(0o600)
        secret.write_text(password, encoding="utf-8")
        options = ["sign", "-pkcs12", certificate, "-readpass", str(secret), "-h", "sha256"]
        options += ["-ts", timestamps] if timestamps else []
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
    if os.environ.get("SMS_DESK_CERTIFICATE"):  # the uninstaller, which NSIS makes meanwhile
        values["SIGN"] = f'"{sys.executable}" -m tests.packaging.windows --sign'
    definitions = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *definitions]
    environment = {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONPATH": str(ROOT)}
    run([*command, SCRIPT], environment=environment)


def numbers(version: str) -> str:
    """The version as Windows has it, in four numbers: `1.2.3rc1` is `1.2.3.0`."""
    parts = re.match(r"\d+(?:\.\d+)*", version)
    if parts is None:
        raise ValueError(f"{version!r} is no version")
    return ".".join([*parts[0].split("."), "0", "0", "0"][:4])


def main(arguments: Sequence[str]) -> int:
    """Finish the packages of a folder, or sign a file.

    Raises:
        CommandError: it failed.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.packaging.windows")
    parser.add_argument("path", type=Path, help="the folder with the archive, or the file to sign")
    parser.add_argument("--sign", action="store_true", help="sign one file")
    options = parser.parse_args(arguments)
    if options.sign:
        sign(options.path)
        return 0
    for path in finish(options.path, source_date()):
        print(f"{archives.size(path) / 1e6:8.1f} MB  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(lambda: main(sys.argv[1:])))
