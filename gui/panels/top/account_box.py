"""The combo box of the accounts, drawn as a pill in the colour of what sending means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QWidget

from gui.core.accounts.account import Account
from gui.panels.theme.theme import AccountKind, Theme
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.words.accounts import accounts as words

PADDING = 10
GAP = 8
MARK = 8
"""Width of the dot; the triangle of production is as large as an icon."""
CHEVRON = 12
POPUP_WIDTH = 286


class AccountBox(SteadyBox):
    """Shows name and meaning of the account that sends, also while another one is asked about."""

    chosen = Signal(object)
    """An `Account`, picked by the operator; also the one that is current already."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without accounts."""
        super().__init__(parent)
        self.setObjectName("account")
        self.setAccessibleName(self.tr("Account"))
        self._theme = theme
        self._kind = AccountKind.ORDINARY
        self._meaning = ""
        self._rows: QListView | None = None
        self._current: Account | None = None
        # `activated` comes from the operator alone, and for the current one too.
        self.activated.connect(self._choose)
        # A program sets the index without it; once all is done, the box must show what sends.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._choose_shown)
        self.currentIndexChanged.connect(lambda _: self._settling.start())
        theme.changed.connect(self._fit)

    def show_accounts(self, accounts: Sequence[Account], current: Account) -> None:
        """Offer `accounts`, the sandbox first, with `current` chosen."""
        from gui.panels.widgets.tables.two_line_delegate import CAPTION_ROLE, ICON_ROLE, TONE_ROLE

        self.clear()
        for account in sorted(accounts, key=lambda account: not account.sandbox):
            self.addItem(account.label, account)
            at = self.count() - 1
            caption = words.caption(account)
            self.setItemData(at, caption, CAPTION_ROLE)
            self.setItemData(at, words.asked_caption(account), Qt.ItemDataRole.ToolTipRole)
            if account.production and not account.sandbox:
                self.setItemData(at, "production", TONE_ROLE)
                self.setItemData(at, "warning", ICON_ROLE)
                self.setItemData(at, words.asked_caption(account), CAPTION_ROLE)
        self.show_current(current)

    def show_current(self, current: Account) -> None:
        """Show `current`, or nothing if it is not offered."""
        self._current = current
        self.setCurrentIndex(-1)
        for index in range(self.count()):
            if self.itemData(index) == current:
                self.setCurrentIndex(index)
        self._kind = AccountKind.of(production=current.production, sandbox=current.sandbox)
        self._meaning = words.meaning(current)
        self.setToolTip(f"{current.label} · {words.caption(current)}")
        # What it means is read after its name. On Linux a combo box is called by its value.
        meaning = self._meaning or words.caption(current)
        self.setAccessibleDescription(f"{self.accessibleName()} · {meaning}")
        self._fit()

    def showPopup(self) -> None:
        """Show the list."""
        if self._rows is None:
            self._rows = self._make_rows()
            self.setView(self._rows)
        self._rows.ensurePolished()  # its border counts for the height of the list
        super().showPopup()

    def sizeHint(self) -> QSize:
        """Take the width of name and meaning."""
        name, note = self._fonts()
        wide = QFontMetrics(name).horizontalAdvance(self.currentText())
        if self._meaning:
            wide += GAP + QFontMetrics(note).horizontalAdvance(self._meaning)
        wide += 2 * PADDING + self._mark_width() + GAP + GAP + CHEVRON + 4
        return QSize(wide, self._theme.size("height.control"))

    def minimumSizeHint(self) -> QSize:
        """Room for a short name."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 120), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill: mark, name in bold, meaning, arrow."""
        theme = self._theme
        ground, border, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.size("radius.control")
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour(border) if border else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(outline, radius, radius)
        if self.hasFocus():
            production = self._kind is AccountKind.PRODUCTION
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("on-production" if production else "focus"), 2))
            inset = 2 if production else 1
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
            )
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        theme = self._theme
        height = self.height()
        left = PADDING
        if self._kind is AccountKind.PRODUCTION:
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(
                QPointF(left, (height - 16) / 2), theme.drawing("warning", ink, ratio)
            )
        else:
            ordinary = self._kind is AccountKind.ORDINARY
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text-secondary" if ordinary else ink))
            painter.drawEllipse(QRectF(left, (height - MARK) / 2, MARK, MARK))
        left += self._mark_width() + GAP
        right = self.width() - PADDING - CHEVRON - GAP
        painter.setPen(theme.colour(ink))
        for font, text in zip(self._fonts(), (self.currentText(), self._meaning), strict=True):
            room = right - left
            if not text or room <= 0:
                continue
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRect(left, 0, room, height), align.value, shown)
            left += metrics.horizontalAdvance(shown) + GAP
        tip = QPointF(self.width() - PADDING - CHEVRON / 2, height / 2 + 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(ink), 1.5))
        painter.drawPolyline([tip + QPointF(-4, -4), tip, tip + QPointF(4, -4)])

    def _colours(self) -> tuple[str, str, str]:
        """The roles of background, border and text; an empty border is none."""
        match self._kind:
            case AccountKind.PRODUCTION:
                over = self.underMouse() or (self._rows is not None and self._rows.isVisible())
                return "production-hover" if over else "production-fill", "", "on-production"
            case AccountKind.SANDBOX:
                return "sandbox-tint", "", "sandbox"
            case AccountKind.ORDINARY:
                return "window", "border", "text"

    def _fonts(self) -> tuple[QFont, QFont]:
        note = QFont(self.font())
        note.setPixelSize(self._theme.size("type.body"))
        name = QFont(note)
        name.setBold(True)
        return name, note

    def _mark_width(self) -> int:
        return 16 if self._kind is AccountKind.PRODUCTION else MARK

    def _choose(self, index: int) -> None:
        account = self.itemData(index)
        # What is chosen becomes current elsewhere, perhaps after a question: until then, name and
        # meaning are those of the account that sends.
        if self._current is not None:
            self.show_current(self._current)
        if isinstance(account, Account):
            self.chosen.emit(account)

    def _choose_shown(self) -> None:
        if self._current is not None and self.currentData() not in (None, self._current):
            self._choose(self.currentIndex())

    def _make_rows(self) -> QListView:
        from gui.panels.widgets.tables.two_line_delegate import (
            TwoLineDelegate,  # no need of it before
        )

        view = QListView()
        view.setMinimumWidth(POPUP_WIDTH)
        view.setMouseTracking(True)
        view.setItemDelegate(TwoLineDelegate(self._theme, view))
        return view

    def _fit(self) -> None:
        self.updateGeometry()
        self.update()
