"""A client of AT-SPI2, as screen readers are: it sees what a program tells assistive technology.

What Qt's bridge (6.11) does in its own way, and what is done about it here:

- An object is known by its accessible id, the objectNames from the top level down joined by dots;
  the last component is the widget's own.
- A table's children are all its cells and headers. Nothing here walks them: cells are asked for
  by row and column, which Qt makes at that moment, in constant time.
- The name of a combo box is its current text; an accessible name given to it is not told. Its
  children are the list and, if it is editable, the line edit, which takes the text.
- `SelectChild` on that list marks an item but does not choose it: that takes keys.
- A button is pressed 100 ms after it was told so (`animateClick`): wait for the effect.
- A text that is set from here arrives as `textChanged`, never as `textEdited`, and leaves the
  cursor in front. A position outside the text makes Qt print a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.e2e.desktop.screen import Box
from tests.e2e.waiting import PATIENCE, wait_until

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
ACTION = "org.a11y.atspi.Action"
TEXT = "org.a11y.atspi.Text"
EDITABLE = "org.a11y.atspi.EditableText"
VALUE = "org.a11y.atspi.Value"
TABLE = "org.a11y.atspi.Table"
ROOT = "/org/a11y/atspi/accessible/root"
NOTHING = "/org/a11y/atspi/null"

STATES = {
    1: "active", 4: "checked", 5: "collapsed", 7: "editable", 8: "enabled", 9: "expandable",
    10: "expanded", 11: "focusable", 12: "focused", 16: "modal", 17: "multi line", 23: "selected",
    24: "sensitive", 25: "showing", 30: "visible", 43: "read only",
}  # fmt: skip
"""The bits of GetState that matter here (AtspiStateType)."""

LEAVES = {
    "table", "tree table", "tree", "list", "text", "label", "graphic", "grip", "scroll bar",
    "push button", "check box", "radio button", "combo box", "progress bar",
}  # fmt: skip
"""Roles that hold no control of ours."""


class Gone(LookupError):
    """The object, or the program, is no longer there."""


class Unsigned(int):
    """A number that D-Bus wants as `u`."""


def _letter(value: Any) -> str:
    if isinstance(value, str):
        return "s"
    return "u" if isinstance(value, Unsigned) else "i"


GONE = ("UnknownObject", "UnknownInterface", "ServiceUnknown", "NoReply", "NameHasNoOwner")
"""Errors of D-Bus about what has ended, or is about to."""


class Bus:
    """The accessibility bus of one session, as plain calls."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus) as session:
            address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(
                new_method_call(address, "GetAddress"), timeout=PATIENCE
            )
        if reply.header.message_type is MessageType.error:
            raise RuntimeError(f"no accessibility bus: {reply.body}")
        self._connection: DBusConnection = open_dbus_connection(reply.body[0])

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def call(self, owner: str, path: str, interface: str, method: str, *body: Any) -> Any:
        """Call a method and return its first result.

        Strings go as `s`, integers as `i`, `Unsigned` as `u`.

        Raises:
            Gone: the object or its program has ended.
        """
        signature = "".join(_letter(value) for value in body)
        address = DBusAddress(path, owner, interface)
        message = new_method_call(address, method, signature or None, body)
        reply = self._connection.send_and_get_reply(message, timeout=PATIENCE)
        if reply.header.message_type is MessageType.error:
            name = reply.header.fields[HeaderFields.error_name]
            kind = name.rpartition(".")[2]
            if kind in GONE:
                raise Gone(f"{path}: {kind}")
            raise RuntimeError(f"{interface}.{method}: {name} {reply.body}")
        return reply.body[0] if reply.body else None

    def get(self, owner: str, path: str, interface: str, name: str) -> Any:
        """Read a property."""
        properties = "org.freedesktop.DBus.Properties"
        return self.call(owner, path, properties, "Get", interface, name)[1]

    def application(self, pid: int) -> Element | None:
        """The application object of a process, once it has made itself known."""
        registry = "org.a11y.atspi.Registry"
        for owner, path in self.call(registry, ROOT, ACCESSIBLE, "GetChildren"):
            try:
                if self._pid(owner) == pid:
                    return Element(self, owner, path)
            except Gone:
                continue
        return None

    def _pid(self, owner: str) -> int:
        name, path = "org.freedesktop.DBus", "/org/freedesktop/DBus"
        found: int = self.call(name, path, name, "GetConnectionUnixProcessID", owner)
        return found


class Element:
    """One object of a program: a widget, a window, a cell."""

    def __init__(self, bus: Bus, owner: str, path: str) -> None:
        self._bus = bus
        self._owner = owner
        self._path = path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and hash(self) == hash(other)

    def __hash__(self) -> int:
        return hash((self._owner, self._path))

    def __repr__(self) -> str:
        return f"<{self.role} {self.id!r} {self.name!r}>"

    def call(self, interface: str, method: str, *body: Any) -> Any:
        """Call a method of this object; see `Bus.call`."""
        return self._bus.call(self._owner, self._path, interface, method, *body)

    def get(self, interface: str, name: str) -> Any:
        """Read a property of this object."""
        return self._bus.get(self._owner, self._path, interface, name)

    def at(self, reference: tuple[str, str]) -> Element | None:
        """The object that a reply refers to."""
        owner, path = reference
        return None if path == NOTHING else Element(self._bus, owner, path)

    @property
    def id(self) -> str:
        """The objectName of the widget (the last component of the accessible id)."""
        found: str = self.get(ACCESSIBLE, "AccessibleId").rpartition(".")[2]
        return found

    @property
    def name(self) -> str:
        found: str = self.get(ACCESSIBLE, "Name")
        return found

    @property
    def description(self) -> str:
        found: str = self.get(ACCESSIBLE, "Description")
        return found

    @property
    def role(self) -> str:
        found: str = self.call(ACCESSIBLE, "GetRoleName")
        return found

    @property
    def states(self) -> frozenset[str]:
        """The words of `STATES` that hold."""
        low, high = self.call(ACCESSIBLE, "GetState")
        bits = low | high << 32
        return frozenset(word for bit, word in STATES.items() if bits >> bit & 1)

    @property
    def showing(self) -> bool:
        return "showing" in self.states

    @property
    def value(self) -> float:
        """Of a progress bar or a spin box."""
        found: float = self.get(VALUE, "CurrentValue")
        return found

    @property
    def text(self) -> str:
        """What a reader reads: the text of an editor, the name of anything else."""
        interfaces = self.call(ACCESSIBLE, "GetInterfaces")
        return self.call(TEXT, "GetText", 0, -1) if TEXT in interfaces else self.name

    @property
    def box(self) -> Box:
        """Where it is on the screen."""
        return Box(*self.call(COMPONENT, "GetExtents", Unsigned(0)))

    def children(self) -> list[Element]:
        """The objects in this one. Not for tables: see `Table`."""
        return [Element(self._bus, *each) for each in self.call(ACCESSIBLE, "GetChildren")]

    def walk(self) -> Iterator[Element]:
        """This object and every control below it that is on the screen, breadth first.

        It looks into no table and no list.
        """
        waiting = [self]
        while waiting:
            element = waiting.pop(0)
            try:
                if not element.showing:
                    continue
                yield element
                if element.role not in LEAVES:
                    waiting += element.children()
            except Gone:
                continue

    def find(self, name: str) -> Element | None:
        """The object below this one on the screen whose widget has this objectName."""
        for element in self.walk():
            try:
                if element.id == name:
                    return element
            except Gone:
                continue
        return None

    def act(self, action: str = "Press") -> None:
        """Do one of the object's actions: Press, Toggle, ShowMenu, SetFocus."""
        names = [each[0] for each in self.call(ACTION, "GetActions")]
        if action not in names:
            raise LookupError(f"{self!r} has no action {action}, only {names}")
        self.call(ACTION, "DoAction", names.index(action))

    def set_text(self, text: str) -> None:
        """Replace the text of an editor."""
        self.call(EDITABLE, "SetTextContents", text)

    def insert_text(self, position: int, text: str) -> None:
        """Insert into an editor, before character `position`."""
        self.call(EDITABLE, "InsertText", position, text, len(text))

    def grab_focus(self) -> None:
        """Give the object the keyboard, and wait until it has it."""
        self.call(COMPONENT, "GrabFocus")
        wait_until(lambda: "focused" in self.states, f"focus on {self!r}")


class Table:
    """A table by rows and columns, from 0."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @property
    def rows(self) -> int:
        found: int = self.element.get(TABLE, "NRows")
        return found

    @property
    def columns(self) -> int:
        found: int = self.element.get(TABLE, "NColumns")
        return found

    def header(self) -> list[str]:
        """The titles of the columns."""
        call = self.element.call
        return [call(TABLE, "GetColumnDescription", at) for at in range(self.columns)]

    def cell(self, row: int, column: int) -> Element:
        """One cell; raise `Gone` if there is none."""
        # Qt would answer with nothing, and complain on the program's stderr.
        found = None
        if row < self.rows and column < self.columns:
            found = self.element.at(self.element.call(TABLE, "GetAccessibleAt", row, column))
        if found is None:
            raise Gone(f"{self.element!r} has no cell {row}, {column}")
        return found

    def row(self, row: int) -> dict[str, str]:
        """The texts of one row, by column title."""
        return {title: self.cell(row, at).name for at, title in enumerate(self.header())}

    def select(self, row: int) -> None:
        """Select one row."""
        self.element.call(TABLE, "AddRowSelection", row)

    def selected(self) -> list[int]:
        """The numbers of the selected rows."""
        found: list[int] = self.element.call(TABLE, "GetSelectedRows")
        return found
