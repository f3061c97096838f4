"""A service on a private session bus."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import Self

from jeepney import Message, MessageFlag, MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection


class BusService(ABC):
    """Answers the calls to its names, in a thread; use it as a context manager.

    Attributes:
        connection: its connection to the bus, while it is entered.
    """

    def __init__(self, session_bus: str, *names: str) -> None:
        self._address = session_bus
        self._names = names
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=names[0], daemon=True)

    def __enter__(self) -> Self:
        self.connection = open_dbus_connection(self._address)
        for name in self._names:
            self.connection.send_and_get_reply(message_bus.RequestName(name))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(5)
        self.connection.close()

    @abstractmethod
    def answer(self, message: Message) -> Message:
        """Return the reply, or the error, for a method call."""

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                message = self.connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                answer = self.answer(message)
                if not message.header.flags & MessageFlag.no_reply_expected:
                    self.connection.send(answer)
