"""An input method of one word: what one types as `nihao` and a blank becomes 你好."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.IBus"
CONTEXT = "org.freedesktop.IBus.InputContext"
PATH = "/org/freedesktop/IBus/InputContext_1"
SPELLING, WORD = "nihao", "你好"
_BLANK = 0x20
_RELEASED = 1 << 30
"""In the state of a key event."""


class InputMethod:
    """IBus on a private session bus, as a context manager; Fcitx 5 offers the same interface.

    Programs find it by a file that names its bus, as the real ones do.

    Attributes:
        clients: who asked for an input context, in their own words.
        spelled: what was typed of a word that is not whole yet.
        focused: whether a field has the input context now.
    """

    VARIABLE: ClassVar = "IBUS_ADDRESS_FILE"

    def __init__(self, session_bus: str, folder: Path) -> None:
        self.clients: list[str] = []
        self.spelled = ""
        self.focused = False
        self._address = session_bus
        self._file = folder / "ibus-address"
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="ibus", daemon=True)

    @property
    def environment(self) -> Mapping[str, str]:
        """What leads programs here."""
        return {self.VARIABLE: str(self._file)}

    def __enter__(self) -> InputMethod:
        self._connection = open_dbus_connection(self._address)
        self._connection.send_and_get_reply(message_bus.RequestName(NAME))
        text = f"IBUS_ADDRESS={self._address}\nIBUS_DAEMON_PID={os.getpid()}\n"
        self._file.write_text(text, encoding="utf-8")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(5)
        self._connection.close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                message = self._connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                answer = self._answer(message)
                if not message.header.flags & MessageFlag.no_reply_expected:
                    self._connection.send(answer)

    def _answer(self, message: Message) -> Message:
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
        self._connection.send(new_signal(address, member, signature, body))


def _text(text: str) -> tuple[str, Any]:
    """IBusText as a variant; its attributes are an empty IBusAttrList."""
    attributes: tuple[str, Any] = ("(sa{sv}av)", ("IBusAttrList", {}, []))
    return "(sa{sv}sv)", ("IBusText", {}, text, attributes)
