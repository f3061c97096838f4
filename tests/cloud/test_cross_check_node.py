"""The sandbox against @alicloud/pop-core, which signs in JavaScript and puts all into the body."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from tests.cloud.test_cross_check import HARD, HARDER, NOTICE, SIGN, run, today

PACKAGE = "@alicloud/pop-core@1.8.0"
FOLDER = Path(__file__).parents[2] / "build" / "pop-core"
NO_NETWORK = (
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "ENETUNREACH",
    "ERR_SOCKET_TIMEOUT",
    "UNABLE_TO_GET_ISSUER_CERT",
    "SELF_SIGNED_CERT",
)

SCRIPT = """\
const Core = require(process.argv[1]);
const [endpoint, accessKeyId, accessKeySecret] = process.argv.slice(2);
const client = new Core({endpoint, accessKeyId, accessKeySecret, apiVersion: '2017-05-25'});
let given = '';
process.stdin.on('data', chunk => given += chunk).on('end', async () => {
  const answers = [];
  for (const [action, params, method] of JSON.parse(given)) {
    try {
      answers.push(await client.request(action, params, {method}));
    } catch (error) {
      answers.push({Code: error.code, Data: error.data});
    }
  }
  console.log(JSON.stringify(answers));
});
"""


@pytest.fixture(scope="session")
def pop_core() -> Path:
    """Where the package lies; fetched once and kept below build/."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("no node and npm on this machine")
    package = FOLDER / "node_modules" / "@alicloud" / "pop-core"
    # npm writes this one last: without it an earlier fetch was broken off.
    if not (FOLDER / "node_modules" / ".package-lock.json").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [
                shutil.which("npm") or "npm",
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--fetch-retries=1",
                "--fetch-timeout=20000",
                "--prefix",
                str(FOLDER),
                PACKAGE,
            ],
            capture_output=True,
            text=True,
            timeout=180,
            cwd=FOLDER,
        )
        if done.returncode and any(word in done.stderr for word in NO_NETWORK):
            pytest.skip("the npm registry cannot be reached")
        assert done.returncode == 0, done.stderr
    return package


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings(receipts_after=(0, 0))) as running:
        yield running


@pytest.fixture
def ask(sandbox: Sandbox, pop_core: Path) -> Callable[..., list[dict[str, Any]]]:
    def ask(
        *calls: tuple[str, dict[str, str | int], str], secret: str = SANDBOX_SECRET
    ) -> list[dict[str, Any]]:
        command = ("node", "-e", SCRIPT, "--", str(pop_core), sandbox.url, SANDBOX_KEY_ID, secret)
        found: list[dict[str, Any]] = json.loads(run(*command, given=json.dumps(calls)))
        return found

    return ask


def sms(**more: Any) -> dict[str, str]:
    return {
        "PhoneNumbers": "13900000001",
        "SignName": SIGN,
        "TemplateCode": NOTICE,
        "TemplateParam": json.dumps({"code": HARD}),
        **more,
    }


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_pop_core(sandbox: Sandbox, ask: Callable[..., list[dict[str, Any]]], method: str) -> None:
    query = {
        "PhoneNumber": "13900000001",
        "SendDate": today(),
        "PageSize": 10,
        "CurrentPage": 1,
    }
    sent, details, templates = ask(
        ("SendSms", sms(OutId=HARDER), method),
        ("QuerySendDetails", query, method),
        ("QuerySmsTemplateList", {"PageSize": 50}, method),
    )
    (message,) = sandbox.messages()
    assert sent["Code"] == "OK"
    assert (message.biz_id, message.params) == (sent["BizId"], {"code": HARD})
    assert message.out_id == HARDER
    (row,) = details["SmsSendDetailDTOs"]["SmsSendDetailDTO"]
    assert (row["OutId"], row["SendStatus"]) == (HARDER, 3)
    assert templates["TotalCount"] == len(templates["SmsTemplateList"])


def test_pop_core_sees_errors(sandbox: Sandbox, ask: Callable[..., list[dict[str, Any]]]) -> None:
    refused, missing = ask(
        ("SendSms", sms(SignName="没有"), "POST"),
        ("SendSms", {"PhoneNumbers": "13900000001"}, "POST"),
    )
    assert refused["Code"] == "isv.SMS_SIGNATURE_ILLEGAL"
    assert missing["Code"] == "MissingSignName"
    (wrong,) = ask(("SendSms", sms(), "POST"), secret="wrong")
    assert wrong["Code"] == "SignatureDoesNotMatch"
    assert not sandbox.messages()
