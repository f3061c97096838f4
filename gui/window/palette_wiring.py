"""Fills the command palette with what the window can do and what the session has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.core.phones.masking import mask_number
from gui.panels.palette.command import Command, Group
from gui.panels.palette.palette import Palette
from gui.panels.theme.theme import Theme
from gui.panels.top.place import Place
from gui.panels.widgets.dialogs.once import gives_way
from gui.words import palette as words
from gui.words.sending import run_cards, states

if TYPE_CHECKING:
    from gui.session.session import Session

OFFERED_RUNS = 3
"""Runs that are listed before anything is typed."""


@dataclass(frozen=True, slots=True)
class _Action:
    """A button of the window: its object name, keys and icon, and the place it stands in."""

    control: str
    keys: str
    icon: str
    place: Place | None = None


ACTIONS = (
    _Action("send", "Ctrl+Enter", "send", Place.SEND),
    _Action("sendAgain", "Ctrl+Shift+Enter", "repeat", Place.SEND),
    _Action("pause", "", "pause", Place.SEND),
    _Action("resume", "", "resume", Place.SEND),
    _Action("stop", "", "stop", Place.SEND),
    _Action("savePreset", "Ctrl+D", "star", Place.SEND),
    _Action("importList", "Ctrl+O", "import", Place.SEND),
    _Action("addTestPhone", "", "phone", Place.SEND),
    _Action("clearRecipients", "", "remove", Place.SEND),
    _Action("refreshTemplates", "F5", "refresh", Place.SEND),
    _Action("resolveUnknown", "", "resolve", Place.HISTORY),
    _Action("exportHistory", "", "export", Place.HISTORY),
    _Action("maskNumbers", "", "masked"),
    _Action("pageSend", "Ctrl+1", "message"),
    _Action("pageHistory", "Ctrl+2", "list"),
    _Action("accountSettings", "", "key"),
    _Action("settings", "Ctrl+,", "settings"),
    _Action("help", "F1", "circle-question"),
)
"""What can be done: pressing buttons that can be pressed now."""


@dataclass(frozen=True, slots=True)
class PaletteVerbs:
    """What the window does for the palette."""

    show_place: Callable[[Place], object]
    show_run: Callable[[int], object]
    search_history: Callable[[str], object]
    choose_preset: Callable[[int], object]
    choose_template: Callable[[str], object]


class PaletteWiring(QObject):
    """Opens the palette with the commands of now."""

    def __init__(
        self,
        session: Session,
        pages: dict[Place, QWidget],
        verbs: PaletteVerbs,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._pages = pages
        self._verbs = verbs
        self._theme = theme
        self._window = window

    def open(self) -> None:
        """Show the palette."""
        commands = [*self._phones(), *self._numbers(), *self._presets(), *self._templates()]
        commands += [*self._runs(), *self._actions()]
        palette = Palette(commands, self._verbs.search_history, self._theme, self._window)
        if gives_way(palette):
            return
        palette.show()
        palette.activateWindow()

    def _presets(self) -> Iterator[Command]:
        for preset in self._session.preset_book.book.presets:
            yield Command(
                Group.PRESETS,
                preset.name,
                partial(self._on_send, partial(self._verbs.choose_preset, preset.id)),
                caption=f"{preset.sign_name} · {preset.template_code}",
                hint=words.load(),
                icon="star",
            )

    def _templates(self) -> Iterator[Command]:
        for template in self._session.catalogues.current.templates:
            yield Command(
                Group.TEMPLATES,
                f"{template.name}  {template.code}",
                partial(self._on_send, partial(self._verbs.choose_template, template.code)),
                caption=" ".join(template.content.split()),
                hint=words.use(),
                icon="message",
                offered=False,
            )

    def _phones(self) -> Iterator[Command]:
        for phone in self._session.preset_book.book.phones:
            yield Command(
                Group.NUMBERS,
                f"{phone.name} {self._number(phone.number)}",
                partial(self._on_send, partial(self._session.test_phones.tick, [phone.id])),
                caption=phone.group,
                hint=words.add_recipient(),
                icon="phone",
                terms=phone.number,
                offered=False,
            )

    def _numbers(self) -> Iterator[Command]:
        """The numbers on the cards, each with the newest of its runs."""
        seen = set[str]()
        for card, row, number in self._session.run_cards.numbers():
            if number in seen:
                continue
            seen.add(number)
            yield Command(
                Group.NUMBERS,
                " ".join(filter(None, (row.name, row.number))),
                partial(self._verbs.show_run, card.run_id),
                caption=f"{words.run_title(card)} · {states.state(row.state)}",
                hint=words.show(),
                icon="clock",
                terms=number,
                offered=False,
            )

    def _runs(self) -> Iterator[Command]:
        cards = [card for card in self._session.run_cards.cards if card.run_id]
        for place, card in enumerate(cards):
            yield Command(
                Group.HISTORY,
                words.run_title(card),
                partial(self._verbs.show_run, card.run_id),
                caption=run_cards.summary(card),
                hint=words.show(),
                icon="list",
                terms=card.template_code,
                offered=place < OFFERED_RUNS,
            )

    def _actions(self) -> Iterator[Command]:
        for action in ACTIONS:
            if self._button(action) is not None:
                yield Command(
                    Group.ACTIONS,
                    words.action(action.control),
                    partial(self._press, action),
                    hint=action.keys,
                    icon=action.icon,
                    terms=words.synonyms(action.control),
                )

    def _press(self, action: _Action) -> None:
        if action.place is not None:
            self._verbs.show_place(action.place)
        button = self._button(action)
        if button is not None:
            button.click()

    def _button(self, action: _Action) -> QAbstractButton | None:
        """Find the button if it can be pressed, or could be if its place was on show."""
        holder = self._window if action.place is None else self._pages[action.place]
        buttons = holder.findChildren(QAbstractButton, action.control)
        usable = (one for one in buttons if one.isEnabled() and one.isVisibleTo(holder))
        return next(usable, None)

    def _on_send(self, act: Callable[[], object]) -> None:
        self._verbs.show_place(Place.SEND)
        act()

    def _number(self, number: str) -> str:
        masked = self._session.preferences.settings.masked
        return mask_number(number) if masked else number
