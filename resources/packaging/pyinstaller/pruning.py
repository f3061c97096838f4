"""Takes unused parts of Qt out of what PyInstaller collected, and then what only those needed."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePath

from PyInstaller.depend.bindepend import get_python_library_path

from resources.packaging.pyinstaller import icu_data

Entry = tuple[str, str, str]
"""Where a file goes in the folder, where it comes from, and what it is."""

UNUSED_QT = re.compile(
    r"""
    /plugins/(
        platforms/\w*(direct2d|eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\b
      | platforminputcontexts/\w*virtualkeyboard
      | platformthemes/\w*gtk3
      | (egldeviceintegrations|generic|networkinformation|tls|sqldrivers|printsupport)/
      | imageformats/\w*(pdf|tiff|webp|tga|wbmp|icns|jpeg|gif)\b
      | wayland-graphics-integration-server/
      | xcbglintegrations/
    )
  | /PySide6/opengl32sw\.dll$
  | /PySide6/(Qt/)?translations/(?!qtbase_(zh_CN|en)\.qm$)
    """,
    re.VERBOSE,
)
"""Plugins nothing here uses and sentences in languages the window does not speak.

X11, Wayland and offscreen stay, input methods, SVG, PNG and ICO. Some of the others bring
libraries: the virtual keyboard QtQuick, the GTK theme all of GTK. Widgets are painted without
OpenGL, so that Windows' software renderer for it (20 MB) is not needed either.
"""

OF_THE_SYSTEM = re.compile(
    r"/lib(stdc\+\+|gcc_s|z|expat|glib-2\.0|gthread-2\.0|dbus-1|fontconfig|freetype|X11|X11-xcb)\.so\.\d+$"
)
"""Libraries that every Linux desktop has, and that have to fit what it loads into the program.

Those are drivers of graphics, which need a C++ library as new as they are, the configuration of
fonts, and the bus of the session. They bring ten libraries more (systemd's, gcrypt, PNG, PCRE). The
package for Debian depends on them.
"""
LINKS_MAX = 40
"""How many links may lie on the way of one; more are a circle."""
ICU_DATA = re.compile(r"/libicudata\.so\.\d+$")


def pruned(
    binaries: Iterable[Entry], datas: Iterable[Entry], work: Path
) -> tuple[list[Entry], list[Entry]]:
    """Leave out the unused parts of Qt, and on Linux every library that nothing else loads.

    Files that are written anew, in the place of others, lie in the folder `work`.
    """
    kept = [entry for entry in binaries if _is_wanted(entry)]
    if sys.platform == "linux":
        kept = _reached([entry for entry in kept if not OF_THE_SYSTEM.search(_name(entry))])
        kept = [_with_reduced_data(entry, work) for entry in kept]
    files = [entry for entry in datas if _is_wanted(entry)]
    loose = _loose_links([*kept, *files])
    return (
        [entry for entry in kept if entry[0] not in loose],
        [entry for entry in files if entry[0] not in loose],
    )


def _loose_links(entries: Collection[Entry]) -> set[str]:
    """The names of links that lead to no file and no folder among `entries`.

    Frameworks of macOS have links to folders, and links that lead through them: `QtGui` to
    `Versions/Current/QtGui`, and `Versions/Current` to `A`.
    """
    links, there = {}, set()
    for name, source, kind in entries:
        path = PurePath(name)
        if kind == "SYMLINK":
            links[path.as_posix()] = (path.parent / source).as_posix()
        else:
            there.update(one.as_posix() for one in (path, *path.parents))
    return {
        name
        for name, _, kind in entries
        if kind == "SYMLINK" and _followed(name, links) not in there
    }


def _followed(name: str, links: Mapping[str, str]) -> str:
    """Where a path leads, links on the way included."""
    path = posixpath.normpath(PurePath(name).as_posix())
    for _ in range(LINKS_MAX):
        parts = PurePath(path)
        way = next((one for one in (parts, *parts.parents) if one.as_posix() in links), None)
        if way is None:
            break
        path = posixpath.normpath(
            (PurePath(links[way.as_posix()]) / parts.relative_to(way)).as_posix()
        )
    return path


def _with_reduced_data(entry: Entry, work: Path) -> Entry:
    name, source, kind = entry
    if kind == "SYMLINK" or not ICU_DATA.search(_name(entry)):
        return entry
    return name, str(icu_data.reduce_library(Path(source), work / Path(source).name)), kind


def _reached(binaries: list[Entry]) -> list[Entry]:
    """Leave out the libraries that no extension module and no plugin leads to."""
    libraries = {PurePath(entry[0]).name: entry for entry in binaries if _is_library(entry)}
    waiting = [entry for entry in binaries if entry[2] != "SYMLINK" and not _is_library(entry)]
    python = get_python_library_path()  # what the executable itself loads
    reached = {PurePath(python).name} if python else set()
    waiting += [libraries[name] for name in reached if name in libraries]
    while waiting:
        for name in _imported(waiting.pop()[1]):
            if name in libraries and name not in reached:
                reached.add(name)
                waiting.append(libraries[name])
    return [
        entry for entry in binaries if not _is_library(entry) or PurePath(entry[0]).name in reached
    ]


def _imported(path: str) -> list[str]:
    """The names of the libraries that one names itself; `ldd` would add what those need."""
    command = ["objdump", "--private-headers", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return re.findall(r"^ +NEEDED +(\S+)$", done.stdout, re.MULTILINE)


def _is_wanted(entry: Entry) -> bool:
    return not UNUSED_QT.search(_name(entry))


def _is_library(entry: Entry) -> bool:
    """Whether it is only there for others: no extension module, no plugin of Qt, no link."""
    return entry[2] == "BINARY" and "/plugins/" not in _name(entry)


def _name(entry: Entry) -> str:
    return "/" + entry[0].replace("\\", "/")
