"""The settings of every released version come along whole, and stay in the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings_file import FORMAT, SettingsFile
from tests.desk import desk, no_keyring
from tests.storage.released_data import VERSIONS, copied, each

Json = dict[str, Any]

DRAFT_0_1_0 = {
    "sign_name": "",
    "template_code": "",
    "template_param": "",
    "out_id": "",
    "up_extend_code": "",
    "mode": "one-by-one",
}
DEFAULTS: dict[str, Json] = {
    "0.1.0": {
        "settings": {"current": "", "language": "", "masked": False},
        "account": {
            "endpoint": "dysmsapi.aliyuncs.com",
            "region": "cn-hangzhou",
            "production": False,
            "proxy": "",
            "sandbox": False,
        },
        "draft": DRAFT_0_1_0,
        "recents": {"sign_names": [], "template_codes": []},
    }
}
"""What a version meant by a key that is not in its file: it writes differences from these alone."""

FULL: dict[str, Json] = {
    "0.1.0": {
        "format": 1,
        "accounts": [
            {"label": "Shop", "access_key_id": "LTAI5tReleasedExample01"},
            {
                "label": "银行",
                "access_key_id": "LTAI5tReleasedExample02",
                "endpoint": "dysmsapi.example.com:8443",
                "region": "cn-shanghai",
                "production": True,
                "proxy": "http://mei@proxy.example.com:3128",
            },
        ],
        "current": "LTAI5tReleasedExample02",
        "language": "en",
        "masked": True,
        "recents": {
            "": {"sign_names": ["阿里云"], "template_codes": ["SMS_154950909"]},
            "LTAI5tReleasedExample02": {
                "sign_names": ["银行", "小饭桌"],
                "template_codes": ["SMS_2", "SMS_1"],
            },
        },
        "drafts": {
            "": {"sign_name": "阿里云", "template_code": "SMS_154950909"},
            "LTAI5tReleasedExample02": {
                "sign_name": "银行",
                "template_code": "SMS_2",
                "template_param": '{"code": "012345"}',
                "out_id": "order-7",
                "up_extend_code": "90",
                "mode": "batched",
            },
        },
        "window": {"form": "folded"},
    }
}
"""Settings with every key that a version has, as it would write them."""

SAVED_ANEW = {"/window/geometry"}
"""What a window that closes saves of itself.

`columns`, `right`, `history` and `form` of the window of 0.1.0, whose parts were others, stay in
the file and are not read.
"""


def missing(old: object, new: object, place: str = "") -> set[str]:
    """The places of `old` whose values are not the same in `new`, which may have more keys."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {f"{place}/{key}" for key in old.keys() - new.keys()}.union(
            *(missing(old[key], new[key], f"{place}/{key}") for key in old.keys() & new.keys())
        )
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return set[str]().union(*(missing(*pair, f"{place}/{at}") for at, pair in pairs))
    return set() if type(old) is type(new) and old == new else {place}


def plain(value: Any) -> Any:
    """A value of the settings as JSON has it, with every field."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(kept) for key, kept in value.items()}
    if isinstance(value, tuple):
        return [plain(kept) for kept in value]
    return value.value if isinstance(value, StrEnum) else value


def meant(version: str, given: Json) -> Json:
    """What the file says, and by its silence means."""
    defaults = DEFAULTS[version]
    whole = {**defaults["settings"], **given}
    whole["accounts"] = [{**defaults["account"], **entry} for entry in given["accounts"]]
    for name, kind in (("drafts", "draft"), ("recents", "recents")):
        whole[name] = {key: {**defaults[kind], **kept} for key, kept in given[name].items()}
    return whole


def read(file: Path) -> Json:
    content: Json = json.loads(file.read_text(encoding="utf-8"))
    return content


@pytest.fixture(params=["released", "full"])
def file(request: pytest.FixtureRequest, version: str, tmp_path: Path) -> Path:
    """The settings among the data of a version: as released, or with every key."""
    file = copied(version, tmp_path) / "settings.json"
    if request.param == "full":
        file.write_text(json.dumps(FULL[version], ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def test_what_is_missing_is_found() -> None:
    """The comparison that the others rest on."""
    old = {"a": {"b": [1, {"c": "x"}]}, "d": True}
    assert missing(old, {**old, "more": 1}) == set()
    assert missing(old, {"a": {"b": [1, {}]}, "d": 1}) == {"/a/b/1/c", "/d"}
    assert missing(old, {"a": {"b": [1]}}) == {"/a/b", "/d"}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_key_that_a_release_could_write_is_tried(version: str) -> None:
    full, defaults = FULL[version], DEFAULTS[version]
    assert defaults["settings"].keys() <= full.keys()
    for name, kind in (("drafts", "draft"), ("recents", "recents")):
        assert any(kept.keys() == defaults[kind].keys() for kept in full[name].values())
    # No version saves the built-in sandbox.
    account_keys = {"label", "access_key_id", *defaults["account"]} - {"sandbox"}
    assert any(account.keys() == account_keys for account in full["accounts"])


@each
def test_they_are_loaded_whole(version: str, file: Path) -> None:
    expected = meant(version, read(file))
    assert missing(expected, {"format": FORMAT, **plain(SettingsFile(file).load())}) == set()


@each
def test_they_are_saved_whole(version: str, file: Path) -> None:
    given = read(file)
    settings = SettingsFile(file)
    loaded = settings.load()
    settings.save(loaded)
    assert missing(given, read(file)) == set()
    assert SettingsFile(file).load() == loaded


@each
def test_the_window_shows_them_and_leaves_them_whole(
    version: str, file: Path, qtbot: QtBot
) -> None:
    given = read(file)
    expected = meant(version, given)
    draft = expected["drafts"][expected["current"]]
    with desk(file.parent, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        qtbot.waitUntil(lambda: opened.find("signName").currentText() == draft["sign_name"])
        assert opened.find("templateCode").currentText() == draft["template_code"]
        assert json.loads(opened.find("templateParam").toPlainText()) == json.loads(
            draft["template_param"]
        )
        assert opened.find("outId").text() == draft["out_id"]
        labels = [account["label"] for account in expected["accounts"]]
        box = opened.find("account")
        shown = [box.itemText(at) for at in range(box.count())]
        assert [text for text in shown if text in labels] == labels
        opened.window.close()
    after = read(file)
    assert missing(given, after) <= SAVED_ANEW
    loaded = plain(SettingsFile(file).load())
    assert missing(expected, {"format": FORMAT, **loaded}) <= SAVED_ANEW
    assert all(after["window"][name] for name in given["window"])
    assert len(after["window"]) > len(given["window"])  # it was closed as an operator closes it
