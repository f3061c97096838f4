"""What an operator does at the window: look, type, choose, press; controls go by objectName."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from tests.e2e.desktop.atspi import Bus, Element, Gone, Table
from tests.e2e.desktop.program import Program
from tests.e2e.desktop.screen import Box, Screen
from tests.e2e.waiting import PATIENCE, wait_until

MOST_STOPS = 80
"""Presses of the Tab key until a control counts as out of reach."""


class Operator:
    """Eyes and hands before one program's window."""

    def __init__(self, bus: Bus, screen: Screen, program: Program) -> None:
        self.screen = screen
        self.program = program
        self._bus = bus
        self._known: dict[str, Element] = {}

    def find(self, name: str) -> Element | None:
        """The control, if it is on the screen now."""
        try:
            known = self._known.get(name)
            if known is None or not known.showing or known.id != name:
                application = self._bus.application(self.program.pid)
                known = application and application.find(name)
                if known is None:
                    return None
                self._known[name] = known
        except Gone:
            self._known.pop(name, None)
            return None
        return known

    def see(self, name: str, seconds: float = PATIENCE) -> Element:
        """The control, once it is on the screen."""

        def seen() -> Element | None:
            if not self.program.running:
                raise RuntimeError(f"the program has ended: {self.program.stderr}")
            return self.find(name)

        return wait_until(seen, f"{name} on the screen", seconds)

    def shows(self, name: str) -> bool:
        """Whether the control is on the screen now."""
        return self.find(name) is not None

    def enabled(self, name: str) -> bool:
        """Whether the control would do something now."""
        return "enabled" in self.see(name).states

    def offers(self, name: str) -> bool:
        """Whether the control is on the screen now, and would do something."""
        found = self.find(name)
        return found is not None and "enabled" in found.states

    def read(self, name: str) -> str:
        """The text of a control."""
        return self.see(name).text

    def wait_for(self, name: str, text: str, seconds: float = PATIENCE) -> str:
        """Wait until `text` is part of the control's text; return all of it.

        A number is not found within another: "3" is no part of "30".
        """
        wanted = re.compile(rf"(?<!\d){re.escape(text)}(?!\d)")
        seen = ""

        def there() -> bool:
            nonlocal seen
            seen = self.read(name)
            return wanted.search(seen) is not None

        try:
            wait_until(there, f"{text!r} in {name}", seconds)
        except TimeoutError as error:
            raise TimeoutError(f"{error}, but {seen!r}") from error
        return seen

    def wait_enabled(self, name: str, seconds: float = PATIENCE) -> None:
        """Wait until the control can be used."""
        wait_until(lambda: self.enabled(name), f"{name} enabled", seconds)

    def fill(self, name: str, text: str) -> None:
        """Put `text` into a line edit, editor or editable combo box, and see that it is there.

        Numbers leave their editor as soon as it has taken them.
        """
        editor = self._editor(name)
        editor.set_text(text)
        shown = editor.text
        left = name == "phoneNumbers" and text.endswith(shown)
        assert shown == text or left or set(shown) == {"●"}, f"{name} has {shown!r}"

    def press(self, name: str) -> None:
        """Press a button; its effect comes within a moment."""
        self.wait_enabled(name)
        self.see(name).act("Press")

    def show_history(self) -> None:
        """Show the history, if it is not on show."""
        if not self.shows("historySearch"):
            self.toggle("pageHistory")
            self.see("historySearch")

    def show_send(self) -> None:
        """Show the place that sends, if it is not on show."""
        if not self.shows("send"):
            self.toggle("pageSend")
            self.see("send")

    def toggle(self, name: str) -> None:
        """Toggle a check box, or a button that stays down."""
        self.wait_enabled(name)
        self.see(name).act("Toggle")

    def choose(self, name: str, item: str) -> None:
        """Choose the item whose text contains `item` from a combo box, with keys."""
        box = self.see(name)
        box.act("ShowMenu")
        listed = next(child for child in box.children() if child.role == "list")
        wait_until(lambda: listed.showing, f"the list of {name}")
        items = listed.children()
        texts = [each.name for each in items]
        at = next((at for at, text in enumerate(texts) if item in text), None)
        if at is None:
            self.screen.keys("Escape")
            raise LookupError(f"{name} has {texts}, not {item!r}")
        self.screen.keys("Home", *["Down"] * at)
        wait_until(lambda: "focused" in items[at].states, f"{item!r} under the keys")
        self.screen.keys("Return")
        with suppress(Gone):  # the choice of a language takes the whole window away
            wait_until(lambda: not listed.showing, f"the end of the list of {name}")
            assert box.name == texts[at]

    def focus(self, name: str) -> None:
        """Give a control the keyboard."""
        self._come_forward()
        self._editor(name).grab_focus()

    def tab_to(self, name: str) -> None:
        """Press Tab until a control has the keyboard, as one does without a mouse.

        Raises:
            LookupError: the keyboard does not come there.
        """
        self.see(name)
        for _ in range(MOST_STOPS):
            if self._has_focus(name):
                return
            self.keys("Tab")
        raise LookupError(f"Tab does not lead to {name}")

    def _has_focus(self, name: str) -> bool:
        element = self._editor(name)
        try:
            return "focused" in element.states or "focused" in self.see(name).states
        except Gone:
            return False

    def click(self, name: str) -> None:
        """Click in the middle of a control."""
        self.screen.click(*self.see(name).box.centre)

    def keys(self, *keys: str) -> None:
        """Press keys, such as `ctrl+Return`, one after the other."""
        self._come_forward()
        self.screen.keys(*keys)

    def type(self, text: str) -> None:
        """Type `text`, which is ASCII, where the focus is."""
        self._come_forward()
        self.screen.type(text)

    def table(self, name: str) -> Table:
        """The control, as a table."""
        return Table(self.see(name))

    def close(self, seconds: float = PATIENCE) -> int:
        """Close the window as its close button would, and return the program's exit status."""
        self.screen.focus(self._window())
        self.screen.keys("ctrl+alt+Escape")
        return self.program.wait(seconds)

    def picture(self, path: Path) -> Path:
        """Write a PNG of the window."""
        return self.screen.picture(path, self.box())

    def box(self) -> Box:
        """Where the window is."""
        return self.screen.box(self._window())

    def fill_screen(self) -> None:
        """Let the window take the whole screen."""
        self.screen.fill(self._window())
        full = Box(0, 0, self.screen.width, self.screen.height)
        wait_until(lambda: self.box() == full, "the window as large as the screen")

    def _come_forward(self) -> None:
        # The window manager gives the focus to a new window, but not back when that one closes.
        windows = self.screen.windows(self.program.pid)
        if windows and self.screen.focused() not in windows:
            self.screen.focus(windows[-1])

    def _window(self) -> str:
        windows = wait_until(lambda: self.screen.windows(self.program.pid), "a window")
        return max(windows, key=lambda each: self.screen.box(each).width)

    def _editor(self, name: str) -> Element:
        element = self.see(name)
        if element.role == "combo box":
            inner = [child for child in element.children() if child.role == "text"]
            return inner[0] if inner else element
        return element
