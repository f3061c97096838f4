"""Files whose lines end with CR LF, as an editor of Windows leaves them, read as others do."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from gui.cloud.codes import CodeExplanations
from gui.core.accounts.account import Account
from gui.panels.help.help_dialog import HelpDialog
from gui.panels.theme.theme import Theme
from gui.panels.theme.tokens import Tokens
from gui.resource import resource
from gui.storage.database.database import Database
from gui.storage.draft import reader
from gui.storage.draft.typed import load_typed
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests import translations
from tests.documents import LANGUAGES, MANUAL, PAGES
from tests.present import present
from tests.storage.corpus.cases import CASES, FILES
from tests.storage.lists.test_corpus import read

TEXTS = {".csv", ".tsv", ".txt"}
WIDE = (b"\0", b"\xff\xfe", b"\xfe\xff")
"""What only a text of two or four bytes a character has."""


def with_crlf(file: Path) -> None:
    """Let every line of a file end with CR LF."""
    data = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert b"\r\n" in data
    file.write_bytes(data)


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of what comes with the program, its texts with CR LF."""
    copy = tmp_path / "resources"
    for name in ("theme", "icons", "manual"):
        shutil.copytree(resource(name), copy / name)
    for name in ("error_codes.json", "regions.json"):
        shutil.copy(resource(name), copy)
    for file in copy.rglob("*"):
        if file.suffix in {".md", ".json", ".qss", ".svg"} and b"\n" in file.read_bytes():
            with_crlf(file)
    return copy


def test_tokens_and_codes(resources: Path) -> None:
    tokens = [Tokens.load(folder / "theme/tokens.json") for folder in (resources, resource(""))]
    assert tokens[0] == tokens[1]
    codes = [
        CodeExplanations.load(folder / "error_codes.json") for folder in (resources, resource(""))
    ]
    assert vars(codes[0]) == vars(codes[1])


def test_style_sheet_and_icons(resources: Path, qtbot: QtBot) -> None:
    """A sheet that Qt cannot read is a warning, which fails the test."""
    theme, other = Theme(resources), Theme(resource(""))
    theme.apply()
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    images = [
        [one.icon(name, "text").pixmap(16, 16).toImage() for name in names]
        for one in (theme, other)
    ]
    assert images[0] == images[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_manual(resources: Path, qtbot: QtBot, language: str) -> None:
    dialogs = [
        HelpDialog(folder / language, Theme(resource("")))
        for folder in (resources / "manual", MANUAL)
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
    for name in PAGES:
        shown = []
        for dialog in dialogs:
            dialog.open_page(name)
            page = present(dialog.findChild(QTextBrowser, "helpPage"))
            shown.append((page.toHtml(), page.toPlainText()))
        assert shown[0] == shown[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations(tmp_path: Path, language: str) -> None:
    compiled = []
    for change in (False, True):
        source, target = tmp_path / f"{language}.ts", tmp_path / f"{language}.qm"
        shutil.copy(translations.FOLDER / source.name, source)
        if change:
            with_crlf(source)
        translations.compiled(language, target, tmp_path)
        compiled.append(target.read_bytes())
    assert compiled[0] == compiled[1]


def test_settings_that_were_edited(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    settings = Settings(accounts=(Account("店铺", "LTAI1"),), current="LTAI1", language="zh_CN")
    file.save(settings)
    with_crlf(tmp_path / "settings.json")
    assert file.load() == settings


def texts() -> list[str]:
    """The corpus's texts of which a line break is one byte, or two."""
    return [
        name
        for name, case in CASES.items()
        if not case.fault and Path(name).suffix in TEXTS
        if not any(mark in (FILES / name).read_bytes() for mark in WIDE)
    ]


def unbroken_text(text: str) -> str:
    """A text without the CR of its line breaks: what stands in quotes stays as the file has it."""
    return text.replace("\r\n", "\n")


def unbroken(values: Mapping[str, str]) -> dict[str, str]:
    return {name: unbroken_text(value) for name, value in values.items()}


@pytest.mark.parametrize("name", texts())
def test_lists(tmp_path: Path, name: str) -> None:
    data = (FILES / name).read_bytes()
    unix, windows = tmp_path / "unix" / name, tmp_path / "windows" / name
    for file in (unix, windows):
        file.parent.mkdir()
    one = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    unix.write_bytes(one)
    windows.write_bytes(one.replace(b"\n", b"\r\n"))
    found = []
    with Database(tmp_path / "ledger.db") as ledger:
        for file in (unix, windows):
            recipients, notes, seen = read(ledger, file, CASES[name])
            rows = [replace(row, id=0, values=unbroken(row.values)) for row in recipients]
            said = [replace(note, id=0, text=unbroken_text(note.text)) for note in notes]
            found.append((rows, said, seen.layout))
    assert found[0] == found[1]


def test_typed_numbers(tmp_path: Path) -> None:
    with Database(tmp_path / "ledger.db") as ledger:
        for _ in load_typed(ledger, "13800138000\r\n\r\n13900139000,\r\n"):
            pass
        ids = reader.list_recipient_ids(ledger)
        rows = reader.RecipientReader(ledger).rows(ids)
        assert [rows[id].number for id in ids] == ["13800138000", "13900139000"]
        assert not reader.list_note_ids(ledger)
