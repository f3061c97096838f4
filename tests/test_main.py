"""The command line, as the contract has it."""

import subprocess
import sys
from pathlib import Path

import pytest

from gui import __version__
from gui.__main__ import parser

ROOT = Path(__file__).parent.parent


def call(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "gui", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


def test_version_and_help():
    assert call("--version").stdout == f"sms-desk {__version__}\n"
    shown = call("--help").stdout
    for word in ("LIST_FILE", "--data-dir", "--lang", "--version", "sandbox"):
        assert word in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nothing",),
        ("--lang", "fr"),
        ("one.csv", "two.csv"),
        ("--data-dir",),
        ("--data-dir", ""),
        ("--dat", "x"),
    ],
)
def test_bad_arguments_are_one_line_and_status_2(arguments):
    done = call(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_bad_arguments_of_the_sandbox_too():
    done = call("sandbox", "--host", "0.0.0.0")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_says_so_in_a_sentence():
    done = call()
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_data_directory_that_cannot_be_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    done = call("--data-dir", str(tmp_path / "file" / "x"), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_arguments_are_read():
    options = parser().parse_args(["list.csv", "--data-dir", "d", "--lang", "en"])
    assert (options.list_file, options.data_dir, options.lang) == ("list.csv", "d", "en")
