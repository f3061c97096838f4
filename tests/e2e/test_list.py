"""A list as people have it, from the command line to the service, in the real program."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.operating import Operator
from tests.sandbox_process import SandboxProcess

SIGN = "阿里云"
TEMPLATE = "SMS_153055065"
CONTENT = "【阿里云】您的验证码为：{code}，请勿泄露于他人！"
ROWS = (
    ("张三", "13800138000", "0412"),
    ("李四", "1 390 013 9000", "7781"),
    ("王五", "186-0018-6000", "9035"),
    ("赵六", "010-62512345", "1111"),
    ("张三", "13800138000", "0412"),
    ("孙七", "1.59E+10", "2222"),
    ("周八", "15900159000", ""),
)
"""Name, number and code: four who can be written to, one of them without a code; a landline, a
repetition, and a number that a spreadsheet has rounded."""
SENT = {"13800138000": "0412", "13900139000": "7781", "18600186000": "9035"}


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def service() -> Iterator[SandboxProcess]:
    with SandboxProcess() as sandbox:
        yield sandbox


def start(desktop: Desktop, *more: str) -> Operator:
    data_dir = desktop.home / "data"
    return desktop.launch(
        sys.executable, "-m", "gui", *more, "--data-dir", str(data_dir), "--lang", "en"
    )


def save_account(operator: Operator, url: str) -> None:
    operator.toggle("accountSettings")
    operator.press("newAccount")
    operator.fill("accountLabel", "Shop")
    operator.fill("accessKeyId", ACTIVE.key_id)
    operator.fill("accessKeySecret", ACTIVE.secret)
    operator.fill("endpoint", url)
    operator.press("saveAccount")
    operator.wait_for("accountStatus", "Secret Service", 20)
    operator.toggle("accountSettings")


def test_a_gbk_table_is_mapped_previewed_and_sent_row_by_row(
    desktop: Desktop, service: SandboxProcess
) -> None:
    table = desktop.home / "客户名单.csv"
    lines = ["姓名,手机号,验证码", *(",".join(row) for row in ROWS)]
    table.write_bytes("\r\n".join(lines).encode("gbk"))

    operator = start(desktop)
    operator.see("account", 30)
    save_account(operator, service.url)
    operator.fill("signName", SIGN)
    operator.fill("templateCode", TEMPLATE)
    operator.fill("param_code", "?")
    operator.wait_for("preview", CONTENT.format(code="?"), 20)
    assert operator.close() == 0

    operator = start(desktop, str(table))
    operator.see("importConfirm", 30)
    operator.toggle("importOptions")
    assert "GB18030" in operator.read("importEncoding")
    assert "手机号" in operator.read("importNumberColumn")
    operator.choose("importVariable_code", "验证码")
    operator.press("importConfirm")
    operator.wait_for("recipientSummary", "3 valid", 20)
    assert operator.read("param_code") == "{{验证码}}"

    for place, code in enumerate(SENT.values()):
        if place:
            operator.press("previewNext")
        operator.wait_for("preview", CONTENT.format(code=code), 20)

    operator.wait_for("send", "3")
    operator.press("send")
    operator.see("confirmSend")
    operator.press("confirmSend")
    operator.see("sendAgain", 30)  # the run is over
    assert operator.close() == 0
    assert operator.program.complaints() == ""

    taken = [(each["number"], each["content"]) for each in service.messages()]
    assert sorted(taken) == [(number, CONTENT.format(code=SENT[number])) for number in sorted(SENT)]
