"""Fcitx 5 and IBus themselves with Pinyin as the only way to type, as on a Chinese desktop."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.e2e.desktop.desktop import Desktop
from tests.e2e.waiting import wait_until


class RealInputMethod(ABC):
    """An input method that is started on a desktop, as a context manager; it ends with that.

    Attributes:
        PACKAGES: what Debian and Ubuntu call it.
        FILE: what there is where it is installed.
        VARIABLES: what a desktop sets for it.
    """

    PACKAGES: ClassVar[str]
    FILE: ClassVar[Path]
    VARIABLES: ClassVar[Mapping[str, str]]

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    @classmethod
    def installed(cls) -> bool:
        """Whether it can be started here."""
        return cls.FILE.exists()

    def __enter__(self) -> RealInputMethod:
        self._start()
        # The file that leads clients of IBus to it, Fcitx's included.
        files = wait_until(
            lambda: list(self._desktop.home.glob(".config/ibus/bus/*")), "a place for clients"
        )
        lines = files[0].read_text(encoding="utf-8").splitlines()
        address = next(line for line in lines if line.startswith("IBUS_ADDRESS="))
        self._connection: DBusConnection = open_dbus_connection(address.partition("=")[2])
        wait_until(self._ready, "an input method that is ready")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    @abstractmethod
    def spelling(self) -> bool:
        """Whether a field of a program has the keyboard, and Pinyin gets its keys."""

    @abstractmethod
    def _start(self) -> None: ...

    @abstractmethod
    def _ready(self) -> bool: ...

    def _ask(self, message: Any) -> str:
        """Call a method; return what it says as text, which is empty if it is refused."""
        answer = self._connection.send_and_get_reply(message)
        refused = answer.header.message_type is MessageType.error
        return "" if refused else str(answer.body)


class Fcitx(RealInputMethod):
    """Fcitx 5 with its own Pinyin."""

    PACKAGES = "fcitx5 fcitx5-pinyin"
    FILE = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")
    VARIABLES: ClassVar = {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}
    PROFILE: ClassVar = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=pinyin
[GroupOrder]
0=Default
"""
    CONTROLLER: ClassVar = DBusAddress(
        "/controller", "org.fcitx.Fcitx5", "org.fcitx.Fcitx.Controller1"
    )

    @property
    def spelling(self) -> bool:
        focused = "focus:1" in self._ask(new_method_call(self.CONTROLLER, "DebugInfo"))
        return focused and "pinyin" in self._ask(
            new_method_call(self.CONTROLLER, "CurrentInputMethod")
        )

    def _start(self) -> None:
        profile = self._desktop.home / ".config/fcitx5/profile"
        profile.parent.mkdir(parents=True)
        profile.write_text(self.PROFILE, encoding="utf-8")
        self._desktop.launch("fcitx5", "--disable", "notificationitem,wayland,clipboard")

    def _ready(self) -> bool:
        return bool(self._ask(new_method_call(self.CONTROLLER, "DebugInfo")))


class IBus(RealInputMethod):
    """IBus with Pinyin of libpinyin and the list of words of its own panel."""

    PACKAGES = "ibus ibus-libpinyin"
    FILE = Path("/usr/share/ibus/component/libpinyin.xml")
    VARIABLES: ClassVar = {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}
    SETTINGS: ClassVar = """[desktop/ibus/general]
preload-engines=['libpinyin']
engines-order=['libpinyin']
"""
    BUS: ClassVar = DBusAddress(
        "/org/freedesktop/IBus", "org.freedesktop.IBus", "org.freedesktop.IBus"
    )

    @property
    def spelling(self) -> bool:
        return self._ready() and self._context() not in ("", self._own_context)

    def _start(self) -> None:
        settings = self._desktop.home / ".config/glib-2.0/settings/keyfile"
        settings.parent.mkdir(parents=True)
        settings.write_text(self.SETTINGS, encoding="utf-8")
        # Not dconf's database, which is written by a service of its own.
        environment = {"GSETTINGS_BACKEND": "keyfile"}
        self._desktop.launch("ibus-daemon", environment=environment)

    def _ready(self) -> bool:
        """Whether its panel has chosen Pinyin."""
        if "'libpinyin'" not in self._ask(Properties(self.BUS).get("GlobalEngine")):
            return False
        if not hasattr(self, "_own_context"):
            # It has one to give the keyboard to while no program has it.
            self._own_context = self._context()
        return True

    def _context(self) -> str:
        """The path of what has the keyboard; nothing if that is nobody."""
        return self._ask(Properties(self.BUS).get("CurrentInputContext"))
