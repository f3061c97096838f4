"""What `make package` says of the sizes, and of two builds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packaging.__main__ import compare, remark
from tests.packaging.build import check_sizes
from tests.packaging.commands import CommandError
from tests.packaging.windows import INSTALLER_MAX, UNPACKED_MAX


@pytest.mark.parametrize("name", ["a.deb", "a.tar.gz", "a-setup.exe"])
def test_nothing_is_said_within_the_goal(name: str) -> None:
    assert remark(name, INSTALLER_MAX) == ""


def test_what_is_larger_is_named_and_of_gzip_the_reason() -> None:
    assert remark("a.zip", INSTALLER_MAX + 1) == "over the goal of 40 MB"
    assert "CONTRIBUTING.md" in remark("a.tar.gz", INSTALLER_MAX + 1)


@pytest.fixture
def sparse(tmp_path: Path) -> Callable[[str, int], Path]:
    """Write a file of so many bytes that takes no place on the disk."""

    def write(name: str, size: int) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            file.truncate(size)
        return path

    return write


def test_a_build_for_linux_that_is_too_large_fails(sparse: Callable[[str, int], Path]) -> None:
    program = sparse("sms-desk/program", UNPACKED_MAX).parent
    package = sparse("a.deb", INSTALLER_MAX)
    check_sizes(program, package)
    with pytest.raises(CommandError, match=r"^b\.deb has 40\.1 MB, more than 40$"):
        check_sizes(program, sparse("b.deb", INSTALLER_MAX + 100_000))
    sparse("sms-desk/library", 100_000)
    with pytest.raises(CommandError, match=r"^sms-desk has 110\.1 MB, more than 110$"):
        check_sizes(program, package)


Build = Callable[..., list[Path]]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def write(folder: str, **files: str) -> list[Path]:
        (tmp_path / folder).mkdir()
        paths = [tmp_path / folder / name for name in files]
        for path, text in zip(paths, files.values(), strict=True):
            path.write_text(text)
        return paths

    return write


def test_two_builds_of_the_same_files_are_the_same(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(build("1", a="A", b="B"), build("2", b="B", a="A")) == 0
    assert capsys.readouterr().out == "2 of 2 files are the same in two builds\n"


def test_what_differs_or_is_missing_is_named_and_fails(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(build("1", a="A", b="B", c="C"), build("2", a="A", b="b", d="D")) == 1
    assert capsys.readouterr().out == (
        "differs: b\nonly in one build: c\nonly in one build: d\n"
        "1 of 4 files are the same in two builds\n"
    )


def test_a_build_of_nothing_is_no_success() -> None:
    assert compare([], []) == 1
