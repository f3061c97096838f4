"""What the table advises fits what its code means, in both languages."""

import re
from collections import defaultdict

import pytest

from gui.cloud.codes import CodeExplanations
from gui.resource import resource

CODES = list(CodeExplanations.load(resource("error_codes.json")))
RECEIVED = [code for code in CODES if code.kind in ("receipt", "carrier")]

PHONE = r"手机|关机|服务区|内存|SIM|终端|设备|用户忙|等待队列|缓存|有效期|下发失败|临时失败|受理"
"""Meanings that have to do with the phone, and on which its owner can do something."""
RULES = [
    # a part of the meaning, what the remedy must say in Chinese and in English
    (r"流量控制|流控", r"慢|降低|稍|窗口|再发", r"slow|later|lower|wait|after|window"),
    (r"每日|日最大|日发送总量", r"次日", r"tomorrow"),
    (r"每月|月最大|月发送总量", r"[下次]月", r"next month"),
    (r"时段", r"时段", r"hours"),
    (r"License", r"稍后", r"later"),
    (r"黑名单用户|在黑名单|全局黑名单|运营商黑名单", r"剔除", r"[Rr]emove"),
    (r"停机|欠费", r"停机|机主|充值|核实|联系", r"line|top up|check|verify|contact"),
    (r"^空号$|^未知用户/空号$|号码不存在", r"剔除|核实", r"check|remove"),
    (r"关键字", r"修改|检查", r"[Cc]hange|check"),
    (r"应答超时|未回状态报告|状态报告超时|状态未知", r"勿|查", r"do not|check"),
    (r"内存满|存储满", r"清理", r"deleted"),
]


def test_advice_about_the_phone_is_given_where_the_phone_is_the_reason() -> None:
    wrong = [
        code.code
        for code in RECEIVED
        if re.search(r"手机|\bphone\b", f"{code.remedy_zh} {code.remedy_en}")
        and not re.search(PHONE, code.zh)
    ]
    assert not wrong


@pytest.mark.parametrize(
    "code", ["ID:0044", "ID:0045", "ID:0046", "DB:0142", "DB:0143", "IB:0008", "MB:1026"]
)
def test_hours_quotas_throttling_and_licences_have_nothing_to_do_with_the_phone(code: str) -> None:
    (found,) = [one for one in CODES if one.code == code]
    assert "手机" not in found.remedy_zh
    assert "phone" not in found.remedy_en
    assert "condition clears" not in found.remedy_en


@pytest.mark.parametrize(("meaning", "zh", "en"), RULES)
def test_the_remedy_answers_the_meaning(meaning: str, zh: str, en: str) -> None:
    meant = [code for code in CODES if re.search(meaning, code.zh)]
    assert meant
    assert not [code.code for code in meant if not re.search(zh, code.remedy_zh)]
    assert not [code.code for code in meant if not re.search(en, code.remedy_en, re.IGNORECASE)]


def test_both_languages_advise_the_same() -> None:
    """One sentence in Chinese is one in English: a slip of the table gave one code another's."""
    english = defaultdict(set)
    for code in CODES:
        english[code.remedy_zh].add(code.remedy_en)
    assert not {zh: found for zh, found in english.items() if len(found) > 1}


def test_sending_again_is_advised_only_where_it_is_safe() -> None:
    again = re.compile(r"可再发一次|再发一次")
    wrong = [code.code for code in CODES if again.search(code.remedy_zh) and not code.safe_to_retry]
    assert not wrong
    once = [code for code in RECEIVED if "once more" in code.remedy_en]
    assert all(again.search(code.remedy_zh) for code in once)


def test_remedies_differ() -> None:
    """Groups that were filled in at one go hid what each code means."""
    many = defaultdict(list)
    for code in RECEIVED:
        many[code.remedy_en].append(code.code)
    assert max(map(len, many.values())) <= 14
