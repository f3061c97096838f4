"""The samples of the manual run as they stand there."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from tests.documents import ROOT, section
from tests.present import present

SANDBOX_PAGE = "manual/sandbox.md"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings(receipts_after=(0, 0), controlled=True)) as running:
        yield running


def sample(kind: str, holding: str, sandbox: Sandbox) -> str:
    """The code block of that kind with `holding` in it, for the port of `sandbox`."""
    fences = section(SANDBOX_PAGE, "en", "For scripts and SDKs").fences
    (code,) = [code for its_kind, code in fences if its_kind == kind and holding in code]
    assert "127.0.0.1:8017" in code
    found: str = code.replace("127.0.0.1:8017", f"127.0.0.1:{sandbox.port}")
    return found


def test_the_sample_of_the_sdk_sends(sandbox: Sandbox) -> None:
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


def test_the_sample_in_shell_is_signed_right(sandbox: Sandbox) -> None:
    answer = json.loads(run_in_shell(sample("sh", "openssl", sandbox)))
    assert answer["Code"] == "OK"
    assert "阿里云" in {row["SignName"] for row in answer["SmsSignList"]}


def test_the_samples_of_the_control_are_understood(sandbox: Sandbox) -> None:
    answers = run_in_shell(sample("sh", "/sandbox/faults", sandbox)).splitlines()
    assert json.loads(answers[0]) == {"messages": [], "next": 0}
    assert json.loads(answers[1])["next"] == [{"kind": "timeout", "taken": True}]


@pytest.mark.skipif(sys.platform == "win32", reason="the paths of the sample are of POSIX")
def test_the_sandbox_is_started_as_shown() -> None:
    (command,) = [
        code
        for kind, code in section(SANDBOX_PAGE, "en", "For scripts and SDKs").fences
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
        lines = [present(started.stdout).readline() for _ in range(3)]
        started.terminate()
    assert lines[0] == f"URL: http://127.0.0.1:{port}\n"
    shown = section(SANDBOX_PAGE, "en", "For scripts and SDKs").codes
    assert all(line.split()[-1] in shown for line in lines[1:])
    assert started.returncode == 0
