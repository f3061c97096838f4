"""The manual pages say what the program understands, in both languages."""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui import __version__
from gui.__main__ import parser
from gui.cloud.sandbox.command import main as sandbox_main
from tests.documents import LANGUAGES, section
from tests.packaging import staging
from tests.packaging.tests.epoch import EPOCH

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")
both = pytest.mark.parametrize("language", LANGUAGES)
PARTS = ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "ENVIRONMENT", "FILES", "STATUS")
"""What the parts of a manual page are, in their order."""


@pytest.fixture
def share(tmp_path: Path, qapp: QApplication) -> Path:
    staging.lay_out_share(tmp_path / "share", EPOCH)
    return tmp_path / "share"


def manual_page(share: Path, language: str) -> str:
    folder = "man" if language == "en" else f"man/{language}"
    return gzip.decompress((share / folder / "man1" / "sms-desk.1.gz").read_bytes()).decode()


def plain(source: str) -> str:
    """The text of a manual page without its fonts: words as they are typed, one line each."""
    source = re.sub(r"\\[&|]", "", source.replace("\\-", "-"))
    lines = []
    for line in source.splitlines():
        if line.startswith((".", "'")):
            macro, _, rest = line.partition(" ")
            joined = macro in (".BI", ".BR", ".IR", ".RB", ".RI", ".IB")
            words = re.findall(r'"([^"]*)"|(\S+)', rest)
            line = ("" if joined else " ").join(quoted or word for quoted, word in words)
        lines.append(line)
    return "\n".join(line for line in lines if line)


def parts(share: Path, language: str) -> dict[str, str]:
    found = re.split(r"^\.SH .*\n", manual_page(share, language), flags=re.MULTILINE)[1:]
    return dict(zip(PARTS, found, strict=True))


def headed(part: str) -> list[str]:
    """What a list of a manual page explains."""
    return [plain(line).split()[0] for line in re.findall(r"^\.TP\n(.*)$", part, re.MULTILINE)]


@both
def test_the_manual_page_has_the_version_and_the_date(share: Path, language: str) -> None:
    page = manual_page(share, language)
    assert __version__ in page and "2023-11-14" in page


@both
def test_it_has_every_command_and_option_in_its_synopsis(share: Path, language: str) -> None:
    (fence,) = section("manual/files.md", language, "Command line").fences
    usage = " ".join(plain(parts(share, language)["SYNOPSIS"]).split())
    for line in fence[1].splitlines():
        wanted = re.sub(r" \[--(version|help)\]", "", line)
        assert "".join(wanted.split()) in "".join(usage.split()), usage


@both
def test_it_explains_every_option_and_command(
    share: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    actions = parser()._actions
    given = {name for action in actions for name in action.option_strings} - {"-h"}
    given |= {str(action.metavar) for action in actions if not action.option_strings}
    found = parts(share, language)
    assert sorted(headed(found["OPTIONS"])) == sorted(given)
    assert sandbox_main(["--help"]) == 0
    of_sandbox = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert set(headed(found["COMMANDS"])) == {"sandbox", "self-check", *of_sandbox}


@both
def test_it_explains_every_variable_that_the_manual_does(share: Path, language: str) -> None:
    rows = section("manual/files.md", language, "Environment variables").rows[1:]
    named = [row[0].strip("`") for row in rows]
    assert headed(parts(share, language)["ENVIRONMENT"]) == named


@both
@pytest.mark.skipif(not shutil.which("man"), reason="there is no man here")
def test_man_has_nothing_to_say_against_it(share: Path, language: str, tmp_path: Path) -> None:
    source = tmp_path / "sms-desk.1"
    source.write_text(manual_page(share, language), encoding="utf-8")
    command = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(source)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
