"""The unknown are settled by asking, and sent again only by the operator's own act."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.cloud.sandbox.faults import FaultKind, SandboxFault
from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted
from gui.core.sending.progress import StopCauseKind
from gui.jobs.accounts.connector import Connector
from gui.storage.blocked_numbers import block_numbers
from gui.storage.database.database import Database, now_ms
from gui.storage.runs import run_store, unfinished
from gui.storage.secrets.secret_store import SecretStore
from gui.words.notices import Notice, Severity
from tests.desk import Desk, desk, no_keyring
from tests.present import present
from tests.runs import ListedDraft, insert_run
from tests.session.sending.test_send_controller import left_behind
from tests.session.test_faults import use

NUMBER = "13900000001"
TAKEN, LOST = "13800000304", "13800000303"
"""Reset after and before the message was taken."""
REFUSED, ALSO_REFUSED = "13800000116", "13800000118"
"""An illegal number, and another that is refused."""
FORBIDDEN = "13800000125"
"""Forbidden content."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings(receipts_after=(0.1, 0.2), throttle=False)) as sandbox:
        yield sandbox


def test_the_sandbox_is_asked_for_receipts_of_an_earlier_session(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    """It is started for that, as it may have kept what it accepted."""

    def asked(id: int) -> tuple[int, int | None]:
        with Database(data / "ledger.db") as ledger:
            found: tuple[int, int | None] = ledger.db.execute(
                "select queries, next_query_at from recipient where id = ?", (id,)
            ).fetchone()
            return found

    data = tmp_path / "data"
    left_behind(data, submitting=0)
    with Database(data / "ledger.db") as ledger:
        ledger.db.execute(
            "update recipient set state = 2, accepted_at = ?, next_query_at = 1", (now_ms(),)
        )
    with desk(data, secrets, Connector(1.0, 5.0)) as opened:
        qtbot.waitUntil(lambda: asked(5)[0] > 0)
        qtbot.waitUntil(lambda: len(opened.rows()) == 5)
        assert {state for _, state in opened.rows()} == {"accepted"}


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, secrets: SecretStore, sandbox: Sandbox) -> Iterator[Desk]:
    with desk(tmp_path, secrets, Connector(1.0, 2.0)) as opened:
        use(qtbot, opened, sandbox.url)
        yield opened


def press(qtbot: QtBot, opened: Desk, name: str) -> None:
    qtbot.waitUntil(lambda: opened.find(name).isEnabled())
    qtbot.mouseClick(opened.find(name), Qt.MouseButton.LeftButton)


def judge(qtbot: QtBot, opened: Desk, read: Callable[[str], object] = lambda text: None) -> None:
    found = list[QPushButton]()

    def shown() -> bool:
        found.extend(opened.window.findChildren(QPushButton, "judgementConfirm"))
        return bool(found)

    qtbot.waitUntil(shown)
    read(present(found[-1].window().findChild(QLabel, "judgementText")).text())
    qtbot.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def open_questions(opened: Desk) -> list[QPushButton]:
    buttons = opened.window.findChildren(QPushButton, "judgementConfirm")
    return [button for button in buttons if button.isVisible()]


def states(opened: Desk) -> dict[str, str]:
    return dict(opened.rows())


def test_what_the_service_knows_is_found_and_the_rest_stays_unknown(
    qtbot: QtBot, opened: Desk
) -> None:
    opened.fill(qtbot, [TAKEN, LOST])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {TAKEN: "unknown", LOST: "unknown"})

    press(qtbot, opened, "resolveUnknown")
    qtbot.waitUntil(lambda: states(opened) == {TAKEN: "delivered", LOST: "unknown"})
    qtbot.waitUntil(lambda: "15 minutes after the call" in opened.notices[-1].text)
    assert not opened.can("resume")


def test_without_a_trace_for_long_it_is_the_operators_judgement(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox, tmp_path: Path
) -> None:
    opened.fill(qtbot, [LOST])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {LOST: "unknown"})
    with Database(tmp_path / "ledger.db") as ledger, ledger.transaction() as db:
        db.execute(
            "update recipient set submitted_at = submitted_at - 4000000,"
            " settled_at = settled_at - 4000000"
        )

    press(qtbot, opened, "resolveUnknown")
    qtbot.waitUntil(lambda: "Declare" in str(opened.notices[-1].action))
    present(opened.notices[-1].verb)()
    before = len(sandbox.calls())
    judge(qtbot, opened)
    qtbot.waitUntil(lambda: states(opened) == {LOST: "queued"})
    assert len(sandbox.calls()) == before

    qtbot.waitUntil(lambda: opened.can("resume"))
    with qtbot.waitSignal(opened.session.sending.ended):
        press(qtbot, opened, "resume")
    assert len(sandbox.calls()) == before + 1


def test_only_those_are_declared_unsent_who_were_shown(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox, tmp_path: Path
) -> None:
    opened.fill(qtbot, [LOST, NUMBER])
    sandbox.faults.next(SandboxFault(FaultKind.CLOSE, taken=False), 2)
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {LOST: "unknown", NUMBER: "unknown"})
    with Database(tmp_path / "ledger.db") as ledger:
        ledger.db.execute(
            "update recipient set submitted_at = submitted_at - 4000000,"
            " settled_at = settled_at - 4000000 where number = ?",
            (LOST,),
        )
        press(qtbot, opened, "resolveUnknown")
        qtbot.waitUntil(lambda: "Declare" in str(opened.notices[-1].action))
        present(opened.notices[-1].verb)()
        # Old enough only while the operator thinks.
        ledger.db.execute(
            "update recipient set settled_at = 1, submitted_at = 1, absent_at = 1000000"
        )

    judge(qtbot, opened)

    qtbot.waitUntil(lambda: states(opened) == {LOST: "queued", NUMBER: "unknown"})


def test_reconciling_can_be_stopped_and_blocks_nothing(
    qtbot: QtBot, opened: Desk, tmp_path: Path
) -> None:
    many = [f"1390000{n:04}" for n in range(60)]
    with Database(tmp_path / "ledger.db") as ledger:
        account = opened.session.accounts.current
        draft = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=tuple(many))
        run_id = insert_run(ledger, account, draft)
        run_store.StoredRun(ledger, run_id).advance([], len(many))
        unfinished.recover_submitting(ledger)
    opened.session.history.reload()
    qtbot.waitUntil(lambda: len(opened.rows()) == len(many))

    press(qtbot, opened, "resolveUnknown")
    qtbot.waitUntil(lambda: opened.find("messageAction").text() == "Stop looking")
    opened.session.receipts.ask_to_resend(run_id)
    qtbot.waitUntil(lambda: any("Nothing in this run" in n.text for n in opened.notices))
    assert str(opened.notices[-1].action) != "Declare unsent…"
    qtbot.waitUntil(lambda: opened.find("messageAction").text() == "Stop looking")
    press(qtbot, opened, "messageAction")

    qtbot.waitUntil(lambda: "Stopped before" in opened.notices[-1].text)
    assert opened.session.receipts._reconciling is None
    assert "Asking the service" not in opened.find("messageText").text()
    assert list(states(opened).values()) == ["unknown"] * len(many)


def test_why_receipts_wait_is_said_once_and_again_after_a_wrong_mending(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox, tmp_path: Path
) -> None:
    opened.fill(qtbot, [NUMBER])
    opened.send(qtbot)
    use(qtbot, opened, sandbox.url, "wrong", original=ACTIVE.key_id)

    def said() -> list[Notice]:
        return [n for n in opened.notices if "receipts of the account" in n.text]

    with Database(tmp_path / "ledger.db") as ledger:
        ledger.db.execute("update recipient set next_query_at = 1")
    qtbot.waitUntil(lambda: len(said()) == 1)
    assert "SignatureDoesNotMatch" in said()[0].text
    assert "Shop" in said()[0].text

    use(qtbot, opened, sandbox.url, "as-wrong", original=ACTIVE.key_id)
    qtbot.waitUntil(lambda: len(said()) == 2)
    use(qtbot, opened, sandbox.url, original=ACTIVE.key_id)
    qtbot.waitUntil(lambda: states(opened) == {NUMBER: "delivered"})
    assert len(said()) == 2


def test_after_ten_unknowns_the_card_offers_to_look_them_up(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox
) -> None:
    opened.session.sending.set_limits(1, 50.0)
    opened.fill(qtbot, [f"1390000{n:04}" for n in range(20)])
    sandbox.faults.next(SandboxFault(FaultKind.CLOSE, taken=True), 10)
    opened.send(qtbot)
    assert (
        present(present(opened.session.sending.progress).cause).kind is StopCauseKind.MANY_UNKNOWN
    )
    assert opened.notices[-1].severity is Severity.ERROR

    press(qtbot, opened, "lookUpUnknown")

    qtbot.waitUntil(lambda: "10 found" in opened.notices[-1].text)


def test_what_was_refused_goes_again_once_as_a_run_of_its_own(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox
) -> None:
    opened.fill(qtbot, [REFUSED])
    opened.send(qtbot)
    press(qtbot, opened, "resendFailed")
    with qtbot.waitSignal(opened.session.sending.ended):
        judge(qtbot, opened)
    qtbot.waitUntil(lambda: [s for _, s in opened.rows()] == ["rejected", "rejected"])
    assert len(sandbox.calls()) == 2


def test_closing_does_not_wait_for_a_keyring_that_waits_for_its_operator(
    qtbot: QtBot, tmp_path: Path, sandbox: Sandbox
) -> None:
    class Locked(SecretStore):
        locked, asked, unlocked = Event(), Event(), Event()

        def fetch(self, key_id: str) -> str:
            if self.locked.is_set():
                self.asked.set()
                assert self.unlocked.wait(30)
            return super().fetch(key_id)

    secrets = Locked(find=no_keyring)
    with desk(tmp_path, secrets, Connector(1.0, 2.0)) as opened:
        use(qtbot, opened, sandbox.url)
        secrets.locked.set()
        with Database(tmp_path / "ledger.db") as ledger:
            draft = ListedDraft("阿里云", "SMS_153055065", "", numbers=(TAKEN,))
            run = run_store.StoredRun(
                ledger, insert_run(ledger, opened.session.accounts.current, draft)
            )
            run.advance(
                [evaluate_outcome(call, Accepted("b", "r")) for call in run.advance([], 1)], 0
            )
            ledger.db.execute("update recipient set next_query_at = 1")
        qtbot.waitUntil(secrets.asked.is_set)

        began = monotonic()
        assert not opened.session.close()
        assert monotonic() - began < 20
        secrets.unlocked.set()
        qtbot.waitUntil(lambda: not opened.session.work.keyring.busy)


def test_blocked_since_nobody_is_sent_to_again(
    qtbot: QtBot, opened: Desk, sandbox: Sandbox, tmp_path: Path
) -> None:
    opened.fill(qtbot, [REFUSED, FORBIDDEN])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {REFUSED: "rejected", FORBIDDEN: "rejected"})
    before = len(sandbox.calls())
    with Database(tmp_path / "ledger.db") as ledger:
        block_numbers(ledger, ACTIVE.key_id, [REFUSED])
    press(qtbot, opened, "resendFailed")
    texts = list[Any]()
    with qtbot.waitSignal(opened.session.sending.ended):
        judge(qtbot, opened, texts.append)
    assert "do-not-send list: 1." in texts[-1]
    after = sorted([(REFUSED, "rejected"), *[(FORBIDDEN, "rejected")] * 2])
    qtbot.waitUntil(lambda: sorted(opened.rows()) == after)
    assert len(sandbox.calls()) == before + 1

    with Database(tmp_path / "ledger.db") as ledger:
        block_numbers(ledger, ACTIVE.key_id, [FORBIDDEN])
    qtbot.waitUntil(lambda: opened.find("resendFailed").isVisible())  # on the card of the new run
    press(qtbot, opened, "resendFailed")
    qtbot.waitUntil(lambda: any("do-not-send list: 1." in said.text for said in opened.notices))


def test_the_history_is_saved_as_it_is_shown(qtbot: QtBot, opened: Desk, tmp_path: Path) -> None:
    opened.fill(qtbot, [REFUSED])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {REFUSED: "rejected"})
    target = tmp_path / "history.csv"
    opened.session.history.export(str(target))
    qtbot.waitUntil(
        lambda: (
            bool(opened.notices) and opened.notices[-1].text.startswith("Saved history.csv: 1 rows")
        )
    )

    with target.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert REFUSED in row["Number"]
    assert "with the numbers in full" in opened.notices[-1].text

    opened.find("maskNumbers").click()
    opened.session.history.export(str(target))
    qtbot.waitUntil(lambda: "masked, the parameters are not" in opened.notices[-1].text)
    with target.open(encoding="utf-8-sig", newline="") as file:
        (masked,) = csv.DictReader(file)
    assert masked["Number"] == "138****0116"
    assert masked["Parameters"] == row["Parameters"] != ""

    assert row["State"] == "Rejected"
    assert row["Account"] == "Shop"


def test_a_double_click_on_resending_asks_once(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, [REFUSED])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: states(opened) == {REFUSED: "rejected"})
    offers: list[object] = []
    opened.session.receipts.resend_requested.connect(lambda *offer: offers.append(offer))
    for _ in range(2):
        opened.session.receipts.ask_to_resend(1)  # the first run of this ledger
    qtbot.waitUntil(lambda: len(offers) == 2)

    assert len(open_questions(opened)) == 1


def test_resending_to_two_of_a_run_asks_for_each(
    qtbot: QtBot, tmp_path: Path, opened: Desk
) -> None:
    opened.fill(qtbot, [REFUSED, ALSO_REFUSED])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: set(states(opened).values()) == {"rejected"})
    with Database(tmp_path / "ledger.db", read_only=True) as ledger:
        first, second = (row[0] for row in ledger.db.execute("select id from recipient"))
    for chosen in (first, second):
        opened.session.receipts.ask_to_resend(1, [chosen])
    qtbot.waitUntil(lambda: len(open_questions(opened)) == 2)
    for question in open_questions(opened):
        present(question.window().findChild(QPushButton, "judgementCancel")).click()
    qtbot.waitUntil(lambda: not open_questions(opened))
    opened.session.receipts.ask_to_resend(1, [first])
    qtbot.waitUntil(lambda: len(open_questions(opened)) == 1)
