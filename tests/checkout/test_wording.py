"""The Chinese window speaks as an operator does, in the terms of the Aliyun console."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from gui.resource import resource

SAID = (
    "查询不明结果",
    "已停止：还有 {count} 条未发送，可随时继续",
    "回执时间",
    "回执用时",
    "请填写：{names}",
    "短信内容",
    "变量值",
    "选择签名",
    "不使用名单中的列",
    "同一号码有多行不同内容时，每行发一条",
    "生产账号（发送前醒目提醒计费）",
    "取消剩余 {count} 条",
    "AccessKey Secret 保存在{keyring}中。",
)
"""Sentences that were asked for; a blank between 保存在 and the keyring's name would be seen."""
NOT_SAID = ("解决未知", "服务端", "参数值", "放弃其余")
"""How it was said before."""


@pytest.fixture(scope="module")
def chinese() -> list[str]:
    root = ET.parse(resource("translations/zh_CN.ts")).getroot()
    return ["".join(one.itertext()) for one in root.iter("translation")]


@pytest.mark.parametrize("sentence", SAID)
def test_it_is_said_so(chinese: list[str], sentence: str) -> None:
    assert any(sentence in said for said in chinese)


@pytest.mark.parametrize("words", NOT_SAID)
def test_it_is_not_said_so_any_more(chinese: list[str], words: str) -> None:
    assert not [said for said in chinese if words in said]
