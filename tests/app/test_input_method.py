"""Fcitx is spoken to as IBus where Qt has no module for it."""

from pathlib import Path

import pytest

from gui.app.input_method import replace_fcitx


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULES": "wayland;fcitx"}, {"QT_IM_MODULES": "wayland;ibus"}),
        ({"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "compose"}, {"QT_IM_MODULE": "compose"}),
        ({"GTK_IM_MODULE": "fcitx"}, {"GTK_IM_MODULE": "fcitx"}),
        ({}, {}),
    ],
)
def test_fcitx_becomes_ibus(given: dict[str, str], used: dict[str, str]) -> None:
    environment = dict(given)
    replace_fcitx(environment)  # PySide's own modules, which have none for Fcitx
    assert environment == used


def test_a_module_that_is_there_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    replace_fcitx(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": "fcitx"}
