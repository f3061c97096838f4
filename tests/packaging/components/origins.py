"""Where the files of the frozen program come from: the lock, Python, the system, or this checkout.

PyInstaller takes along what the program and its libraries load, from wherever it lies on the
machine that builds: where Python is the system's, so are OpenSSL and SQLite.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import NamedTuple

from tests.packaging.commands import CommandError, run

DOCUMENTS = Path("/usr/share/doc")
COMMON = Path("/usr/share/common-licenses")
"""Where Debian has the licences that the copyright files of its packages only name."""


class Entry(NamedTuple):
    """A file of the program.

    Attributes:
        name: its place in the program's folder, or the name of a module.
        source: where it lay.
        kind: `BINARY`, `EXTENSION`, `DATA`, `PYMODULE`, `SYMLINK` and so on.
    """

    name: str
    source: str
    kind: str


@dataclass(frozen=True, slots=True)
class SystemPackage:
    """A package of Debian or Ubuntu, and what of it comes with the program.

    Attributes:
        files: places in the program's folder, sorted.
        licenses: the short names of its licences, sorted; empty if its file does not list them.
        text: its copyright file.
    """

    name: str
    version: str
    architecture: str
    files: tuple[str, ...]
    licenses: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Origins:
    """Whose the files of a program are.

    Attributes:
        packages: normalised names of Python packages.
        system: what lay elsewhere on this machine and is no part of Python.
    """

    packages: frozenset[str]
    system: tuple[Entry, ...]


def read_contents(text: str) -> list[Entry]:
    """Read a table of contents as PyInstaller leaves it beside its work (`COLLECT-00.toc`).

    Raises:
        CommandError: it is something else.
    """
    try:
        (found,) = (part for part in ast.literal_eval(text) if isinstance(part, list))
        return [Entry(*map(str, entry)) for entry in found]
    except (SyntaxError, ValueError, TypeError) as error:
        raise CommandError(f"no table of contents of PyInstaller: {error}") from error


def find(
    entries: Iterable[Entry],
    there: Mapping[str, Distribution],
    environment: Path,
    ours: Collection[Path],
    python: Collection[Path],
) -> Origins:
    """Sort the files of a program by where they lay.

    Args:
        entries: the files and modules of the program.
        there: the packages of `environment`, by name.
        environment: of Python packages.
        ours: the folders of the checkout, and of what PyInstaller makes.
        python: the folders of Python itself.

    Raises:
        CommandError: a file of the environment belongs to no package.
    """
    by_file = {
        _real(distribution.locate_file(file)): name
        for name, distribution in there.items()
        for file in distribution.files or ()
    }
    top = _real(environment)
    known = [_real(folder) for folder in (*ours, *python)]
    packages, system = set(), []
    for entry in entries:
        path = Path(_real(entry.source))
        if entry.kind == "SYMLINK" or not path.is_absolute() or not path.exists():
            continue
        if (owner := by_file.get(str(path))) is not None:
            packages.add(owner)
        elif path.is_relative_to(top):
            raise CommandError(f"{entry.name} is of no package: {path}")
        elif not any(path.is_relative_to(folder) for folder in known):
            system.append(entry)
    return Origins(frozenset(packages), tuple(system))


def python_folders() -> list[Path]:
    """The folders that are Python's: all of its own, or its modules where it is the system's.

    The libraries of the latter are files of packages like any other.
    """
    if sys.base_prefix != "/usr":
        return [Path(sys.base_prefix)]
    return [Path(sysconfig.get_path("stdlib"))]


def system_packages(entries: Iterable[Entry]) -> tuple[list[SystemPackage], list[Entry]]:
    """Find the packages of Debian that files came from, by name; and the files of none.

    Raises:
        CommandError: a package has no copyright file here.
    """
    paths = {entry: _candidates(entry.source) for entry in entries}
    try:
        owned = owners([path for found in paths.values() for path in found])
    except OSError:  # no Debian
        return [], list(paths)
    files, unknown = defaultdict[str, list[str]](list), []
    for entry, found in paths.items():
        owner = next((owned[path] for path in found if path in owned), None)
        if owner is None:
            unknown.append(entry)
        else:
            files[owner].append(entry.name)
    return [_package(name, files[name]) for name in sorted(files)], unknown


def common_licenses(packages: Iterable[SystemPackage]) -> dict[str, str]:
    """The texts that copyright files leave to Debian's folder of common licences, by name."""
    named = {
        name.rstrip(".-")
        for package in packages
        for name in re.findall(rf"{COMMON.as_posix()}/([\w.+-]+)", package.text)
    }
    return {
        name: (COMMON / name).read_text(encoding="utf-8")
        for name in sorted(named)
        if (COMMON / name).is_file()
    }


def owners(patterns: Collection[str]) -> dict[str, str]:
    """Whose files are, by path, as `dpkg` knows: `libssl3:amd64`.

    Args:
        patterns: paths, which may have wildcards.

    Raises:
        OSError: there is no dpkg here.
    """
    if not patterns:
        return {}
    asked = ["dpkg-query", "--search", *patterns]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # 1: some are unknown
    lines = (line.rpartition(": ") for line in done.stdout.splitlines())
    return {path: owner for owner, _, path in lines if "," not in owner and " " not in owner}


def _candidates(path: str) -> list[str]:
    """The names under which `dpkg` may have a file: /lib and /usr/lib are one folder by now."""
    found = []
    for name in (path, os.path.realpath(path)):
        short = name.removeprefix("/usr")
        found += [name, short, f"/usr{short}"]
    return list(dict.fromkeys(found))


def _package(name: str, files: Iterable[str]) -> SystemPackage:
    shown = "${Package}\t${Version}\t${Architecture}"
    plain, version, architecture = run(["dpkg-query", "-W", "-f", shown, name]).split("\t")
    path = DOCUMENTS / plain / "copyright"
    if not path.is_file():
        raise CommandError(f"there is no {path}")
    text = path.read_text(encoding="utf-8", errors="replace")
    names = re.findall(r"^License:[ \t]*(\S.*?)[ \t]*$", text, re.MULTILINE)
    licenses = tuple(sorted(set(names), key=str.lower))
    return SystemPackage(plain, version, architecture, tuple(sorted(files)), licenses, text)


def _real(path: object) -> str:
    return os.path.normcase(os.path.realpath(str(path)))
