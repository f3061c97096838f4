"""The files of the packages for Linux, laid out as they will lie on the machine."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from gui import __version__
from tests.packaging import archives
from tests.packaging.commands import ROOT, run

SOURCES = ROOT / "resources" / "packaging"
ICON_SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
APPLICATION_ID = "io.github.sms_desk.sms_desk"
"""In reverse DNS, of the AppStream metadata; the bundle of macOS has it with hyphens."""
METADATA = f"{APPLICATION_ID}.metainfo.xml"
LICENSES = "THIRD-PARTY-LICENSES.txt"
MENU_ENTRY = "install-menu-entry.sh"
DEBIAN_PACKAGE = f"sms-desk_{__version__}_amd64.deb"
REFUSING = {"preinst": "upgrade", "prerm": "remove"}
"""The scripts of dpkg that refuse while the program runs, and what they refuse."""


def lay_out_share(share: Path, epoch: int) -> None:
    """Write what desktops look for below /usr/share: entry, icons, metadata, manual pages."""
    linux = SOURCES / "linux"
    date = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    values = {"VERSION": __version__, "DATE": date}
    _copy(linux / "sms-desk.desktop", share / "applications" / "sms-desk.desktop")
    _copy(linux / METADATA, share / "metainfo" / METADATA)
    _draw_icons(share / "icons" / "hicolor")
    for folder, name in (("man", "sms-desk.1"), ("man/zh_CN", "sms-desk.zh_CN.1")):
        text = fill((linux / name).read_text(encoding="utf-8"), values)
        _write_gz(share / folder / "man1" / "sms-desk.1.gz", text)


def lay_out_archive(folder: Path, program: Path, texts: Iterable[Path], epoch: int) -> None:
    """Write the folder that is unpacked anywhere: the program, and what makes its menu entry.

    `texts` are the licences that lie in it.
    """
    shutil.copytree(program, folder, symlinks=True)
    for path in texts:
        shutil.copy(path, folder)
    shutil.copy(SOURCES / "linux" / MENU_ENTRY, folder)
    (folder / MENU_ENTRY).chmod(0o755)
    lay_out_share(folder / "share", epoch)


def lay_out_debian(root: Path, program: Path, licenses: Path, epoch: int, libc: str) -> None:
    """Write the whole tree of the package for Debian, DEBIAN/ included.

    `libc` is the oldest version of the C library that its program runs on: `2.35`.
    """
    library = root / "usr" / "lib" / "sms-desk"
    shutil.copytree(program, library, symlinks=True)
    for path in library.rglob("*.so*"):
        if not path.is_symlink():
            path.chmod(0o644)  # nobody runs a library
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "sms-desk").symlink_to("../lib/sms-desk/sms-desk")
    share = root / "usr" / "share"
    lay_out_share(share, epoch)
    documents = share / "doc" / "sms-desk"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    indented = "\n".join(f" {line}" if line else " ." for line in licence.rstrip().splitlines())
    control = SOURCES / "debian"
    text = fill((control / "copyright").read_text(encoding="utf-8"), {"LICENSE": indented})
    _write(documents / "copyright", text)
    _write_gz(documents / licenses.with_suffix(".txt.gz").name, licenses.read_text("utf-8"))
    _write_gz(documents / "changelog.gz", _changelog(epoch))
    _copy(control / "lintian-overrides", share / "lintian" / "overrides" / "sms-desk")
    sums = [
        f"{run(['md5sum', path]).split()[0]}  {path.relative_to(root).as_posix()}\n"
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    size = str(-(-archives.size(root) // 1024))
    values = {"VERSION": __version__, "SIZE": size, "LIBC": libc}
    _write(root / "DEBIAN" / "control", fill((control / "control").read_text("utf-8"), values))
    refusal = (control / "refuse-while-running").read_text("utf-8")
    for name, when in REFUSING.items():
        script = root / "DEBIAN" / name
        _write(script, fill(refusal, {"WHEN": when}))
        script.chmod(0o755)
    _write(root / "DEBIAN" / "md5sums", "".join(sums))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of `@NAME@`.

    Raises:
        KeyError: there is no value of that name.
    """
    return re.sub(r"@([A-Z]+)@", lambda found: values[found[1]], text)


def _changelog(epoch: int) -> str:
    """The changelog in the form of Debian's; the notable changes are in CHANGELOG.md."""
    when = datetime.fromtimestamp(epoch, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"sms-desk ({__version__}) stable; urgency=medium\n\n"
        "  * See the section of this version in CHANGELOG.md.\n\n"
        f" -- SMS Desk developers <sms-desk@example.org>  {when}\n"
    )


def _draw_icons(hicolor: Path) -> None:
    from resources.packaging.pyinstaller.application_icon import pngs

    svg = ROOT / "resources" / "icons" / "sms-desk.svg"
    _copy(svg, hicolor / "scalable" / "apps" / svg.name)
    for side, image in pngs(svg, ICON_SIDES).items():
        target = hicolor / f"{side}x{side}" / "apps" / "sms-desk.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(image)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _write_gz(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
