"""What stands in the form is there again after a restart."""

from tests.desk import desk


def test_what_was_typed_last_is_kept_however_the_window_is_closed(qtbot, tmp_path, secrets):
    for closing in (True, False):
        text = f'{{"code":"{closing}"}}'
        with desk(tmp_path, secrets) as opened:
            with qtbot.waitSignal(opened.session.composing.judged):
                opened.find("templateParam").setPlainText(text)
            qtbot.waitUntil(
                lambda text=text, opened=opened: opened.session.composing.pattern.to_json() == text
            )
            if closing:
                opened.window.close()
        with desk(tmp_path, secrets) as again:
            assert again.find("templateParam").toPlainText() == text
