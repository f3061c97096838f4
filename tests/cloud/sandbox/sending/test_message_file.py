import json
import math
import os
import stat
from pathlib import Path

import pytest

from gui.cloud.sandbox.sending.message import SandboxMessage
from gui.cloud.sandbox.sending.message_file import KEPT_SECONDS, MessageFile
from gui.cloud.sandbox.sending.outbox import Outbox, ReceivedCall
from gui.storage.appended_file import AppendedFile
from tests.cloud.sandbox.caller import Desk, sms

NOW = 1_772_416_830.0


def message(
    number: str = "13900000001", sent: float = NOW, receipt_at: float = NOW + 5
) -> SandboxMessage:
    return SandboxMessage(
        call=0,
        number=number,
        sign_name="阿里云",
        template_code="SMS_1",
        params={"code": "1234"},
        content="【阿里云】1234",
        out_id="o-1",
        up_extend_code="",
        biz_id="1^0",
        sent=sent,
        receipt_at=receipt_at,
        shown=sent,
    )


def call() -> ReceivedCall:
    return ReceivedCall("SendSms", ("13900000001",), "o-1", "OK", True, "", NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sandbox.jsonl"


def keep(path: Path, *messages: SandboxMessage) -> None:
    outbox = Outbox(MessageFile(AppendedFile(path)), NOW)
    outbox.record(call(), messages)
    outbox.close()


def test_messages_are_there_in_the_next_outbox(path: Path) -> None:
    keep(path, message(), message(receipt_at=math.inf))
    keep(path, message("13900000002"))
    outbox = Outbox(MessageFile(AppendedFile(path)), NOW)
    assert outbox.of_number("13900000001") == (message(), message(receipt_at=math.inf))
    assert outbox.of_number("13900000002") == (message("13900000002"),)
    assert not outbox.messages()
    assert not outbox.calls()


def test_receipts_come_to_the_next_service(path: Path) -> None:
    first = Desk(messages=AppendedFile(path))
    first.ask("SendSms", **sms())
    first.outbox.close()
    second = Desk(messages=AppendedFile(path))
    second.clock.now = first.clock() + 60
    asked = {"PhoneNumber": "13900000001", "SendDate": "20260302"}
    answer = second.ask("QuerySendDetails", PageSize="10", CurrentPage="1", **asked)
    (row,) = answer["SmsSendDetailDTOs"]["SmsSendDetailDTO"]
    assert row["SendStatus"] == 3


def test_old_messages_are_dropped_from_the_file(path: Path) -> None:
    keep(path, message(sent=NOW - KEPT_SECONDS), message("13900000002"))
    assert not Outbox(MessageFile(AppendedFile(path)), NOW).of_number("13900000001")
    assert "13900000001" not in path.read_text(encoding="utf-8")
    assert "13900000002" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "rest", [b'{"call": 0, "numb', b"[]\n", b"\xff\n", b"1", b'{"number": 1}\n', b"[" * 100_000]
)
def test_damaged_lines_are_skipped_and_disturb_no_later_one(path: Path, rest: bytes) -> None:
    keep(path, message())
    with path.open("ab") as file:
        file.write(rest)
    keep(path, message("13900000002"))
    outbox = Outbox(MessageFile(AppendedFile(path)), NOW)
    assert outbox.of_number("13900000001") == (message(),)
    assert outbox.of_number("13900000002") == (message("13900000002"),)


def test_line_without_its_end_is_not_joined_to_the_next(path: Path) -> None:
    keep(path, message())
    path.write_bytes(path.read_bytes().rstrip())
    keep(path, message("13900000002"))
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_types_are_checked(path: Path) -> None:
    keep(path, message())
    row = json.loads(path.read_bytes())
    path.write_text(json.dumps(row | {"sent": "now"}), encoding="utf-8")
    assert not Outbox(MessageFile(AppendedFile(path)), NOW).of_number("13900000001")


def test_a_file_that_cannot_be_written_does_not_keep_messages_from_being_accepted(
    tmp_path: Path,
) -> None:
    outbox = Outbox(MessageFile(AppendedFile(tmp_path / "gone" / "sandbox.jsonl")), NOW)
    outbox.record(call(), [message()])
    outbox.record(call(), [message()])
    assert len(outbox.messages()) == 2


class HeldStore(AppendedFile):
    """A file that another program holds for a time."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.held = True
        self.waits = list[bool]()

    def append(self, content: bytes | bytearray, *, wait: bool = True) -> None:
        self.waits.append(wait)
        if self.held:
            raise PermissionError
        super().append(content, wait=wait)


def test_what_could_not_be_written_is_written_with_the_next_messages(path: Path) -> None:
    store = HeldStore(path)
    outbox = Outbox(MessageFile(store), NOW)
    outbox.record(call(), [message()])
    outbox.record(call(), [message("13900000002")])
    store.held = False
    outbox.record(call(), [message("13900000003")])
    outbox.record(call(), [message("13900000004")])
    outbox.close()
    assert store.waits == [True, False, False, True]
    after = Outbox(MessageFile(AppendedFile(path)), NOW)
    for last in range(1, 5):
        number = f"1390000000{last}"
        assert after.of_number(number) == (message(number),)


def test_what_could_not_be_written_is_written_at_the_end(path: Path) -> None:
    store = HeldStore(path)
    outbox = Outbox(MessageFile(store), NOW)
    outbox.record(call(), [message()])
    store.held = False
    outbox.close()
    assert len(path.read_bytes().splitlines()) == 1


def test_a_file_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert not Outbox(MessageFile(AppendedFile(tmp_path)), NOW).of_number("13900000001")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_private_to_the_user(path: Path) -> None:
    keep(path, message())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
