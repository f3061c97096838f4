"""The sandbox against clients that nobody here wrote, each in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from gui.cloud.sandbox.faults import FaultKind, SandboxFault
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings

SIGN = "小饭桌管理平台"
NOTICE = "SMS_146806055"
HARD = "a b+c*d~e%f&g=h云"
"""What signatures are known to break on: blank, plus, star, tilde, percent, ampersand, Chinese."""
HARDER = HARD + "😀\"'<>/?#;:@\\[]{}|^`"

# The document's sample, to the letter.
SEED = """\
#!/usr/bin/env python
#coding=utf-8

from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
client = AcsClient('<accessKeyId>', '<accessSecret>', 'cn-hangzhou')

request = CommonRequest()
request.set_accept_format('json')
request.set_domain('dysmsapi.aliyuncs.com')
request.set_method('POST')
request.set_protocol_type('https') # https | http
request.set_version('2017-05-25')
request.set_action_name('SendSms')

request.add_query_param('RegionId', "cn-hangzhou")
request.add_query_param('PhoneNumbers', "13657244257")
request.add_query_param('SignName', "小饭桌管理平台")
request.add_query_param('TemplateCode', "SMS_146806055")
request.add_query_param('TemplateParam', "{\\"code\\":\\"yangyanghenshuai\\"}")

response = client.do_action(request)
# python2:  print(response) 
print(str(response, encoding = 'utf-8'))
"""

NEW_SDK = """\
import json, sys
from alibabacloud_dysmsapi20170525 import models
from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_tea_openapi.utils_models import Config

endpoint, key_id, secret = sys.argv[1:]
client = Client(Config(
    access_key_id=key_id,
    access_key_secret=secret,
    endpoint=endpoint,
    protocol="http",
    signature_algorithm="v2",
))
answers = []
for name, fields in json.load(sys.stdin):
    request = getattr(models, name + "Request")(**fields)
    method = "".join("_" + c.lower() if c.isupper() else c for c in name)[1:]
    try:
        answers.append(getattr(client, method)(request).body.to_map())
    except Exception as error:
        answers.append({"Code": getattr(error, "code", repr(error))})
print(json.dumps(answers))
"""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings(receipts_after=(0, 0))) as running:
        yield running


def plain_environment() -> dict[str, str]:
    """This one without proxies: clients use them for 127.0.0.1 as well."""
    env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return env | {"NO_PROXY": "*", "PYTHONUTF8": "1"}


def run(*command: str, given: str = "") -> str:
    """The standard output of a client."""
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=plain_environment(),
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def today() -> str:
    return datetime.now(timezone(timedelta(hours=8))).strftime("%Y%m%d")


def seed(sandbox: Sandbox, key_id: str = SANDBOX_KEY_ID, secret: str = SANDBOX_SECRET) -> str:
    """Run the sample with nothing changed but key, endpoint and protocol."""
    code = SEED
    for written, ours in (
        ("'<accessKeyId>'", repr(key_id)),
        ("'<accessSecret>'", repr(secret)),
        ("'dysmsapi.aliyuncs.com'", repr(f"127.0.0.1:{sandbox.port}")),
        ("'https')", "'http')"),
    ):
        assert code.count(written) == 1
        code = code.replace(written, ours)
    return run(sys.executable, "-W", "ignore", "-c", code)


def test_the_documents_own_sample(sandbox: Sandbox) -> None:
    answer = json.loads(seed(sandbox))
    assert answer.keys() == {"Message", "RequestId", "BizId", "Code"}
    assert answer["Code"] == answer["Message"] == "OK"
    (message,) = sandbox.messages()
    assert message.biz_id == answer["BizId"]
    assert message.number == "13657244257"
    assert (message.sign_name, message.template_code) == (SIGN, NOTICE)
    assert message.params == {"code": "yangyanghenshuai"}


def test_the_documents_own_sample_with_a_wrong_secret(sandbox: Sandbox) -> None:
    answer = json.loads(seed(sandbox, secret="wrong"))
    assert answer["Code"] == "SignatureDoesNotMatch"
    assert not sandbox.messages()


def new_sdk(
    sandbox: Sandbox, *calls: tuple[str, dict[str, str | int]], secret: str = SANDBOX_SECRET
) -> list[dict[str, Any]]:
    """Ask with alibabacloud-dysmsapi20170525; calls are (action, fields)."""
    endpoint = f"127.0.0.1:{sandbox.port}"
    command = (sys.executable, "-W", "ignore", "-c", NEW_SDK, endpoint, SANDBOX_KEY_ID, secret)
    found: list[dict[str, Any]] = json.loads(run(*command, given=json.dumps(calls)))
    return found


def test_the_new_sdk(sandbox: Sandbox) -> None:
    sandbox.faults.next(SandboxFault(FaultKind.THROTTLED))
    throttled, sent, batch, details, signs, templates, template, nothing = new_sdk(
        sandbox,
        ("QuerySmsSignList", {}),
        (
            "SendSms",
            {
                "phone_numbers": "13900000001",
                "sign_name": SIGN,
                "template_code": NOTICE,
                "template_param": json.dumps({"code": HARD}),
                "out_id": HARDER,
            },
        ),
        (
            "SendBatchSms",
            {
                "phone_number_json": '["13900000002","13900000003"]',
                "sign_name_json": json.dumps([SIGN, "阿里云"]),
                "template_code": NOTICE,
                "template_param_json": json.dumps([{"code": HARD}, {"code": "*~"}]),
                "out_id": "+",
            },
        ),
        (
            "QuerySendDetails",
            {
                "phone_number": "13900000001",
                "send_date": today(),
                "page_size": 10,
                "current_page": 1,
            },
        ),
        ("QuerySmsSignList", {"page_index": 1, "page_size": 3}),
        ("QuerySmsTemplateList", {"page_index": 2, "page_size": 10}),
        ("GetSmsTemplate", {"template_code": "SMS_900000002"}),
        ("SendSms", {"phone_numbers": "1", "sign_name": SIGN, "template_code": NOTICE}),
    )
    first, second, third = sandbox.messages()
    assert throttled["Code"] == "Throttling.User"
    assert sent["Code"] == batch["Code"] == "OK"
    assert (first.biz_id, first.params, first.out_id) == (sent["BizId"], {"code": HARD}, HARDER)
    assert (second.number, second.params, second.out_id) == ("13900000002", {"code": HARD}, "+")
    assert (third.sign_name, third.params) == ("阿里云", {"code": "*~"})
    (row,) = details["SmsSendDetailDTOs"]["SmsSendDetailDTO"]
    assert (row["OutId"], row["SendStatus"], row["ErrCode"]) == (HARDER, 3, "DELIVERED")
    assert row["Content"] == first.content
    assert len(signs["SmsSignList"]) == 3
    assert signs["TotalCount"] > 3
    assert templates["SmsTemplateList"][0]["TemplateCode"]
    assert (template["TemplateStatus"], template["TemplateType"]) == ("1", "1")
    assert nothing["Code"] == "isv.MOBILE_NUMBER_ILLEGAL"


def test_the_new_sdk_with_a_wrong_secret(sandbox: Sandbox) -> None:
    (answer,) = new_sdk(sandbox, ("QuerySmsSignList", {}), secret="wrong")
    assert answer["Code"] == "SignatureDoesNotMatch"
