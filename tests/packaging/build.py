"""Make the packages, in an environment of their own that has what the program needs, no more."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gui import __version__
from tests.packaging import archives, macos, staging, windows
from tests.packaging.commands import ROOT, CommandError, reproducible, run, uv
from tests.packaging.components import lock, materials, origins
from tests.packaging.linux import needs

TOOLS = ("pyinstaller",)
"""What the environment has beside the program's own dependencies."""
NAME = f"sms-desk-{__version__}"


class Builder:
    """Builds into `work`, and leaves what is to be given away in `target`.

    Attributes:
        epoch: the time that all files get, in seconds since 1970.
        times: how long each step took, in seconds.
    """

    def __init__(self, work: Path, target: Path, epoch: int) -> None:
        self.work = work
        self.target = target
        self.epoch = epoch
        self.times: dict[str, float] = {}
        self._python = work / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._program = work / "dist" / "sms-desk"

    def build(self) -> list[Path]:
        """Make everything this system can; return the files.

        Raises:
            CommandError: a step failed.
        """
        self.target.mkdir(parents=True, exist_ok=True)
        with self._step("environment"):
            names = self._prepare()
        with self._step("program"):
            self._freeze()
        made = []
        with self._step("bill of materials"):
            made += self._describe(names)
        with self._step("wheel"):
            made.append(self._wheel())
        system = {"linux": self._for_linux, "darwin": self._for_macos, "win32": self._for_windows}
        made += system[sys.platform]()
        return made

    def _prepare(self) -> list[str]:
        """Install what the program needs from the lock; return the names of its packages."""
        there, locked = lock.installed(), lock.locked()
        program = lock.needed(lock.runtime_roots(), there)
        wanted = lock.needed([*lock.runtime_roots(), *TOOLS], there)
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        requirements = self.work / "requirements.txt"
        requirements.write_text("".join(locked[name].text for name in wanted), encoding="utf-8")
        environment = self._python.parents[1]
        run([uv(), "venv", "--quiet", "--python", sys.executable, environment])
        command: list[str | Path] = [uv(), "pip", "sync", "--quiet", "--python", environment]
        run([*command, "--require-hashes", requirements])
        return program

    def _freeze(self) -> None:
        folders: list[str | Path] = ["--distpath", self.work / "dist"]
        folders += ["--workpath", self.work / "pyinstaller"]
        options = ["--noconfirm", "--clean", "--log-level", "WARN"]
        run(
            [self._python, "-m", "PyInstaller", *options, *folders, "build.spec"],
            cwd=ROOT,
            # A bundle for macOS that cannot be signed would be a warning otherwise.
            environment={
                **reproducible(self.epoch),
                "PYINSTALLER_STRICT_BUNDLE_CODESIGN_ERROR": "1",
            },
        )
        archives.set_plain(self._program, self.epoch)

    def _describe(self, names: list[str]) -> list[Path]:
        there = lock.installed(Path(run([self._python, "-c", _WHERE]).strip()))
        made = self.work / "pyinstaller" / "build"
        contents = [
            entry
            for name in ("COLLECT-00.toc", "PYZ-00.toc")
            for entry in origins.read_contents((made / name).read_text(encoding="utf-8"))
        ]
        ours = [ROOT / "gui", ROOT / "resources", made]
        python = origins.python_folders()
        found = origins.find(contents, there, self._python.parents[1], ours, python)
        names = sorted({*names, *found.packages})
        system, unknown = origins.system_packages(found.system)
        if sys.platform == "linux":
            for entry in unknown:
                insist(f"no package is known for {entry.name}, from {entry.source}")
        bill = self.target / f"{NAME}-{platform_name()}.cdx.json"
        text = materials.bill(names, lock.locked(), there, self.epoch, system, unknown)
        bill.write_text(text, encoding="utf-8")
        licenses = self.target / staging.LICENSES
        licenses.write_text(materials.licenses(names, there, system), encoding="utf-8")
        return [bill, licenses]

    def _wheel(self) -> Path:
        folder = self.work / "wheel"
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
        run([*command, "--directory", folder], cwd=ROOT, environment=reproducible(self.epoch))
        (wheel,) = folder.glob("*.whl")
        return Path(shutil.copy(wheel, self.target))

    def _for_linux(self) -> Iterator[Path]:
        with self._step("tar.gz"):
            folder = self.work / NAME
            staging.lay_out_archive(folder, self._program, self._texts(), self.epoch)
            archive = self.target / f"{NAME}-{platform_name()}.tar.gz"
            archives.write_tar_gz(folder, archive, self.epoch)
        yield archive
        with self._step("deb"):
            root = self.work / "debian"
            found = needs.of(self._program)
            licenses = self.target / staging.LICENSES
            libc = found.newest("GLIBC")
            staging.lay_out_debian(root, self._program, licenses, self.epoch, libc)
            archives.set_plain(root, self.epoch)
            package = self.target / staging.DEBIAN_PACKAGE
            command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build"]
            run([*command, root, package], environment=reproducible(self.epoch))
        yield package
        with self._step("checks"):
            check_needs(found, root)
            check_share(root / "usr" / "share")
            check_package(package)
            check_sizes(self._program, package)

    def _for_macos(self) -> Iterator[Path]:
        archive = self.target / f"{NAME}-{platform_name()}.zip"
        with self._step("zip"):
            app, texts = self.work / "dist" / "SMS Desk.app", self._texts()
            macos.make_archive(app, texts, self.work / "macos", archive)
        yield archive

    def _for_windows(self) -> Iterator[Path]:
        program = self._program
        for text in self._texts():
            shutil.copy(text, program / text.with_suffix(".txt").name)
        windows.check(program)
        with self._step("zip"):
            archive = windows.make_portable(program, self.target, self.epoch)
        yield archive  # Debian signs it, and makes the installer of it

    def _texts(self) -> tuple[Path, Path]:
        """Our licence and those of others, for beside the program."""
        return ROOT / "LICENSE", self.target / staging.LICENSES

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        begin = time.monotonic()
        yield
        self.times[name] = time.monotonic() - begin

    def unpacked(self) -> int:
        """Bytes of the program's folder."""
        return archives.size(self._program)


def check_needs(found: needs.Needs, root: Path) -> None:
    """See that the package for Debian promises what its program needs of the system.

    Raises:
        CommandError: it does not.
    """
    if said := needs.missing(found, (root / "DEBIAN" / "control").read_text("utf-8")):
        raise CommandError("\n".join(said))
    for sentence in needs.too_new(found):
        insist(sentence)


def insist(sentence: str) -> None:
    """Say what is amiss with the machine that builds.

    Raises:
        CommandError: the variable CI is set, as it is where releases are made.
    """
    if os.environ.get("CI"):
        raise CommandError(sentence)
    print(sentence)


def check_sizes(program: Path, package: Path) -> None:
    """See that folder and package for Debian keep the limits; the archive cannot, being gzip.

    Raises:
        CommandError: one of them is too large.
    """
    windows.check_size(program, windows.UNPACKED_MAX)
    windows.check_size(package, windows.INSTALLER_MAX)


def check_share(share: Path) -> None:
    """Let validators judge what desktops read of the package.

    Raises:
        CommandError: one of them found a mistake, or is missing where releases are made.
    """
    metadata = share / "metainfo" / staging.METADATA
    _check("desktop-file-validate", share / "applications" / "sms-desk.desktop")
    _check("appstreamcli", "validate", "--no-net", metadata)


def check_package(package: Path) -> None:
    """Let lintian judge the package for Debian; raises as `check_share` does."""
    _check("lintian", "--allow-root", "--fail-on", "error,warning", package)


def _check(tool: str, *arguments: str | Path) -> None:
    if shutil.which(tool):
        run([tool, *arguments])
    else:
        insist(f"not checked: there is no {tool} here")


_WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"


def platform_name() -> str:
    """The system in the names of files: `linux-x86_64`."""
    system = {"linux": "linux", "darwin": "macos", "win32": "windows"}[sys.platform]
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    return f"{system}-{machine}"
