"""What stands in the form is there again after a restart."""

from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.session.composer import Composer
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk


def has_params(composer: Composer, text: str) -> bool:
    return composer.placeholders.to_json() == text


def test_what_was_typed_last_is_kept_however_the_window_is_closed(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    for closing in (True, False):
        text = f'{{"code":"{closing}"}}'
        with desk(tmp_path, secrets) as opened:
            with qtbot.waitSignal(opened.session.composer.status_changed):
                opened.find("templateParam").setPlainText(text)
            composer = opened.session.composer
            qtbot.waitUntil(partial(has_params, composer, text))
            if closing:
                opened.window.close()
        with desk(tmp_path, secrets) as again:
            assert again.find("templateParam").toPlainText() == text


def test_what_was_typed_the_moment_before_is_kept(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with desk(tmp_path, secrets) as opened:
        qtbot.waitUntil(lambda: not opened.session.recipients.busy)
        opened.find("templateParam").setPlainText('{"code":"0412"}')
        opened.find("phoneNumbers").setPlainText("13900000001\nnobody")
        opened.window.close()
    with desk(tmp_path, secrets) as again:
        assert again.find("templateParam").toPlainText() == '{"code":"0412"}'
        draft = again.session.recipients.draft
        qtbot.waitUntil(lambda: draft.overview.recipients == 1)
        assert [entry.text for entry in draft.overview.entries] == ["13900000001", "nobody"]


def test_each_account_keeps_what_was_typed_for_it(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with desk(tmp_path, secrets) as opened:
        sandbox = opened.session.accounts.current
        shop = Account("Shop", "LTAI5tShop")
        settings = opened.session.preferences.settings.with_account(shop)
        opened.session.preferences.update(settings)
        opened.session.accounts.changed.emit()
        param, account = opened.find("templateParam"), opened.find("account")
        param.setPlainText('{"code":"0412"}')
        account.activated.emit(account.findText("Shop"))
        assert opened.session.accounts.current == shop
        assert param.toPlainText() == ""
        param.setPlainText('{"code":"7781"}')
        account.activated.emit(account.findText("Sandbox"))
        assert opened.session.accounts.current == sandbox
        assert param.toPlainText() == '{"code":"0412"}'


def test_what_is_typed_is_on_disk_soon_for_a_program_that_is_killed(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with desk(tmp_path, secrets) as opened:
        opened.find("signName").setEditText("阿里云")
        opened.find("templateParam").setPlainText('{"code":"0412"}')
        file = tmp_path / "settings.json"
        qtbot.waitUntil(lambda: file.exists() and "0412" in file.read_text("utf-8"))
        assert "阿里云" in file.read_text("utf-8")
