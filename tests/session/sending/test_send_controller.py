"""Runs that are held, stopped, left unfinished and gone on with."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.accounts.account import Account
from gui.core.sending.progress import RunPhase, StopCauseKind
from gui.jobs.accounts.connector import Connector
from gui.storage.database import connection
from gui.storage.database.database import Database
from gui.storage.runs import run_store, unfinished, unsent
from gui.storage.secrets.secret_store import SecretStore
from gui.words.notices import Severity
from gui.words.sending import confirmation
from gui.words.sending.run_cards import kept_by_closing
from tests.desk import Desk, desk, no_keyring, press_button, witnessed
from tests.present import present
from tests.runs import ListedDraft, insert_run
from tests.session.test_faults import use

NUMBERS = [f"1390000{n:04}" for n in range(60)]


def press(qtbot: QtBot, opened: Desk, name: str) -> None:
    qtbot.waitUntil(lambda: opened.can(name))
    qtbot.mouseClick(opened.find(name), Qt.MouseButton.LeftButton)


def test_pause_resume_and_stop_are_enabled_when_they_do_something(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with (
        Sandbox(SandboxSettings(delay=0.05)) as sandbox,
        desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened,
    ):
        sending = opened.session.sending

        def enabled() -> list[str]:
            return [name for name in ("pause", "resume", "stop") if opened.can(name)]

        use(qtbot, opened, sandbox.url)
        sending.set_limits(2, 10.0)  # not over before it is paused and stopped
        assert enabled() == []
        opened.fill(qtbot, NUMBERS)
        opened.begin_to_send()
        qtbot.waitUntil(lambda: sending.progress is not None)
        assert enabled() == ["pause", "stop"]
        press(qtbot, opened, "pause")
        qtbot.waitUntil(lambda: present(sending.progress).phase is RunPhase.PAUSED)
        # Calls that were under way still get their answers.
        qtbot.waitUntil(lambda: present(sending.progress).counts.submitting == 0)
        assert enabled() == ["resume", "stop"]
        taken = len(sandbox.messages())
        queued = [number for number, state in opened.rows() if state == "queued"]
        assert len(queued) == len(NUMBERS) - taken > 0

        press(qtbot, opened, "resume")
        qtbot.waitUntil(lambda: len(sandbox.messages()) > taken)
        with qtbot.waitSignal(sending.ended):
            press(qtbot, opened, "stop")
        counts = present(sending.progress).counts
        assert present(sending.progress).phase is RunPhase.INTERRUPTED
        assert counts.queued and counts.submitting == counts.unknown == 0
        assert counts.accepted == len(sandbox.messages())
        assert enabled() == ["resume"]

        with qtbot.waitSignal(sending.ended):
            press(qtbot, opened, "resume")
        assert sorted(message.number for message in sandbox.messages()) == NUMBERS
        assert enabled() == []


def left_behind(data_dir: Path, submitting: int) -> None:
    """A ledger as a crash in the middle of a run leaves it."""
    account = Account("Sandbox", "SandboxKey", "http://127.0.0.1", sandbox=True)
    draft = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=tuple(NUMBERS[:5]))
    data_dir.mkdir()
    with Database(data_dir / "ledger.db") as ledger:
        witness = witnessed(ledger)
        run = run_store.StoredRun(ledger, insert_run(ledger, account, draft), witness)
        run.advance([], submitting)
        witness.close()


def test_after_a_crash_nothing_is_sent_without_the_operator(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    left_behind(tmp_path / "data", submitting=2)
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        sending = opened.session.sending
        qtbot.waitUntil(lambda: sending.progress is not None)
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        assert present(present(sending.progress).cause).kind is StopCauseKind.CRASH
        assert [state for _, state in opened.rows()] == ["unknown"] * 2 + ["queued"] * 3
        assert len(opened.notices) == 2
        assert str(opened.notices[0].action) == "Look up unknown results"
        press_button(opened.notices[0])
        qtbot.waitUntil(lambda: "2 without a trace" in opened.notices[-1].text)

        with qtbot.waitSignal(sending.ended):
            press(qtbot, opened, "resume")
        qtbot.waitUntil(lambda: [s for _, s in opened.rows()] == ["unknown"] * 2 + ["accepted"] * 3)


def test_unknowns_of_earlier_sessions_are_mentioned_once(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    left_behind(tmp_path / "data", submitting=2)
    with Database(tmp_path / "data" / "ledger.db") as ledger:
        unfinished.recover_submitting(ledger)
        ledger.db.execute("update recipient set settled_at = 1, submitted_at = 1 where id = 2")
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        # The service knows nothing of so long ago any more.
        (said,) = (n for n in opened.notices if str(n.action) == "Look up unknown results")
        assert "unknown: 1." in said.text
        opened.notices.clear()
        opened.session.sending.reload_unfinished()
        qtbot.waitUntil(lambda: not opened.session.work.sending.busy)
        assert not opened.notices


def test_what_cannot_be_recovered_is_said_and_tried_again(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    left_behind(tmp_path / "data", submitting=2)
    with closing(sqlite3.connect(tmp_path / "data" / "ledger.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
            qtbot.waitUntil(lambda: len(opened.rows()) == 5)
            assert [state for _, state in opened.rows()][:2] == ["submitting"] * 2
            (said,) = (n for n in opened.notices if str(n.action) == "Try again")
            assert "in use" in said.text
            other.execute("rollback")

            press_button(said)

            qtbot.waitUntil(lambda: [s for _, s in opened.rows()][:2] == ["unknown"] * 2)
            qtbot.waitUntil(lambda: opened.can("resume"))


def test_a_run_whose_endpoint_was_changed_goes_on_only_if_the_operator_says_so(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with (
        Sandbox() as one,
        Sandbox() as other,
        desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened,
    ):
        sending = opened.session.sending
        sending.set_limits(1, 1.0)  # the second is not called before the first is answered
        use(qtbot, opened, one.url)
        opened.fill(qtbot, ["13800000107", NUMBERS[0]])  # the first refuses the account
        opened.send(qtbot)
        assert present(sending.progress).counts.queued == 1
        use(qtbot, opened, other.url, original=ACTIVE.key_id)

        press(qtbot, opened, "resume")
        qtbot.waitUntil(lambda: "Go on through" in str(opened.notices[-1].action))
        assert one.url in opened.notices[-1].text
        assert other.url in opened.notices[-1].text
        assert not sending.busy
        with qtbot.waitSignal(sending.ended):
            press_button(opened.notices[-1])

        assert [message.number for message in other.messages()] == [NUMBERS[0]]
        with Database(tmp_path / "ledger.db") as ledger:
            head = run_store.StoredRun(ledger, 1).head
        assert (*head.former_endpoints, head.endpoint) == (one.url, other.url)


def test_a_run_without_calls_uses_the_corrected_account(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    """The endpoint, or the key, was wrong: they are corrected, and the run goes on."""
    with Sandbox() as sandbox, desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened:
        sending = opened.session.sending
        use(qtbot, opened, "http://127.0.0.1:9", key_id="rotated")
        opened.fill(qtbot, [NUMBERS[0]])
        opened.begin_to_send()
        qtbot.waitUntil(
            lambda: sending.progress is not None and sending.progress.phase is RunPhase.PAUSED,
        )
        with qtbot.waitSignal(sending.ended):
            press(qtbot, opened, "stop")

        use(qtbot, opened, sandbox.url, original="rotated")
        qtbot.waitUntil(lambda: "follow the account" in opened.notices[-1].text)
        with qtbot.waitSignal(sending.ended):
            press(qtbot, opened, "resume")

        assert [message.number for message in sandbox.messages()] == [NUMBERS[0]]
        with Database(tmp_path / "ledger.db") as ledger:
            head = run_store.StoredRun(ledger, 1).head
        assert (head.access_key_id, head.endpoint) == (ACTIVE.key_id, sandbox.url)


def test_whoever_is_blocked_since_is_not_sent_to_when_the_run_goes_on(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    left_behind(tmp_path / "data", submitting=0)
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        sending = opened.session.sending
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        with qtbot.waitSignal(opened.session.recipients.blocked_numbers.changed):
            opened.session.recipients.blocked_numbers.add(f"+86 {NUMBERS[1]}\n{NUMBERS[3]}")
        with qtbot.waitSignal(sending.ended):
            press(qtbot, opened, "resume")
        states = dict(opened.rows())
        assert {n for n, state in states.items() if state == "cancelled"} == {
            NUMBERS[1],
            NUMBERS[3],
        }
        assert list(states.values()).count("accepted") == 3
        assert present(sending.progress).skipped == 2
        assert opened.notices[-1].text.endswith("do-not-send list: 2.")
        assert not opened.can("resume")


def test_the_rest_of_a_run_can_be_given_up(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    left_behind(tmp_path / "data", submitting=0)
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: opened.can("giveUp"))
        with qtbot.waitSignal(opened.session.sending.ended):
            press(qtbot, opened, "giveUp")
        qtbot.waitUntil(lambda: [s for _, s in opened.rows()] == ["cancelled"] * 5)
        assert not opened.can("resume")


def test_resuming_from_a_notice_resumes_its_run(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened:
        sending = opened.session.sending
        # So slow that the refusal counts before the second call may leave.
        sending.set_limits(1, 1.0)
        for refused, waiting in (("13800000107", NUMBERS[0]), ("13800000202", NUMBERS[1])):
            opened.fill(qtbot, [refused, waiting])
            opened.send(qtbot)
        qtbot.waitUntil(lambda: len([n for n in opened.notices if n.action]) == 2)
        first, second = [n for n in opened.notices if n.action]
        assert present(sending.progress).counts.queued == 1

        with qtbot.waitSignal(sending.ended):
            press_button(first)
        assert dict(opened.rows()) == {
            "13800000107": "rejected",
            NUMBERS[0]: "accepted",
            "13800000202": "rejected",
            NUMBERS[1]: "queued",
        }
        assert opened.find("messageText").text() != first.text
        offered = [n for n in opened.notices if n.action][-1]
        assert offered is not second

        with qtbot.waitSignal(sending.ended):
            press_button(offered)
        assert dict(opened.rows())[NUMBERS[1]] == "accepted"
        assert opened.notices[-1].severity is Severity.WARNING  # somebody was rejected


def test_given_up_one_run_the_next_unfinished_one_is_offered(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    left_behind(tmp_path / "data", submitting=0)
    with Database(tmp_path / "data" / "ledger.db") as ledger:
        account = Account("Sandbox", "SandboxKey", "http://127.0.0.1", sandbox=True)
        draft = ListedDraft(
            "阿里云", "SMS_153055065", '{"code":"1234"}', numbers=tuple(NUMBERS[5:7])
        )
        insert_run(ledger, account, draft)
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: opened.can("giveUp"))
        with qtbot.waitSignal(opened.session.sending.ended):
            press(qtbot, opened, "giveUp")
        with qtbot.waitSignal(opened.session.sending.ended):
            press(qtbot, opened, "messageAction")
        states = dict(opened.rows())
        assert {states[number] for number in NUMBERS[5:7]} == {"cancelled"}
        assert {states[number] for number in NUMBERS[:5]} == {"accepted"}
        assert not opened.find("messageAction").isVisible()


def test_stopped_while_the_keyring_waits_nothing_is_sent_when_it_answers(
    qtbot: QtBot, tmp_path: Path
) -> None:
    class Slow(SecretStore):
        answers = Event()

        def fetch(self, key_id: str) -> str:
            assert self.answers.wait(20)
            return super().fetch(key_id)

    secrets = Slow(find=no_keyring)
    secrets.answers.set()
    with Sandbox() as sandbox, desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened:
        use(qtbot, opened, sandbox.url)
        opened.fill(qtbot, NUMBERS)
        qtbot.waitUntil(lambda: not opened.session.work.keyring.busy)
        secrets.answers.clear()
        opened.begin_to_send()
        assert opened.session.sending.busy
        qtbot.waitUntil(lambda: opened.session.work.keyring.busy)
        with qtbot.waitSignal(opened.window.closed):
            opened.window.stop_and_close()
        assert not opened.session.sending.busy
        secrets.answers.set()
        qtbot.waitUntil(lambda: not opened.session.work.keyring.busy)
        assert not sandbox.messages()
        assert opened.rows() == []


def test_a_signal_in_the_middle_ends_it_without_asking(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with Sandbox(SandboxSettings(delay=0.1)) as sandbox:
        with desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened:
            use(qtbot, opened, sandbox.url)
            opened.fill(qtbot, NUMBERS)
            opened.begin_to_send()
            qtbot.waitUntil(lambda: len(sandbox.messages()) > 3)
            with qtbot.waitSignal(opened.window.closed):
                opened.window.stop_and_close()
        with Database(tmp_path / "ledger.db") as ledger:
            counts = run_store.StoredRun(ledger, 1).counts()
        assert counts.accepted == len(sandbox.messages())
        assert counts.submitting == counts.unknown == 0
        assert counts.queued == len(NUMBERS) - counts.accepted > 0


def test_closing_in_the_middle_asks_and_then_waits_for_the_calls(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    with Sandbox(SandboxSettings(delay=0.1)) as sandbox:
        with desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened:
            use(qtbot, opened, sandbox.url)
            opened.fill(qtbot, NUMBERS)
            opened.begin_to_send()
            qtbot.waitUntil(lambda: len(sandbox.messages()) > 3)
            opened.window.close()
            assert opened.window.isVisible()
            assert opened.find("judgement").isModal()
            assert opened.find("judgementCancel").isDefault()
            kept = kept_by_closing()
            assert kept in opened.find("judgementText").text()
            notes = [label.text() for label in opened.find("runCards").findChildren(QLabel)]
            assert any(kept in note for note in notes)
            opened.find("judgementCancel").click()
            assert opened.window.isVisible() and opened.session.sending.busy

            opened.window.close()
            with qtbot.waitSignal(opened.window.closed):
                opened.find("judgementConfirm").click()
        with Database(tmp_path / "ledger.db") as ledger:
            counts = run_store.StoredRun(ledger, 1).counts()
        assert counts.accepted == len(sandbox.messages())
        assert counts.queued == len(NUMBERS) - counts.accepted > 0


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_leaves_once_the_ledger_is_no_longer_in_its_place(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, replaced: bool
) -> None:
    numbers = [f"1390000{n:04}" for n in range(300)]
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    with Sandbox() as sandbox, desk(data, secrets, Connector(1.0, 5.0)) as opened:
        use(qtbot, opened, sandbox.url)
        sandbox.faults.delay = 0.02
        opened.fill(qtbot, numbers)
        opened.begin_to_send()
        qtbot.waitUntil(lambda: len(sandbox.messages()) > 10)
        if replaced:
            with (
                closing(sqlite3.connect(data / "ledger.db")) as one,
                closing(sqlite3.connect(copy)) as other,
            ):
                one.backup(other)
        with qtbot.waitSignal(opened.session.sending.ended):
            for file in data.glob("ledger.db*"):
                if file.suffix != ".lock":
                    file.unlink()
            if replaced:
                copy.replace(data / "ledger.db")
        sent = len(sandbox.messages())
        assert sent < len(numbers)
        assert any("deleted or replaced" in notice.text for notice in opened.notices)
        assert not opened.can("resume")
        opened.session.sending.resume()
        assert not opened.session.sending.busy
        assert len(sandbox.messages()) == sent == len(sandbox.calls())


def test_a_run_of_somebody_declared_unsent_asks_before_it_goes_elsewhere(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    left_behind(tmp_path / "data", submitting=1)
    with Database(tmp_path / "data" / "ledger.db") as ledger:
        unfinished.recover_submitting(ledger)
        ledger.db.execute("update recipient set absent_at = settled_at + 1000000 where state = 4")
        assert unsent.declare_unsent(ledger) == 1
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: opened.session.sending.unfinished_runs.find(1) is not None)
        left = present(opened.session.sending.unfinished_runs.find(1))
        assert left.head.declared


def test_the_confirmation_tells_of_an_unfinished_run_of_the_same_message(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    left_behind(tmp_path / "data", submitting=0)
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: opened.session.sending.unfinished_runs.find(1) is not None)
        head = present(opened.session.sending.unfinished_runs.find(1)).head
        opened.fill(qtbot, [NUMBERS[0]], sign=head.sign_name, template=head.template_code)
        summary = opened.session.composer.summary()
        assert summary is not None
        assert [left.progress.run_id for left in summary.unfinished] == [1]
        assert "5 of 5 are still queued" in confirmation.unfinished(summary.unfinished[0])[1]
        opened.fill(qtbot, [NUMBERS[0]], sign="小饭桌管理平台", template="SMS_146806055")
        other = opened.session.composer.summary()
        assert other is not None
        assert other.unfinished == ()
