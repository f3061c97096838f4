"""Where no second program can be kept off the ledger: to be looked at, not to be sent from."""

import pytest

from gui.core.draft import Draft
from gui.core.errors import FileFault, LedgerError
from gui.core.params import parse
from gui.core.pattern import pattern_of
from gui.jobs.connecting import Connector
from gui.jobs.sending import NewRun
from gui.storage.lock import LedgerLock
from gui.storage.paths import Paths
from tests.desk import desk
from tests.read_only import read_only
from tests.session.test_sending import left_behind


def test_the_history_is_shown_and_nothing_is_sent(qtbot, tmp_path, secrets):
    data = tmp_path / "data"
    left_behind(data, submitting=2)
    before = (data / "ledger.db").read_bytes()
    with read_only(data):
        with pytest.raises(LedgerError) as caught:
            LedgerLock(Paths(data).ledger).acquire()
        assert caught.value.fault is FileFault.UNWRITABLE

        with desk(data, secrets, Connector(1.0, 5.0), unlocked=caught.value) as opened:
            sending = opened.session.sending
            qtbot.waitUntil(lambda: len(opened.rows()) == 5)
            assert [state for _, state in opened.rows()] == ["submitting"] * 2 + ["queued"] * 3
            sentences = [n.text for n in opened.notices if "Nothing can be sent" in n.text]
            assert len(sentences) == 1

            opened.notices.clear()
            account = opened.session.accounts.current
            sending.start(NewRun(account, Draft("s", "t", "{}"), pattern_of(parse("{}"))))
            assert [notice.text for notice in opened.notices] == sentences
            assert not sending.busy
        assert (data / "ledger.db").read_bytes() == before
