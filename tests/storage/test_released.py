"""Data of every released version is upgraded with nothing lost; a downgrade is refused."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui import __version__
from gui.core.errors import FileFault, LedgerError, SettingsError
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database
from gui.storage.database.schema import MIGRATIONS, STATE_BY_NUMBER
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings_file import SettingsFile
from gui.words.errors import errors
from tests.desk import desk, no_keyring

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(path.name for path in RELEASED.iterdir() if path.is_dir())
UNFINISHED = {RecipientState.QUEUED, RecipientState.SUBMITTING}
each = pytest.mark.parametrize("version", VERSIONS)


def read(ledger: Path) -> list[tuple[int | str, ...]]:
    """Run, number and what became of it, of every recipient, in order."""
    columns = "run_id, number, state, code, message, request_id, biz_id, out_id"
    with closing(sqlite3.connect(ledger)) as db:
        found = db.execute(f"select {columns} from recipient order by id").fetchall()
        return [(run, number, STATE_BY_NUMBER[state], *rest) for run, number, state, *rest in found]


@pytest.fixture
def data(version: str, tmp_path: Path) -> Path:
    target = tmp_path / "data"
    shutil.copytree(RELEASED / version, target)
    return target


def test_every_release_but_this_one_is_there() -> None:
    text = (RELEASED.parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("## [")]
    released = {line[4:].partition("]")[0] for line in lines} - {"Unreleased", __version__}
    assert released <= set(VERSIONS)


@each
def test_the_window_opens_with_all_of_it(version: str, data: Path, qtbot: QtBot) -> None:
    before = read(data / "ledger.db")
    assert len(before) > 40
    with desk(data, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        qtbot.waitUntil(lambda: len(opened.rows()) == len(before))
        accounts = [account.label for account in opened.session.accounts.all]
    assert "Shop" in accounts

    after = read(data / "ledger.db")
    for old, new in zip(before, after, strict=True):
        if old[2] in UNFINISHED:
            # What may have been sent since is never sent again by itself.
            assert new[2] in {RecipientState.QUEUED, RecipientState.UNKNOWN}
            assert old[2] is RecipientState.QUEUED or new[2] is RecipientState.UNKNOWN
            assert old[:2] == new[:2]
        elif old[2] is RecipientState.ACCEPTED:
            # Its receipt may have come meanwhile.
            assert (old[:2], old[5:]) == (new[:2], new[5:])
        else:
            assert old == new
    kept = list(data.glob("ledger.db.v*"))
    assert len(kept) == 1 and read(kept[0]) == before


@each
def test_the_settings_are_read_whole(version: str, data: Path) -> None:
    given = json.loads((data / "settings.json").read_text(encoding="utf-8"))
    settings = SettingsFile(data / "settings.json").load()
    assert [account.label for account in settings.accounts] == [
        account["label"] for account in given["accounts"]
    ]
    assert (settings.language, settings.masked) == (given["language"], given["masked"])
    assert settings.recents[""].sign_names == tuple(given["recents"][""]["sign_names"])
    assert settings.drafts[""].template_param == given["drafts"][""]["template_param"]


@each
def test_a_downgrade_is_refused_with_a_sentence(version: str, data: Path) -> None:
    ledger = data / "ledger.db"
    with closing(sqlite3.connect(ledger)) as db:
        db.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    (data / "settings.json").write_text('{"format": 1000}', encoding="utf-8")
    before = ledger.read_bytes()
    with pytest.raises(LedgerError) as refused:
        Database(ledger)
    assert refused.value.fault is FileFault.NEWER
    assert "made by a newer SMS Desk" in errors.error(refused.value)
    with pytest.raises(SettingsError) as refused_settings:
        SettingsFile(data / "settings.json").load()
    assert refused_settings.value.fault is FileFault.NEWER
    assert ledger.read_bytes() == before
