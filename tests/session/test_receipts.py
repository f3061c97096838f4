"""The unknown are settled by asking, and sent again only by the operator's own act."""

import csv
from threading import Event
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from gui.cloud.sandbox.keys import ACTIVE
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.calls import settle
from gui.core.draft import Draft
from gui.core.outcomes import Accepted
from gui.jobs.connecting import Connector
from gui.storage import runs
from gui.storage.blocked import block
from gui.storage.ledger import Ledger
from gui.storage.secrets import Secrets
from tests.desk import desk, no_keyring
from tests.session.test_faults import use

TAKEN, LOST, REFUSED = "13800000304", "13800000303", "13800000116"
"""Reset after and before the message was taken; an illegal number."""
FORBIDDEN = "13800000125"
"""Forbidden content."""


@pytest.fixture
def sandbox():
    with Sandbox(SandboxSettings(receipts_after=(0.1, 0.2), throttle=False)) as sandbox:
        yield sandbox


@pytest.fixture
def opened(qtbot, tmp_path, secrets, sandbox):
    with desk(tmp_path, secrets, Connector(1.0, 2.0)) as opened:
        use(qtbot, opened, sandbox.url)
        yield opened


def press(qtbot, opened, name):
    qtbot.mouseClick(opened.find(name), Qt.MouseButton.LeftButton)


def judge(qtbot, opened, read=lambda text: None):
    found = []
    qtbot.waitUntil(
        lambda: (
            bool(found.extend(opened.window.findChildren(QPushButton, "judgementConfirm")))
            or bool(found)
        )
    )
    read(found[-1].window().findChild(QLabel, "judgementText").text())
    qtbot.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def states(opened):
    return dict(opened.rows())


def test_what_the_service_knows_is_found_and_the_rest_stays_unknown(qtbot, opened):
    opened.fill(qtbot, [TAKEN, LOST])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {TAKEN: "unknown", LOST: "unknown"})
    qtbot.wait(300)

    press(qtbot, opened, "resolveUnknown")
    qtbot.waitUntil(lambda: states(opened) == {TAKEN: "delivered", LOST: "unknown"}, timeout=20_000)
    qtbot.waitUntil(lambda: "15" in opened.notices[-1].text)
    assert not opened.find("resume").isEnabled()


def test_without_a_trace_for_long_it_is_the_operators_judgement(qtbot, opened, sandbox, tmp_path):
    opened.fill(qtbot, [LOST])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {LOST: "unknown"})
    with Ledger(tmp_path / "ledger.db") as ledger, ledger.transaction() as db:
        db.execute("update recipient set submitted_at = submitted_at - 1000000")

    press(qtbot, opened, "resolveUnknown")
    qtbot.waitUntil(lambda: bool(opened.notices[-1].action), timeout=20_000)
    opened.notices[-1].verb()
    before = len(sandbox.calls())
    judge(qtbot, opened)
    qtbot.waitUntil(lambda: states(opened) == {LOST: "queued"})
    assert len(sandbox.calls()) == before

    qtbot.waitUntil(opened.find("resume").isEnabled)
    with qtbot.waitSignal(opened.session.sending.ended, timeout=20_000):
        press(qtbot, opened, "resume")
    assert len(sandbox.calls()) == before + 1


def test_what_was_refused_goes_again_once_as_a_run_of_its_own(qtbot, opened, sandbox):
    opened.fill(qtbot, [REFUSED])
    opened.send(qtbot)
    press(qtbot, opened, "resendFailed")
    with qtbot.waitSignal(opened.session.sending.ended, timeout=20_000):
        judge(qtbot, opened)
    qtbot.waitUntil(lambda: [s for _, s in opened.rows()] == ["rejected", "rejected"])
    assert len(sandbox.calls()) == 2


def test_closing_does_not_wait_for_a_keyring_that_waits_for_its_operator(qtbot, tmp_path, sandbox):
    class Locked(Secrets):
        asked, unlocked = Event(), Event()

        def fetch(self, key_id):
            self.asked.set()
            assert self.unlocked.wait(30)
            return super().fetch(key_id)

    secrets = Locked(find=no_keyring)
    with desk(tmp_path, secrets, Connector(1.0, 2.0)) as opened:
        use(qtbot, opened, sandbox.url)
        with Ledger(tmp_path / "ledger.db") as ledger:
            draft = Draft("阿里云", "SMS_153055065", "", (TAKEN,))
            run = runs.Run(ledger, runs.start(ledger, opened.session.accounts.current, draft))
            run.advance([settle(call, Accepted("b", "r")) for call in run.advance([], 1)], 0)
            ledger.db.execute("update recipient set next_query_at = 1")
        qtbot.waitUntil(secrets.asked.is_set, timeout=20_000)

        began = monotonic()
        assert not opened.session.close()
        assert monotonic() - began < 10
        secrets.unlocked.set()
        qtbot.waitUntil(lambda: not opened.session.work.keyring.busy)


def test_blocked_since_nobody_is_sent_to_again(qtbot, opened, sandbox, tmp_path):
    opened.fill(qtbot, [REFUSED, FORBIDDEN])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {REFUSED: "rejected", FORBIDDEN: "rejected"})
    before = len(sandbox.calls())
    with Ledger(tmp_path / "ledger.db") as ledger:
        block(ledger, ACTIVE.key_id, [REFUSED])
    press(qtbot, opened, "resendFailed")
    texts = []
    with qtbot.waitSignal(opened.session.sending.ended, timeout=20_000):
        judge(qtbot, opened, texts.append)
    assert "do-not-send list: 1." in texts[-1]
    after = sorted([(REFUSED, "rejected"), *[(FORBIDDEN, "rejected")] * 2])
    qtbot.waitUntil(lambda: sorted(opened.rows()) == after)
    assert len(sandbox.calls()) == before + 1

    with Ledger(tmp_path / "ledger.db") as ledger:
        block(ledger, ACTIVE.key_id, [FORBIDDEN])
    press(qtbot, opened, "resendFailed")
    qtbot.waitUntil(lambda: "do-not-send list: 1." in opened.notices[-1].text)


def test_the_history_is_saved_as_it_is_shown(qtbot, opened, tmp_path):
    opened.fill(qtbot, [REFUSED])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {REFUSED: "rejected"})
    target = tmp_path / "history.csv"
    opened.session.browsing.export(str(target))
    qtbot.waitUntil(lambda: target.exists() and "1" in opened.notices[-1].text)

    with target.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert REFUSED in row["Number"]
    assert "with the numbers in full" in opened.notices[-1].text

    opened.find("maskNumbers").click()
    opened.session.browsing.export(str(target))
    qtbot.waitUntil(lambda: "masked, the parameters are not" in opened.notices[-1].text)
    with target.open(encoding="utf-8-sig", newline="") as file:
        (masked,) = csv.DictReader(file)
    assert masked["Number"] == "138****0116"
    assert masked["Parameters"] == row["Parameters"] != ""

    assert row["State"] == "Rejected"
    assert row["Account"] == "Shop"
