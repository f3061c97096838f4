"""What is looked after while the program runs."""

import os

from gui.session.upkeep import Upkeep
from gui.session.work import Work
from gui.storage.export_folders import export_register
from gui.storage.paths import Paths
from tests.desk import desk


def test_a_history_on_a_network_drive_is_said(qtbot, tmp_path):
    work = Work()
    upkeep = Upkeep(work, Paths(tmp_path), find_drive={tmp_path: "nfs4"}.get)
    with qtbot.waitSignal(upkeep.noticed) as noticed:
        upkeep.begin()
    text = noticed.args[0].text
    assert f"network drive (nfs4): {tmp_path}." in text
    assert "--data-dir" in text
    assert work.close(5)


def test_the_folder_of_a_killed_export_is_removed_at_the_start(qtbot, tmp_path, secrets):
    (tmp_path / "data").mkdir()
    register = export_register(tmp_path / "data" / "ledger.db")
    register.mkdir()
    left = tmp_path / ".sms-desk-0123456789abcdef"
    left.mkdir()
    (left / "table").write_text("13800138000")
    (register / "0123456789abcdef").write_bytes(os.fsencode(left))
    with desk(tmp_path / "data", secrets) as opened:
        qtbot.waitUntil(lambda: not left.exists())
        assert opened.notices == []
