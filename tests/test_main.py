"""The command line, as the contract has it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gui import __version__
from gui.__main__ import parser

ROOT = Path(__file__).parent.parent


def call(*arguments: str, **environment: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gui", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


def test_version_and_help() -> None:
    assert call("--version").stdout == f"sms-desk {__version__}\n"
    shown = call("--help").stdout
    for word in ("LIST_FILE", "--data-dir", "--lang", "--version", "sandbox"):
        assert word in shown


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_help_is_shown_whatever_the_code_page(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gui", "--help"],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding)
    assert "LIST_FILE" in shown
    assert ("短信台" if encoding == "gbk" else r"\u77ed\u4fe1\u53f0") in shown


WITHOUT = (
    "import sys; sys.stdout = sys.stderr = None\n"
    "from gui.app import console\n"
    "console._show_box = lambda text: open(sys.argv[1], 'w', encoding='utf-8').write(text)\n"
    "from gui.__main__ import main\n"
    "sys.exit(main(sys.argv[2:]))\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="the test's own console would be attached to")
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--help",), 0, "LIST_FILE"),
        (("--version",), 0, __version__),
        (("--nothing",), 2, "--nothing"),
        (("sandbox",), 1, "start it from a console"),
        (("sandbox", "--port", "x"), 2, "--port"),
        (("--data-dir", "/dev/null/x"), 1, "/dev/null/x"),
    ],
)
def test_without_streams_a_box_says_it_at_the_end(
    tmp_path: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    shown = tmp_path / "shown.txt"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(shown), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (status, "", "")
    assert said in shown.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nothing",),
        ("--lang", "fr"),
        ("one.csv", "two.csv"),
        ("--data-dir",),
        ("--data-dir", ""),
        ("--dat", "x"),
        ("one.csv", "two\nlines"),
        ("self-check", "--nothing"),
        ("sandbox", "--po", "1"),
        ("sandbox", "two\nlines"),
    ],
)
def test_bad_arguments_are_one_line_and_status_2(arguments: tuple[str, ...]) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_bad_arguments_of_the_sandbox_too() -> None:
    done = call("sandbox", "--host", "0.0.0.0")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_says_so_in_a_sentence() -> None:
    done = call()
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="Qt knows no other names of displays")
@pytest.mark.parametrize(
    "debugging", [{}, {"QT_DEBUG_PLUGINS": "1"}, {"QT_LOGGING_RULES": "qt.qpa.*=true"}]
)
@pytest.mark.parametrize(
    ("variable", "value"), [("DISPLAY", ":997"), ("QT_QPA_PLATFORM", "nothing")]
)
def test_a_display_that_cannot_be_reached_is_a_sentence(
    variable: str, value: str, debugging: dict[str, str]
) -> None:
    done = call(**{variable: value}, **debugging)
    assert done.returncode == 1
    *before, last = done.stderr.splitlines()
    assert last.startswith("sms-desk: no window can be opened: ")
    assert value in last
    assert "checking" not in last
    assert debugging or not before


def test_a_data_directory_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = call("--data-dir", str(tmp_path / "file" / "x\ny"), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_arguments_are_read() -> None:
    options = parser().parse_args(["list.csv", "--data-dir", "d", "--lang", "en"])
    assert (options.list_file, options.data_dir, options.lang) == ("list.csv", "d", "en")
