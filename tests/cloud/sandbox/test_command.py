import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import IO

import pytest

from gui.cloud.sandbox import command
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.cloud.sandbox.server import Sandbox
from tests.cloud.sandbox.caller import http_ask, sms

RUN = "import sys; from gui.cloud.sandbox.command import main; sys.exit(main(sys.argv[1:]))"


def launch(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", RUN, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output_of(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_command_serves_until_a_signal(name: str) -> None:
    process = launch("--receipts-after", "0", "0", "--no-flow-control")
    with process:
        url = output_of(process).readline().strip()
        found = re.fullmatch(r"URL: http://127\.0\.0\.1:(\d+)", url)
        assert found is not None
        port = int(found[1])
        assert output_of(process).readline() == f"AccessKey ID: {SANDBOX_KEY_ID}\n"
        assert output_of(process).readline() == f"AccessKey secret: {SANDBOX_SECRET}\n"
        for _ in range(2):
            answer = http_ask(port, "SendSms", time.time, **sms(TemplateCode="SMS_153055065"))
            assert b'"Code":"OK"' in answer[2]
        taken = urllib.request.urlopen(f"http://127.0.0.1:{port}/sandbox/messages", timeout=60)
        with taken:
            message = json.load(taken)["messages"][0]
        assert message["receipt_at"] == message["sent"]
        os.kill(process.pid, getattr(signal, name))
        assert process.wait(60) == 0
        assert process.communicate() == ("", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--host", "0.0.0.0"],
        ["--host", "example.com"],
        ["--host", ""],
        ["--port", "x"],
        ["--port", "-1"],
        ["--port", "65536"],
        ["--port"],
        ["--what"],
        ["extra"],
        ["--delay", "-1"],
        ["--delay", "nan"],
        ["--delay", "x"],
        ["--receipts-after", "1"],
        ["--faults", "{"],
        ["--faults", '{"what": 1}'],
        ["--faults", "[]"],
    ],
)
def test_bad_arguments(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert command.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"sms-desk sandbox: .+\n", err)


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with Sandbox() as sandbox:
        assert command.main(["--port", str(sandbox.port)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"sms-desk sandbox: .+\n", err)


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    assert "--port" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_faults_from_the_start() -> None:
    process = launch("--faults", '{"next": [{"kind": "http-503"}]}')
    with process:
        port = int(output_of(process).readline().rpartition(":")[2])
        assert http_ask(port, "SendSms", time.time, **sms())[0] == 503
        process.terminate()
        assert process.wait(60) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")
def test_keys_that_cannot_be_printed_end_it_with_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", RUN],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert "cannot be printed" in done.stderr
    assert len(done.stderr.splitlines()) == 1
