"""`python -m tests.packaging`: make the packages; with `--compare`, twice, and compare them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.packaging import archives
from tests.packaging.build import Builder
from tests.packaging.commands import ROOT, exit_status, source_date
from tests.packaging.windows import INSTALLER_MAX


def main() -> int:
    """Make them, and say how large each is and how long each step took.

    Raises:
        CommandError: a step failed.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.packaging")
    parser.add_argument("--compare", action="store_true", help="build twice and compare")
    options = parser.parse_args()
    work = ROOT / "build" / "packages"
    builder = Builder(work, ROOT / "dist", source_date())
    made = builder.build()
    report(builder, made)
    if not options.compare:
        return 0
    again = Builder(work, ROOT / "build" / "packages-again", builder.epoch)
    return compare(made, again.build())


def report(builder: Builder, made: list[Path]) -> None:
    """Print sizes and times."""
    print(f"{builder.unpacked() / 1e6:8.1f} MB  the program, unpacked")
    for path in made:
        size = archives.size(path)
        print(f"{size / 1e6:8.1f} MB  {path.relative_to(ROOT)}")
        if said := remark(path.name, size):
            print(f"             {said}")
    for step, seconds in builder.times.items():
        print(f"{seconds:8.1f} s   {step}")


def remark(name: str, size: int) -> str:
    """Say that a package has more bytes than it should, and why where that is known."""
    if size <= INSTALLER_MAX:
        return ""
    said = f"over the goal of {INSTALLER_MAX / 1e6:.0f} MB"
    if not name.endswith(".tar.gz"):
        return said
    return f"{said}: gzip cannot do better, see CONTRIBUTING.md; the .deb, in xz, is the installer"


def compare(first: list[Path], second: list[Path]) -> int:
    """Say which files of two builds differ, or are in one of them alone; 1 if any is."""
    one, other = ({path.name: path for path in build} for build in (first, second))
    names = sorted(one.keys() | other.keys())
    wrong = dict.fromkeys(one.keys() ^ other.keys(), "only in one build")
    for name in one.keys() & other.keys():
        if archives.digest(one[name]) != archives.digest(other[name]):
            wrong[name] = "differs"
    for name in sorted(wrong):
        print(f"{wrong[name]}: {name}")
    print(f"{len(names) - len(wrong)} of {len(names)} files are the same in two builds")
    return 1 if wrong or not names else 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
