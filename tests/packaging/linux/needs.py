"""What the libraries of a program ask of the system it is installed on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from tests.packaging.commands import CommandError, run
from tests.packaging.components import origins

OLDEST: Mapping[str, str] = {"GLIBC": "2.35", "GLIBCXX": "3.4.29", "CXXABI": "1.3.13"}
"""The newest versions of symbols to be used: those of Ubuntu 22.04 and `libstdc++6 (>= 11)`."""
_TRANSITION = re.compile(r"t64$")
"""Debian 13 and Ubuntu 24.04 append this to some names; those packages provide the old ones."""


@dataclass(frozen=True)
class Needs:
    """What is left to the system.

    Attributes:
        libraries: the names of libraries that are not among the program's own.
        symbols: versions of symbols, such as `GLIBC_2.35`.
    """

    libraries: frozenset[str]
    symbols: frozenset[str]

    def newest(self, family: str) -> str:
        """The newest version of a family of symbols (`GLIBC`) that is used; `0` if none is."""
        found = (symbol.rpartition("_") for symbol in self.symbols)
        return max(
            (version for name, _, version in found if name == family), key=version_key, default="0"
        )


def of(folder: Path) -> Needs:
    """Read what all programs and libraries of a folder need.

    Raises:
        CommandError: there is none, or it cannot be read.
    """
    files = [path for path in sorted(folder.rglob("*")) if _is_elf(path)]
    if not files:
        raise CommandError(f"{folder} has no program")
    text = run(["objdump", "--private-headers", *files])
    own = {path.name for path in folder.rglob("*")}
    needed = re.findall(r"^ +NEEDED +(\S+)$", text, re.MULTILINE)
    symbols = re.findall(r"^ +0x[0-9a-f]+ 0x[0-9a-f]+ \d+ ([A-Z]+_[\d.]+)$", text, re.MULTILINE)
    return Needs(frozenset(needed) - own, frozenset(symbols))


def missing(needs: Needs, control: str) -> list[str]:
    """Say which libraries a package's control file does not promise, a sentence each.

    The libraries must be installed here, so that dpkg knows whose they are.
    """
    depends = dependencies(control)
    found = origins.owners([f"*/{library}" for library in sorted(needs.libraries)])
    owners = defaultdict[str, set[str]](set)
    for path, owner in found.items():
        owners[PurePath(path).name] |= set(_plain([owner.partition(":")[0]]))
    return [
        f"{library} is of {' or '.join(sorted(owners[library])) or 'no package here'},"
        " not in Depends"
        for library in sorted(needs.libraries)
        if not owners[library] & depends
    ]


def too_new(needs: Needs) -> list[str]:
    """Say what keeps the program from the oldest systems that the manual names, a sentence each."""
    return [
        f"{family}_{needs.newest(family)} is used, newer than {oldest}"
        for family, oldest in OLDEST.items()
        if version_key(needs.newest(family)) > version_key(oldest)
    ]


def dependencies(control: str) -> set[str]:
    """The packages that a control file depends on, alternatives included; no versions."""
    (line,) = re.findall(r"^Depends: (.+)$", control, re.MULTILINE)
    return set(_plain(word.split()[0] for word in re.split(r"[,|]", line)))


def _plain(names: Iterable[str]) -> Iterable[str]:
    return (_TRANSITION.sub("", name) for name in names)


def version_key(version: str) -> tuple[int, ...]:
    """What versions are compared by."""
    return tuple(map(int, version.split(".")))


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
