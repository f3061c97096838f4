"""An input method of one word: what one types as `nihao` and a blank becomes 你好."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    new_error,
    new_method_return,
    new_signal,
)

from tests.e2e.desktop.bus_service import BusService

NAME = "org.freedesktop.IBus"
CONTEXT = "org.freedesktop.IBus.InputContext"
PATH = "/org/freedesktop/IBus/InputContext_1"
SPELLING, WORD = "nihao", "你好"
_BLANK = 0x20
_RELEASED = 1 << 30
"""In the state of a key event."""


class InputMethod(BusService):
    """IBus on a private session bus, as a context manager; Fcitx 5 offers the same interface.

    Programs find it by a file that names its bus, as the real ones do.

    Attributes:
        clients: who asked for an input context, in their own words.
        spelled: what was typed of a word that is not whole yet.
        focused: whether a field has the input context now.
    """

    def __init__(self, session_bus: str, folder: Path) -> None:
        super().__init__(session_bus, NAME)
        self.clients: list[str] = []
        self.spelled = ""
        self.focused = False
        self._file = folder / "ibus-address"
        text = f"IBUS_ADDRESS={session_bus}\nIBUS_DAEMON_PID={os.getpid()}\n"
        self._file.write_text(text, encoding="utf-8")

    @property
    def environment(self) -> Mapping[str, str]:
        """What leads programs here."""
        return {"IBUS_ADDRESS_FILE": str(self._file)}

    def answer(self, message: Message) -> Message:
        """Answer as IBus does."""
        match message.header.fields[HeaderFields.member], message.body:
            case "CreateInputContext", (client,):
                self.clients.append(client)
                return new_method_return(message, "o", (PATH,))
            case "ProcessKeyEvent", (key, _, state):
                return new_method_return(message, "b", (self._take(key, state),))
            case ("FocusIn" | "FocusOut") as verb, _:
                self.focused = verb == "FocusIn"
            case "Reset", _:
                self.spelled = ""
            case "Get" | "GetAll", _:
                unknown = "org.freedesktop.DBus.Error.UnknownProperty"
                return new_error(message, unknown, "s", ("there are none",))
        return new_method_return(message)

    def _take(self, key: int, state: int) -> bool:
        """Take a key, unless it spells nothing; say whether it was taken."""
        if state & _RELEASED:
            return False
        if SPELLING.startswith(self.spelled + chr(key)):
            self.spelled += chr(key)
            body = (_text(self.spelled), len(self.spelled), True, 0)
            self._emit("UpdatePreeditTextWithMode", "vubu", body)
            return True
        if key != _BLANK or self.spelled != SPELLING:
            return False
        self.spelled = ""
        self._emit("UpdatePreeditTextWithMode", "vubu", (_text(""), 0, False, 0))
        self._emit("CommitText", "v", (_text(WORD),))
        return True

    def _emit(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        address = DBusAddress(PATH, interface=CONTEXT)
        self.connection.send(new_signal(address, member, signature, body))


def _text(text: str) -> tuple[str, Any]:
    """IBusText as a variant; its attributes are an empty IBusAttrList."""
    attributes: tuple[str, Any] = ("(sa{sv}av)", ("IBusAttrList", {}, []))
    return "(sa{sv}sv)", ("IBusText", {}, text, attributes)
