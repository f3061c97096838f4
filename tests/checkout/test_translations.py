"""The .ts files: nothing is missing, stale or half said, and the .qm are made of them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests import translations
from tests.present import present
from tests.translations import FOLDER, LANGUAGES

SAME_IN_CHINESE = {
    "RegionId",
    "AccessKey secret",
    "Access&Key ID",
    "AccessKey {key}",
    "OutI&d",
    "OutId {value}",
    "Code",
    "Code: {code}",
}
"""The console's own terms."""
JOINT = re.compile(r"(\{\w+\}|\W)+")
"""What only joins other texts has no word of its own: `{why} {said}`."""
HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?!\w)")
"""English punctuation beside a Chinese character."""
PLACE = re.compile(r"\{\w+\}|%L?n")


@dataclass(frozen=True)
class Sentence:
    """One message of a .ts file; `state` is none once it is translated."""

    context: str
    source: str
    forms: tuple[str, ...]
    numerus: bool
    state: str | None


def sentences(language: str) -> Iterator[Sentence]:
    root = ElementTree.parse(FOLDER / f"{language}.ts").getroot()
    for context in root.iter("context"):
        for message in context.iter("message"):
            said = present(message.find("translation"))
            numerus = message.get("numerus") == "yes"
            forms = said.findall("numerusform") if numerus else [said]
            yield Sentence(
                context.findtext("name", ""),
                message.findtext("source", ""),
                tuple(form.text or "" for form in forms),
                numerus,
                said.get("type"),
            )


each = pytest.mark.parametrize("language", LANGUAGES)


@each
def test_nothing_is_unfinished_or_vanished(language: str) -> None:
    said = list(sentences(language))
    assert said
    for one in said:
        assert one.state is None, one
        assert all(form.strip() for form in one.forms), one


@each
def test_nothing_is_stale(language: str, tmp_path: Path) -> None:
    file = f"{language}.ts"
    shutil.copy(FOLDER / file, tmp_path)
    translations.collect(tmp_path, [language])
    assert (tmp_path / file).read_text("utf-8") == (FOLDER / file).read_text("utf-8"), (
        "run `make translations`, and translate what is new"
    )


@each
def test_compiled_files_are_made_of_these(language: str, tmp_path: Path) -> None:
    translations.compiled(language, tmp_path / "compiled.qm")
    assert (tmp_path / "compiled.qm").read_bytes() == (FOLDER / f"{language}.qm").read_bytes(), (
        "run `make translations`"
    )


@each
def test_places_agree(language: str) -> None:
    for one in sentences(language):
        for form in one.forms:
            assert Counter(PLACE.findall(form)) == Counter(PLACE.findall(one.source)), one


def test_chinese_labels_have_no_access_keys() -> None:
    """A letter in brackets behind every label, as in "保存(&S)", is what an operator reads past."""
    for one in sentences("zh_CN"):
        assert "&" not in "".join(one.forms), one


def test_chinese_is_chinese() -> None:
    for one in sentences("zh_CN"):
        for form in one.forms:
            word = one.source not in SAME_IN_CHINESE and not JOINT.fullmatch(one.source)
            assert not word or HAN.search(form), one
            assert not HALF_WIDTH.search(form.replace("主机:端口", "")), one


def test_chinese_has_the_terms_of_operators() -> None:
    """The console says 短信服务, and an operator asks for 不明结果."""
    for one in sentences("zh_CN"):
        assert not re.search("服务端|核实未知|放弃其余|不取自", "".join(one.forms)), one


def test_what_is_the_same_in_chinese_is_still_said() -> None:
    assert {one.source for one in sentences("zh_CN")} >= SAME_IN_CHINESE
