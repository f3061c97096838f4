"""What the details say of a row is true in every state, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from gui.cloud.codes import CodeExplanations
from gui.core.history import HistoryEntry
from gui.core.message.fields import SendMode
from gui.core.sending.outcome import NetworkFault, UnknownFault
from gui.core.sending.state import RecipientState as State
from gui.models.history import code, explain_entry
from gui.resource import resource
from gui.words.history.details import EntryDetails, describe_entry
from gui.words.history.steps import steps

CODES = CodeExplanations.load(resource("error_codes.json"))
T = 1_795_816_000_000
DAY = 86_400_000
NOW = T + 4 * DAY
BARE = HistoryEntry(
    id=1,
    run_id=1,
    time=T,
    number="13900000001",
    sign_name="阿里云",
    template_code="SMS_1",
    state=State.QUEUED,
    code="",
    message="",
    request_id="",
    biz_id="",
    out_id="",
    fault="",
    http_status=0,
    submitted_at=None,
    settled_at=None,
    account_label="Shop",
    access_key_id="LTAI",
    sandbox=False,
    template_param="{}",
    template_content="",
    mode=SendMode.ONE_BY_ONE,
    created_at=T,
)
CALLED = replace(BARE, submitted_at=T + 100, settled_at=T + 300)
TAKEN = replace(CALLED, state=State.ACCEPTED, code="OK", message="OK", accepted_at=T + 300)
WAITING = replace(TAKEN, accepted_at=NOW - 60_000, next_query_at=NOW + 10_000)
OVERDUE = replace(TAKEN, next_query_at=T + 10_000)
GIVEN_UP_ON = replace(TAKEN, next_query_at=None, queries=40)
RECEIVED = replace(TAKEN, received_at=T + 7_000, receipt_seconds=7)
DELIVERED = replace(RECEIVED, state=State.DELIVERED, receipt_code="DELIVERED")
UNDELIVERED = replace(RECEIVED, state=State.UNDELIVERED, receipt_code="MOBILE_NOT_ON_SERVICE")
UNKNOWN = replace(CALLED, state=State.UNKNOWN, fault=UnknownFault.READ_TIMEOUT.value)
FOUND = replace(DELIVERED, code="isp.SYSTEM_ERROR", message="error", looked_at=T + 60_000, fault="")
REFUSED = replace(CALLED, state=State.REJECTED, code="isv.MOBILE_NUMBER_ILLEGAL", message="invalid")
TURNED_AWAY = replace(BARE, submitted_at=T + 100, code="Throttling.User", message="denied")
STOPPED = replace(TURNED_AWAY, code="", message="", fault=NetworkFault.REFUSED.value)
GIVEN_UP = replace(BARE, state=State.CANCELLED, settled_at=T + DAY)
GIVEN_UP_LATER = replace(TURNED_AWAY, state=State.CANCELLED, settled_at=T + DAY)
DECLARED = replace(BARE, submitted_at=T + 100, looked_at=T + DAY, declared_at=T + DAY)
DECLARED_AND_GIVEN_UP = replace(DECLARED, state=State.CANCELLED, settled_at=T + 2 * DAY)

SENTENCES: dict[str, tuple[HistoryEntry, str, str]] = {
    "queued": (BARE, "No call has been made", "还没有提交这个号码"),
    "turned away": (TURNED_AWAY, "The last call sent nothing", "上次提交没有发出"),
    "stopped": (STOPPED, "Nothing was sent", "短信没有发出"),
    "waiting": (WAITING, "the receipt is still to come", "回执尚未返回"),
    "overdue": (OVERDUE, "no receipt came within 72 hours", "72 小时内没有收到回执"),
    "no receipt": (GIVEN_UP_ON, "no receipt came within 72 hours", "72 小时内没有收到回执"),
    "delivered": (DELIVERED, "The phone received it", "手机已收到短信"),
    "undelivered": (UNDELIVERED, "The carrier could not deliver it", "运营商没有送达"),
    "unknown": (UNKNOWN, "It may have been sent", "短信可能已经发出"),
    "found": (FOUND, "The phone received it", "手机已收到短信"),
    "refused": (REFUSED, "no message was sent", "短信没有发出"),
    "given up": (GIVEN_UP, "Given up before any call was made", "提交之前已取消"),
    "given up later": (GIVEN_UP_LATER, "no other was made", "没有再提交"),
    "declared": (DECLARED, "You declared it unsent", "您已认定它未发出"),
    "declared, given up": (DECLARED_AND_GIVEN_UP, "and gave it up", "之后取消了发送"),
}
"""A row, and what its details say of it in English and in Chinese."""
FALSE = {
    "turned away": ("No call has been made", "还没有提交"),
    "no receipt": ("still to come", "等待回执"),
    "undelivered": ("eceived", "已收到"),
    "found": ("Unknown", "未知"),
    "given up later": ("before any call", "提交之前"),
    "declared": ("No call has been made", "还没有提交"),
    "declared, given up": ("before any call", "提交之前"),
}
"""What must not be said."""


@pytest.fixture(params=["en", "zh_CN"])
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    translator = QTranslator()
    assert translator.load(request.param, str(resource("translations")))
    qapp.installTranslator(translator)
    yield request.param
    qapp.removeTranslator(translator)


def described(entry: HistoryEntry, language: str) -> EntryDetails:
    said = "" if entry.state is State.DELIVERED else code(entry)
    known = CODES.explain(said) if said else None
    chinese = language == "zh_CN"
    return describe_entry(entry, known, number="139****0001", chinese=chinese, now=NOW)


@pytest.mark.parametrize("name", SENTENCES)
def test_what_is_said_is_true(language: str, name: str) -> None:
    entry, english, chinese = SENTENCES[name]
    details = described(entry, language)
    at = ("en", "zh_CN").index(language)
    assert (english, chinese)[at] in " ".join(details.reason)
    if name in FALSE:
        assert FALSE[name][at] not in details.plain()


@pytest.mark.parametrize("name", SENTENCES)
def test_the_way_is_in_the_order_of_time_and_ends_in_its_state(language: str, name: str) -> None:
    entry = SENTENCES[name][0]
    details = described(entry, language)
    first = details.steps[0]
    assert first.state is State.QUEUED
    assert first.time.startswith("2026-11-2")
    if entry.state in (State.DELIVERED, State.UNDELIVERED):
        last = details.steps[-1]
        assert last.state is entry.state
        assert entry.receipt_code in last.note
        assert "7" in last.note


def test_an_undelivered_row_says_why_and_what_to_do(language: str) -> None:
    details = described(UNDELIVERED, language)
    known = CODES.explain("MOBILE_NOT_ON_SERVICE")
    chinese = language == "zh_CN"
    whole = " ".join(details.reason)
    assert details.reason[0] == (known.zh if chinese else known.en)
    assert details.reason[-1].endswith("MOBILE_NOT_ON_SERVICE")
    assert (known.remedy_zh if chinese else known.remedy_en) in whole
    line = explain_entry(UNDELIVERED, lambda _: known.zh if chinese else known.en)
    assert line == (known.zh if chinese else known.en)


def test_a_code_that_nobody_knows_is_said_after_what_is_known(language: str) -> None:
    details = described(replace(UNDELIVERED, receipt_code="XX:9999"), language)
    _, english, chinese = SENTENCES["undelivered"]
    assert (english if language == "en" else chinese) in details.reason[0]
    assert details.reason[-1].endswith("XX:9999")


def test_the_table_says_why_a_message_was_refused_in_the_language_of_the_window(
    language: str,
) -> None:
    known = CODES.explain(REFUSED.code)
    text = known.zh if language == "zh_CN" else known.en
    assert explain_entry(REFUSED, lambda _: text) == text
    assert explain_entry(REFUSED, lambda _: "") == "invalid"  # a code that nobody knows
    limited = replace(REFUSED, code="isv.BUSINESS_LIMIT_CONTROL", message="触发分钟级流控Permits:1")
    assert "1" in explain_entry(limited, lambda _: text)


def test_a_receipt_that_is_overdue_is_not_waited_for() -> None:
    assert steps(OVERDUE, NOW)[-1] == steps(GIVEN_UP_ON, NOW)[-1]
    later = steps(replace(OVERDUE, next_query_at=NOW + 60_000), NOW)[-1]
    assert later.title == "No receipt within 72 hours"
    assert later.note.startswith("asked for next at ")
    assert steps(OVERDUE, T + DAY)[-1].title == "Waiting for the receipt"
