"""What is left to the system is promised by the package for Debian."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.packaging.commands import CommandError
from tests.packaging.linux import needs
from tests.packaging.linux.needs import Needs

CONTROL = "Package: x\nDepends: libc6 (>= 2.35), a1 | a1t64, xkb-data\nRecommends: more\n"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dpkg-query"), reason="packages for Debian"
)


def test_a_program_is_read_with_its_libraries_and_versions(tmp_path: Path) -> None:
    shutil.copy(shutil.which("dpkg-query") or "", tmp_path / "program")
    (tmp_path / "text").write_text("no program", encoding="utf-8")
    found = needs.of(tmp_path)
    assert "libc.so.6" in found.libraries
    assert needs.version_key(found.newest("GLIBC")) > (2, 0)


def test_newest_is_by_number() -> None:
    found = Needs(frozenset(), frozenset({"GLIBC_2.4", "GLIBC_2.35", "GLIBCXX_3.4.29"}))
    assert (found.newest("GLIBC"), found.newest("GCC")) == ("2.35", "0")


def test_names_are_read_without_versions_and_transitions() -> None:
    assert needs.dependencies(CONTROL) == {"libc6", "a1", "xkb-data"}


def test_what_is_not_promised_is_said() -> None:
    found = Needs(frozenset({"libc.so.6", "libnowhere.so.1"}), frozenset({"GLIBC_2.36"}))
    (library,) = needs.missing(found, CONTROL)
    assert library == "libnowhere.so.1 is of no package here, not in Depends"
    assert needs.too_new(found) == ["GLIBC_2.36 is used, newer than 2.35"]
    (owned,) = needs.missing(Needs(frozenset({"libc.so.6"}), frozenset()), "Depends: a1\n")
    assert owned == "libc.so.6 is of libc6, not in Depends"


def test_a_folder_without_a_program_is_no_program(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text", encoding="utf-8")
    with pytest.raises(CommandError, match="has no program"):
        needs.of(tmp_path)
