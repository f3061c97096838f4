"""The executable for Windows, made by the Windows Python."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.packaging import archives
from tests.packaging.commands import reproducible, source_date
from tests.packaging.components import lock, materials
from tests.packaging.windows import make_installer, make_portable
from tests.windows.home import CHECKOUT, Home, SetupError, say
from tests.windows.wine import Wine

TARGET = CHECKOUT / "dist" / "windows"
NO_NEWS = "could not resolve 'api-ms-win-"
"""The API sets of the C library are names, not files, to Wine as to Windows."""


def build(home: Home) -> Path:
    """Run PyInstaller on a copy of the checkout; return the folder, dist/windows/sms-desk.

    Raises:
        SetupError: PyInstaller failed.
    """
    work = home.path / "build"
    shutil.rmtree(work, ignore_errors=True)
    source = work / "source"
    copy_sources(source)
    with Wine(home) as wine:
        arguments = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        arguments += ["--distpath", "..\\dist", "--workpath", "..\\work", "build.spec"]
        status, written = wine.run(
            home.python / "python.exe",
            *arguments,
            seconds=1800,
            cwd=source,
            environment=reproducible(source_date()),
        )
    news = "\n".join(line for line in written.splitlines() if NO_NEWS not in line).strip()
    if news:
        say(news)
    if status:
        raise SetupError(f"PyInstaller failed; its source and work are in {work}.")
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    target = Path(shutil.move(work / "dist" / "sms-desk", TARGET))
    shutil.rmtree(work)
    return target


def package(home: Home, program: Path) -> list[Path]:
    """Make installer and portable archive of the program, with the licences; return the files."""
    there = lock.installed(home.packages)
    names = lock.needed(lock.runtime_roots(), there, lock.WINDOWS)
    licenses = program / "THIRD-PARTY-LICENSES.txt"
    licenses.write_text(materials.licenses(names, there), encoding="utf-8")
    shutil.copy(CHECKOUT / "LICENSE", program / "LICENSE.txt")
    epoch = source_date()
    made = [make_portable(program, TARGET, epoch), make_installer(program, TARGET, epoch)]
    for path in (program, *made):
        print(f"{archives.size(path) / 1e6:8.1f} MB  {path.relative_to(CHECKOUT)}")
    return made


def copy_sources(target: Path) -> None:
    """Copy what the program is made of, without what is only in this working tree."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    wanted = ["gui", "resources", "build.spec", "LICENSE", "README.md", "pyproject.toml"]
    listed = subprocess.run(
        [*command, "--", *wanted], cwd=CHECKOUT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        file = CHECKOUT / name
        if file.is_file():
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, copy)
