"""Chinese is typed into the packaged program, whatever input method the desktop names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.input_method import SPELLING, WORD, InputMethod
from tests.e2e.desktop.operating import Operator
from tests.e2e.desktop.real_input_methods import Fcitx, IBus, RealInputMethod
from tests.e2e.desktop.screen import Box
from tests.e2e.waiting import wait_until
from tests.lacking import lacking
from tests.packaging import program
from tests.packaging.commands import ROOT

PICTURES = ROOT / "build" / "input-methods"

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


@pytest.mark.parametrize("kind", [Fcitx, IBus])
def test_the_real_one_is_typed_with(
    kind: type[RealInputMethod], executable: Path, tmp_path: Path
) -> None:
    """In a field of one line and in one of several; pictures in `build/input-methods/`."""
    if not kind.installed():
        lacking(f"{kind.__name__} with Pinyin is not installed: {kind.PACKAGES}")
    with Desktop() as desktop, kind(desktop) as method:
        command = (str(executable), "--lang", "zh_CN")
        operator = desktop.launch(*command, environment=method.VARIABLES, cwd=tmp_path)
        operator.see("signName")
        operator.fill_screen()
        for name in ("signName", "phoneNumbers"):
            picture = PICTURES / f"{kind.__name__}-{name}.png"
            spell(operator, method, name, picture)
        assert operator.close() == 0
        assert operator.program.complaints() == ""


def spell(operator: Operator, method: RealInputMethod, name: str, picture: Path) -> None:
    """Type a word into a field, with a picture of the words to choose from under its line."""
    before = operator.read(name)
    operator.focus(name)
    wait_until(lambda: method.spelling, "a field with the input method")
    field = operator.see(name).box
    under = Box(field.x + 10, field.y + 36, 150, 20)
    part = picture.with_name(f"under-{picture.name}")

    def look() -> bytes:
        return operator.screen.picture(part, under).read_bytes()

    empty = look()
    operator.type(SPELLING)
    wait_until(lambda: look() != empty, "words under the line")
    operator.screen.picture(picture)
    part.unlink()
    assert WORD not in operator.read(name)
    operator.keys("space")
    operator.wait_for(name, before + WORD)
