"""Chinese is typed into the packaged program, whatever input method the desktop names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.input_method import SPELLING, WORD, InputMethod
from tests.e2e.waiting import wait_until
from tests.packaging import program

PINYIN = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")

pytestmark = pytest.mark.timeout(1800)  # a build takes a minute, several on a busy machine


@pytest.fixture(scope="module")
def executable() -> Path:
    return program.built() / "sms-desk"


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.mark.parametrize(
    "variables",
    [
        {"QT_IM_MODULE": "ibus"},
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"QT_IM_MODULES": "wayland;fcitx;ibus"},
    ],
    ids=lambda variables: "-".join(variables.values()),
)
def test_a_word_is_spelled_and_committed(
    desktop: Desktop, executable: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    with InputMethod(desktop.session_bus, tmp_path) as method:
        data = str(tmp_path / "data")
        environment = {**variables, **method.environment}
        command = (str(executable), "--lang", "zh_CN", "--data-dir", data)
        operator = desktop.launch(*command, environment=environment, cwd=tmp_path)
        operator.see("signName")
        operator.focus("signName")
        wait_until(lambda: method.focused, "a field with the input method")
        operator.type(SPELLING)
        wait_until(lambda: method.spelled == SPELLING, "the keys at the input method")
        operator.keys("space")
        operator.wait_for("signName", WORD)
        assert [client.lower() for client in method.clients] == ["qibusinputcontext"]
        assert operator.close() == 0
        assert operator.program.complaints() == ""


PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=pinyin
[GroupOrder]
0=Default
"""


@pytest.mark.skipif(not PINYIN.exists(), reason="fcitx5 with fcitx5-pinyin is not installed")
def test_fcitx_itself(executable: Path, tmp_path: Path) -> None:
    """The real one, with Pinyin as the only way to type, as on a Chinese desktop."""
    with Desktop() as desktop:
        profile = desktop.home / ".config/fcitx5/profile"
        profile.parent.mkdir(parents=True)
        profile.write_text(PROFILE, encoding="utf-8")
        desktop.launch("fcitx5", "--disable", "notificationitem,wayland,clipboard")
        wait_until(lambda: list(desktop.home.glob(".config/ibus/bus/*")), "Fcitx as IBus")
        environment = {"QT_IM_MODULE": "fcitx"}
        operator = desktop.launch(str(executable), environment=environment, cwd=tmp_path)
        operator.see("signName")
        operator.focus("signName")
        operator.type(SPELLING)
        operator.keys("space")
        operator.wait_for("signName", WORD)
        assert operator.close() == 0
        assert operator.program.complaints() == ""
