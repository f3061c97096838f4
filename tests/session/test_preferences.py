"""What stands in the form is there again after a restart."""

from gui.core.accounts.account import Account
from tests.desk import desk


def test_what_was_typed_last_is_kept_however_the_window_is_closed(qtbot, tmp_path, secrets):
    for closing in (True, False):
        text = f'{{"code":"{closing}"}}'
        with desk(tmp_path, secrets) as opened:
            with qtbot.waitSignal(opened.session.composer.status_changed):
                opened.find("templateParam").setPlainText(text)
            qtbot.waitUntil(
                lambda text=text, opened=opened: (
                    opened.session.composer.placeholders.to_json() == text
                )
            )
            if closing:
                opened.window.close()
        with desk(tmp_path, secrets) as again:
            assert again.find("templateParam").toPlainText() == text


def test_what_was_typed_the_moment_before_is_kept(qtbot, tmp_path, secrets):
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


def test_each_account_keeps_what_was_typed_for_it(qtbot, tmp_path, secrets):
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


def test_what_is_typed_is_on_disk_soon_for_a_program_that_is_killed(qtbot, tmp_path, secrets):
    with desk(tmp_path, secrets) as opened:
        opened.find("signName").setEditText("阿里云")
        opened.find("templateParam").setPlainText('{"code":"0412"}')
        file = tmp_path / "settings.json"
        qtbot.waitUntil(lambda: file.exists() and "0412" in file.read_text("utf-8"), timeout=20_000)
        assert "阿里云" in file.read_text("utf-8")
