"""What the two READMEs say holds, and both say the same."""

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence

from gui import __version__
from gui.__main__ import parser
from gui.cloud.sandbox.command import main as sandbox_main
from gui.cloud.sandbox.magic import MAGIC_NUMBERS
from gui.cloud.sandbox.protocol.gateway import MANDATORY
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.sending.state import RecipientState
from gui.storage.paths import VARIABLE, Paths, resource
from gui.words.sending import states

ROOT = Path(__file__).parent.parent
READMES = {"en": ROOT / "README.md", "zh_CN": ROOT / "README.zh-CN.md"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURE_MAX = 200_000
"""Bytes."""


class Section:
    """A heading and what stands below it, up to the next one."""

    def __init__(self, text: str) -> None:
        heading, _, body = text.partition("\n")
        self.level = len(heading) - len(heading.lstrip("#"))
        self.title = heading.strip("# ")
        self.fences = FENCE.findall(body)
        self.prose = FENCE.sub("", body)
        self.codes = CODE.findall(self.prose)
        self.links = LINK.findall(self.prose)
        lines = self.prose.splitlines()
        rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
        self.rows = [[cell.strip() for cell in row] for row in rows if set(row[0]) != {"-"}]
        self.items = sum(line.startswith(("- ", "1. ", "2. ", "3. ", "4. ")) for line in lines)


def sections(language: str) -> list[Section]:
    text = READMES[language].read_text(encoding="utf-8")
    headings = [match.start() for match in re.finditer(r"^#+ ", blanked(text), re.MULTILINE)]
    return [
        Section(text[begin:end])
        for begin, end in zip(headings, [*headings[1:], len(text)], strict=True)
    ]


def blanked(text: str) -> str:
    """The text with blanks for its code blocks, where a # is no heading."""
    return FENCE.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)


def section(language: str, title: str) -> Section:
    """Find a section by its English title; it has the same place in both."""
    place = [found.title for found in sections("en")].index(title)
    return sections(language)[place]


def uncommented(code: str) -> str:
    return re.sub(r"\s+# .*$", "", code, flags=re.MULTILINE)


def test_both_say_the_same():
    ours, theirs = sections("en"), sections("zh_CN")
    assert [one.level for one in ours] == [one.level for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        where = f"{one.title} / {other.title}"
        assert sorted(set(one.codes)) == sorted(set(other.codes)), where
        for (kind, code), (its_kind, its_code) in zip(one.fences, other.fences, strict=True):
            assert (kind, uncommented(code)) == (its_kind, uncommented(its_code)), where
        assert one.items == other.items, where
        assert [len(row) for row in one.rows] == [len(row) for row in other.rows], where
        neutral = [link for link in one.links if "README" not in link and "pictures/" not in link]
        assert neutral == [
            link for link in other.links if "README" not in link and "pictures/" not in link
        ], where
        pictures = [link.replace("/en-", "/zh_CN-") for link in one.links if "pictures/" in link]
        assert pictures == [link for link in other.links if "pictures/" in link], where


@pytest.mark.parametrize("language", READMES)
def test_the_commands_are_those_of_the_makefile(language):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    text = READMES[language].read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)", text)) | set(
        re.findall(r"^make ([a-z]+)", text, re.MULTILINE)
    )
    assert named == targets - {"help", "clean"}


@pytest.mark.parametrize("language", READMES)
def test_what_it_names_is_there(language):
    made = (
        "build/",
        "dist/",
        ".venv/",
        "logs/",
        "exports/",
        "ledger.db",
        "settings.json",
        "~",
        "%",
        "$",
    )
    checked = 0
    for part in sections(language):
        rows = [CODE.findall(" ".join(row)) for row in part.rows]
        in_rows = {code for row in rows for code in row}
        for row in rows:
            base = (ROOT / row[0]) if row and row[0].startswith(("gui/", "tests/")) else ROOT
            folder = base if base.is_dir() else base.parent
            checked += sum(exists(code, (ROOT, folder), made) for code in row)
        checked += sum(exists(code, (ROOT,), made) for code in part.codes if code not in in_rows)
    assert checked > 50
    for link in [link for part in sections(language) for link in part.links]:
        assert link.startswith("https://") or (ROOT / link).is_file(), link


def exists(code: str, folders: tuple[Path, ...], made: tuple[str, ...]) -> bool:
    """Whether `code` names a file of ours; it must be there then."""
    if code.startswith(made) or not re.fullmatch(r"\.?[\w*.-]+(/[\w*.-]*)*", code):
        return False
    if not ("/" in code or code.endswith((".py", ".lock", ".json"))):
        return False
    assert any(list(folder.glob(code)) for folder in folders), code
    return True


@pytest.mark.parametrize("language", READMES)
def test_the_map_names_every_package(language):
    named = {row[0].strip("`").rstrip("/") for row in section(language, "Map of the code").rows}
    packages = {
        path.parent.relative_to(ROOT).as_posix()
        for path in (ROOT / "gui").rglob("__init__.py")
        if path.parent.name != "gui"
    }
    # A package within one of these is a part of it.
    inner = {name for name in packages if Path(name).parent.as_posix() in packages}
    assert packages - inner <= named
    layers = re.findall(r"`(\w+)`", section(language, "Map of the code").prose.split("\n|")[0])
    outer = {f"gui/{layer}" for layer in layers if (ROOT / "gui" / layer).is_dir()}
    assert packages - inner == outer


@pytest.mark.parametrize("language", READMES)
def test_the_magic_numbers_are_those_of_the_sandbox(language):
    rows = section(language, "Magic numbers").rows[1:]
    assert [(row[0], row[1].strip("`")) for row in rows] == [
        (magic.number, magic.code) for magic in MAGIC_NUMBERS
    ]
    assert all(row[2] for row in rows)


@pytest.mark.parametrize("language", READMES)
def test_every_state_is_explained_as_the_window_words_it(language, qapp):
    rows = section(language, "States, and what may be sent again").rows[1:]
    assert [row[0].strip("`") for row in rows] == [state.value for state in RecipientState]
    translator = QTranslator()
    assert translator.load(language, str(resource("translations")))
    for row, state in zip(rows, RecipientState, strict=True):
        source = states.state(state)
        assert row[1] == (translator.translate("words", source) or source)


def calling() -> dict[str, str]:
    """Each action of the service, and the method of the client that calls it."""
    tree = ast.parse((ROOT / "gui" / "cloud" / "client.py").read_text(encoding="utf-8"))
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {
        node.value: method.name
        for method in methods
        for node in ast.walk(method)
        if isinstance(node, ast.Constant) and node.value in MANDATORY
    }


def is_reached(method: str) -> bool:
    """Whether the program calls this method of the client, in something that it uses itself."""
    used: dict[str, set[str]] = {}
    for path in (ROOT / "gui").rglob("*.py"):
        if "cloud" in path.parts:
            continue
        for top in ast.parse(path.read_text(encoding="utf-8")).body:
            names = {node.attr for node in ast.walk(top) if isinstance(node, ast.Attribute)}
            names |= {node.id for node in ast.walk(top) if isinstance(node, ast.Name)}
            used.setdefault(getattr(top, "name", ""), set()).update(names)
    callers = {name for name, names in used.items() if method in names}
    return any(callers & names - {name} for name, names in used.items())


def test_a_method_that_nothing_calls_is_not_reached():
    assert is_reached("query_templates")
    assert not is_reached("query_something_else")


@pytest.mark.parametrize("language", READMES)
def test_the_permissions_are_those_of_the_calls(language):
    (fence,) = section(language, "The least permission that suffices").fences
    (statement,) = json.loads(fence[1])["Statement"]
    actions = {action for action, method in calling().items() if is_reached(method)}
    makers = "\n".join(
        path.read_text(encoding="utf-8")
        for layer in ("core", "storage", "jobs")
        for path in (ROOT / "gui" / layer).rglob("*.py")
    )
    if not re.search(r"(?<!class )\bSendBatchSms\(", makers):
        actions.discard("SendBatchSms")  # the client can, but nothing asks it to
    assert sorted(statement["Action"]) == sorted(f"dysms:{action}" for action in actions)


@pytest.mark.parametrize("language", READMES)
def test_the_command_line_is_that_of_the_program(language, capsys):
    usage = section(language, "Command line").fences[0][1].splitlines()
    options = {text for action in parser()._actions for text in action.option_strings} - {"-h"}
    assert set(re.findall(r"--[a-z-]+", usage[0])) == options
    assert sandbox_main(["--help"]) == 0
    help_text = capsys.readouterr().out
    assert set(re.findall(r"--[a-z-]+", usage[1])) == set(re.findall(r"--[a-z-]+", help_text)) - {
        "--help"
    }
    assert VARIABLE in section(language, "Command line").codes


@pytest.mark.parametrize("language", READMES)
def test_the_keys_are_those_of_the_window(language):
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "gui").rglob("*.py"))
    keys = set(re.findall(r'"((?:Ctrl\+)[\w+]+|F\d+)"', source))
    standard = set(re.findall(r"StandardKey\.(\w+)", source))
    keys |= {QKeySequence(getattr(QKeySequence.StandardKey, name)).toString() for name in standard}
    keys |= {"Esc"} if "Key_Escape" in source else set()
    rows = section(language, "Keyboard").rows[1:]
    assert {key for row in rows for key in CODE.findall(row[0])} <= keys


@pytest.mark.parametrize("language", READMES)
def test_the_files_are_those_of_the_data_directory(language, tmp_path):
    named = section(language, "Where data lies").codes
    paths = Paths(tmp_path)
    assert {paths.ledger.name, paths.settings.name, f"{paths.logs.name}/"} <= set(named)


@pytest.mark.parametrize("language", READMES)
def test_the_pictures_are_small(language):
    links = [link for part in sections(language) for link in part.links if link.endswith(".png")]
    assert len(links) == 2
    for link in links:
        assert (ROOT / link).read_bytes().startswith(b"\x89PNG")
        assert (ROOT / link).stat().st_size < PICTURE_MAX


@pytest.mark.parametrize("name", [*(path.name for path in READMES.values()), "CHANGELOG.md"])
def test_no_path_of_a_developers_machine(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"(?<![\w.:/])/(?:home|root|Users|work|srv|tmp|opt|mnt)\b", text)
    assert not re.findall(r"[A-Z]:\\", text)


def test_the_changelog_knows_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert headings[:2] == ["Unreleased", __version__]


@pytest.fixture
def sandbox():
    with Sandbox(SandboxSettings(receipts_after=(0, 0), controlled=True)) as running:
        yield running


def sample(kind: str, holding: str, sandbox: Sandbox) -> str:
    """The code block of that kind with `holding` in it, for the port of `sandbox`."""
    fences = section("en", "For scripts and SDKs").fences
    (code,) = [code for its_kind, code in fences if its_kind == kind and holding in code]
    assert "127.0.0.1:8017" in code
    return code.replace("127.0.0.1:8017", f"127.0.0.1:{sandbox.port}")


def test_the_sample_of_the_sdk_sends(sandbox):
    code = sample("python", "SendSms", sandbox)
    command = (sys.executable, "-W", "ignore", "-c", code)
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert json.loads(done.stdout)["Code"] == "OK", done.stderr
    (message,) = sandbox.messages()
    assert message.number == "13657244257"


CURL = """\
curl() { "$PYTHON" -c '
import sys, urllib.request
*given, url = sys.argv[1:]
body = given[given.index("-d") + 1].encode() if "-d" in given else None
headers = {"Content-Type": "application/json"} if body else {}
proxyless = urllib.request.build_opener(urllib.request.ProxyHandler({}))
print(proxyless.open(urllib.request.Request(url, body, headers)).read().decode())
' "$@"; }
"""
"""As much of curl as the samples need, for machines without it."""


def run_in_shell(code: str) -> str:
    if not shutil.which("bash") or not shutil.which("openssl"):
        pytest.skip("no bash and openssl on this machine")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", CURL + code],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_sample_in_shell_is_signed_right(sandbox):
    answer = json.loads(run_in_shell(sample("sh", "openssl", sandbox)))
    assert answer["Code"] == "OK"
    assert "阿里云" in {row["SignName"] for row in answer["SmsSignList"]}


def test_the_samples_of_the_control_are_understood(sandbox):
    answers = run_in_shell(sample("sh", "/sandbox/faults", sandbox)).splitlines()
    assert json.loads(answers[0]) == {"messages": [], "next": 0}
    assert json.loads(answers[1])["next"] == [{"kind": "timeout", "taken": True}]


@pytest.mark.skipif(sys.platform == "win32", reason="the paths of the sample are of POSIX")
def test_the_sandbox_is_started_as_shown():
    (command,) = [
        code
        for kind, code in section("en", "For scripts and SDKs").fences
        if kind == "sh" and "sms-desk sandbox" in code
    ]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program, *arguments = command.replace("8017", str(port)).split()
    assert program == ".venv/bin/sms-desk"
    started = subprocess.Popen(
        [sys.executable, "-m", "gui", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with started:
        lines = [started.stdout.readline() for _ in range(3)]
        started.terminate()
    assert lines[0] == f"URL: http://127.0.0.1:{port}\n"
    shown = section("en", "For scripts and SDKs").codes
    assert all(line.split()[-1] in shown for line in lines[1:])
    assert started.returncode == 0
