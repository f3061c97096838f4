"""What the manual calls by its label is called so in the window, in both languages."""

from __future__ import annotations

import re

import pytest

from tests.checkout.test_translations import sentences
from tests.documents import LANGUAGES, PAGES, ROOT, Section, sections

QUOTED = {"en": re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)"), "zh_CN": re.compile("“([^”\n]+)”")}
"""A label is in italics in English, and between quotation marks in Chinese."""
CODE = re.compile(r"`[^`\n]+`")
VALUE = re.compile(r"\{\w+\}|%L?n")
OF_SYSTEMS = {
    "Open with": "打开方式",
    "Open Anyway": "仍要打开",
    "System Settings › Privacy & Security": "系统设置 › 隐私与安全性",
    "Secret Service Integration": "Secret Service 集成",
    "Privacy & security": "隐私和安全性",
    "Automatic file downloads": "自动文件下载",
    "Always keep on this device": "始终保留在此设备上",
    "SMS Desk": "SMS Desk",
}
"""Labels of other programs, and the name of ours in folders of macOS."""
EXAMPLES = {"name (2)": "名称 (2)"}
CHINESE_ALONE = {"已安装的应用", "应用程序", "文档", "…"}
"""Of systems, and the button that shows three dots; in English it is no quotation."""


def plain(label: str) -> str:
    """A label without its access key and the key beside it in a menu."""
    return label.replace("&", "").partition("\t")[0].strip()


def installer() -> dict[str, str]:
    """The labels of the installer for Windows, without what they say in brackets."""
    words = (ROOT / "resources/packaging/windows/words.nsh").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for name, language, text in re.findall(r'LangString (\w+) \${LANG_(\w+)} "(.*?)"', words):
        found.setdefault(name, {})[language] = re.split(r"（| \(", plain(text))[0]
    return {one["ENGLISH"]: one["SIMPCHINESE"] for one in found.values() if len(one) == 2}


def known() -> dict[str, set[str]]:
    """Each label, up to a value in it as well, and the Chinese ones that it can be."""
    labels: dict[str, set[str]] = {}
    for pairs in (OF_SYSTEMS, EXAMPLES, installer()):
        for english, chinese in pairs.items():
            labels.setdefault(english, set()).add(chinese)
    for one in sentences("zh_CN"):
        for form in one.forms:
            for cut in (plain, lambda text: VALUE.split(plain(text))[0].strip()):
                if label := cut(one.source):
                    labels.setdefault(label, set()).add(cut(form))
    return labels


def quoted(part: Section, language: str) -> list[str]:
    found: list[str] = QUOTED[language].findall(CODE.sub("", part.prose))
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_one_of_the_window(page: str, language: str) -> None:
    labels = known()
    chinese = set().union(*labels.values()) | CHINESE_ALONE
    called = set(labels) if language == "en" else chinese
    for part in sections(f"manual/{page}", language):
        assert set(quoted(part, language)) <= called, part.title


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_ones(page: str) -> None:
    """Where English names a label, Chinese names its translation; it may name more."""
    labels = known()
    parts = (sections(f"manual/{page}", language) for language in ("en", "zh_CN"))
    for english, chinese in zip(*parts, strict=True):
        theirs = set(quoted(chinese, "zh_CN"))
        for label in quoted(english, "en"):
            assert labels[label] & theirs, f"{chinese.title}: {label}"


def test_there_are_labels_to_look_at() -> None:
    for language in LANGUAGES:
        parts = [part for page in PAGES for part in sections(f"manual/{page}", language)]
        assert sum(len(quoted(part, language)) for part in parts) > 80
