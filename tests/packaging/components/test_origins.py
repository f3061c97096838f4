"""Whose the files of the frozen program are."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from tests.packaging.commands import CommandError
from tests.packaging.components import origins
from tests.packaging.components.origins import Entry

debian = pytest.mark.skipif(not shutil.which("dpkg-query"), reason="this is no Debian")


def written(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_table_of_contents_is_read() -> None:
    text = "('/build/a.pyz', [('a', '/lib/a.so', 'BINARY'), ('b', 'a', 'SYMLINK')])"
    assert origins.read_contents(text) == [
        Entry("a", "/lib/a.so", "BINARY"),
        Entry("b", "a", "SYMLINK"),
    ]


@pytest.mark.parametrize("text", ["", "(", "('a', 1)", "([('a', 'b')],)", "([], [])", "[1]"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(CommandError, match="no table of contents"):
        origins.read_contents(text)


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    site = tmp_path / "venv" / "site"
    written(site / "one" / "module.py")
    written(site / "one" / "fast.so")
    written(site / "one-1.dist-info" / "METADATA", "Name: one\nVersion: 1\n")
    written(site / "one-1.dist-info" / "RECORD", "one/module.py,,\none/fast.so,,\n")
    return tmp_path / "venv"


def test_files_are_sorted_by_where_they_lay(environment: Path, tmp_path: Path) -> None:
    site = environment / "site"
    there = {"one": PathDistribution(site / "one-1.dist-info")}
    entries = [
        Entry("one.module", str(site / "one" / "module.py"), "PYMODULE"),
        Entry("one/fast.so", str(site / "one" / "fast.so"), "EXTENSION"),
        Entry("gui.a", str(written(tmp_path / "gui" / "a.py")), "PYMODULE"),
        Entry("os", str(written(tmp_path / "python" / "os.py")), "PYMODULE"),
        Entry("array.so", str(written(tmp_path / "python" / "dynload" / "a.so")), "EXTENSION"),
        Entry("link", "gui/a.py", "SYMLINK"),
        Entry("namespace", "-", "PYMODULE"),
        Entry("libz.so", str(written(tmp_path / "system" / "libz.so")), "BINARY"),
    ]
    folders = [tmp_path / "gui"], [tmp_path / "python"]
    found = origins.find(entries, there, environment, *folders)
    assert found.packages == {"one"}
    assert [entry.name for entry in found.system] == ["libz.so"]


def test_a_file_of_the_environment_that_no_package_has_is_an_error(environment: Path) -> None:
    stray = Entry("stray", str(written(environment / "site" / "stray.py")), "PYMODULE")
    with pytest.raises(CommandError, match="stray is of no package"):
        origins.find([stray], {}, environment, [], [])


@debian
def test_libraries_have_the_packages_that_dpkg_knows(tmp_path: Path) -> None:
    folder = Path("/usr/lib") / str(sysconfig.get_config_var("MULTIARCH") or "x86_64-linux-gnu")
    entries = [
        Entry("libz.so.1", str(folder / "libz.so.1"), "BINARY"),
        Entry("libEGL.so.1", f"/lib/{folder.name}/libEGL.so.1", "BINARY"),  # the same folder
        Entry("own.so", str(written(tmp_path / "own.so")), "BINARY"),
    ]
    packages, unknown = origins.system_packages(entries)
    assert [package.name.removesuffix("t64") for package in packages] == ["libegl1", "zlib1g"]
    assert [entry.name for entry in unknown] == ["own.so"]
    egl, zlib = packages
    assert zlib.files == ("libz.so.1",) and zlib.version and zlib.architecture != "all"
    assert "Jean-loup Gailly" in zlib.text
    assert egl.licenses and len(set(egl.licenses)) == len(egl.licenses)
    assert origins.system_packages([]) == ([], [])


@pytest.mark.skipif(sys.platform == "win32", reason="a script of Unix")
def test_without_dpkg_nothing_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    entry = Entry("a.so", "/usr/lib/a.so", "BINARY")
    assert origins.system_packages([entry]) == ([], [entry])


@debian
def test_what_a_copyright_file_leaves_to_a_common_licence_comes_along() -> None:
    text = "See /usr/share/common-licenses/GPL-2. Or /usr/share/common-licenses/Nothing-1,"
    package = origins.SystemPackage("a", "1", "amd64", (), (), text)
    (found,) = origins.common_licenses([package]).items()
    assert found[0] == "GPL-2" and "GNU GENERAL PUBLIC LICENSE" in found[1]


def test_python_is_all_of_its_folder_or_its_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/opt/python")
    assert origins.python_folders() == [Path("/opt/python")]
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert origins.python_folders() == [Path(sysconfig.get_path("stdlib"))]
