import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted, Outcome, Rejected
from gui.core.sending.progress import StateCounts
from gui.core.sending.state import RecipientState
from gui.storage.database import rescue
from gui.storage.database.database import Database, now_ms
from gui.storage.database.rescue import check_or_rescue
from gui.storage.database.schema import MIGRATIONS
from gui.storage.runs import resend, run_store, unfinished, unsent
from gui.storage.runs.history import HistoryReader
from gui.storage.runs.receipts import ReceiptStore
from tests.killed import KILLED
from tests.present import present
from tests.runs import ListedDraft, insert_run

RESCUE_AND_DIE = """
import sys
from pathlib import Path
from gui.storage.database.rescue import check_or_rescue
from tests.killed import die

left = int(sys.argv[2])

def watch(event, args):
    # Files are made, renamed and removed.
    global left
    if event in ("open", "os.rename", "os.remove") and "ledger.db" in str(args[0]):
        left -= 1
        if left < 0:
            die()

sys.addaudithook(watch)
check_or_rescue(Path(sys.argv[1]))
"""

MANY = 3000
SENT = 2000


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one run in the middle; closed in good order, so all of it is in one file."""
    path = tmp_path_factory.mktemp("sound") / "ledger.db"
    with Database(path) as ledger:
        numbers = tuple(f"139{n:08}" for n in range(MANY))
        draft = ListedDraft("阿里云", "SMS_1", '{"code":"1"}', numbers=numbers)
        run = run_store.StoredRun(ledger, insert_run(ledger, Account("a", "testid"), draft))
        calls = run.advance([], SENT)
        answers: list[Outcome] = [Accepted(f"b{call.ids[0]}", "r") for call in calls]
        answers[0] = Rejected("isv.X", "no", "r")
        pairs = zip(calls, answers, strict=True)
        run.advance([evaluate_outcome(call, answer) for call, answer in pairs], 1)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


def overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def states(path: Path, *, numbers_hurt: bool = False) -> Counter[RecipientState]:
    with Database(path) as ledger:
        history = HistoryReader(ledger)
        rows = history.rows(history.ids())
        numbers = [entry.number for entry in rows.values()]
        assert numbers_hurt or len(numbers) == len(set(numbers))
        return Counter(entry.state for entry in rows.values())


def test_intact_ledger_is_left_unchanged(path: Path) -> None:
    before = path.read_bytes()
    assert check_or_rescue(path) is None
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["ledger.db"]


def test_missing_ledger_is_created(tmp_path: Path) -> None:
    assert check_or_rescue(tmp_path / "ledger.db") is None
    assert states(tmp_path / "ledger.db") == {}


def test_damaged_page_loses_only_its_rows_and_the_file_is_kept(path: Path) -> None:
    size = path.stat().st_size
    overwrite(path, size // 2 // 4096 * 4096, b"\xff" * 4096)
    damaged = path.read_bytes()

    rescued = present(check_or_rescue(path))

    assert rescued.kept.read_bytes() == damaged
    assert rescued.kept.name.startswith("ledger.db.damaged-")
    if os.name == "posix":
        assert [stat.S_IMODE(p.stat().st_mode) for p in (path, rescued.kept)] == [0o600] * 2
    assert MANY - 200 < rescued.recipients <= MANY
    assert rescued.runs == 1
    assert states(path).total() == rescued.recipients
    assert check_or_rescue(path) is None
    assert {file.name for file in path.parent.iterdir()} == {"ledger.db", rescued.kept.name}


def test_lost_header_loses_no_rows(path: Path) -> None:
    overwrite(path, 0, b"\x00" * 100)
    rescued = present(check_or_rescue(path))
    assert (rescued.runs, rescued.recipients) == (1, MANY)


def test_truncated_file_is_rescued_as_far_as_it_goes(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * 2 // 3)
    assert 0 < present(check_or_rescue(path)).recipients < MANY


@pytest.mark.parametrize("content", [b"no database" * 2000, b"\x00" * 40960])
def test_foreign_file_is_kept_and_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(content)
    rescued = present(check_or_rescue(path))
    assert (rescued.runs, rescued.recipients) == (0, 0)
    assert rescued.kept.read_bytes() == content


def test_rescued_recipients_are_not_sent_automatically(path: Path) -> None:
    overwrite(path, 0, b"\x00" * 100)
    rescued = present(check_or_rescue(path))

    assert rescued.uncertain == MANY - SENT
    assert states(path) == {
        RecipientState.ACCEPTED: SENT - 1,
        RecipientState.REJECTED: 1,
        RecipientState.UNKNOWN: MANY - SENT,
    }
    with Database(path) as ledger:
        assert unfinished.list_unfinished(ledger) == []
        under_way, queued = ReceiptStore(ledger).read_unknown([SENT + 1, SENT + 2])
    # Later calls may be lost: of their OutIds is known that they begin with the token of the run.
    for inquiry in (under_way, queued):
        assert inquiry.message.token
        assert inquiry.message.out_id == ""
    assert queued.message.earliest == under_way.message.earliest < queued.message.latest


def test_absence_recorded_before_the_damage_is_discarded(path: Path) -> None:
    """It may have been declared unsent and called again in what was lost."""
    with Database(path) as ledger:
        unfinished.recover_submitting(ledger)
        ledger.db.execute("update recipient set absent_at = settled_at + 1000000 where state = 4")
        assert unsent.list_declarable(ledger)
    overwrite(path, 0, b"\x00" * 100)
    before = now_ms()
    check_or_rescue(path)
    with Database(path) as ledger:
        assert len(unsent.list_unknown(ledger)) == MANY - SENT
        assert not unsent.list_declarable(ledger)
        (inquiry,) = ReceiptStore(ledger).read_unknown([SENT + 1])
    assert inquiry.message.latest >= before


def test_rejected_recipients_of_a_rescued_ledger_cannot_be_resent(path: Path) -> None:
    """Of a chain of copies, of one with a copy that was sent, and of one without a copy."""
    with Database(path) as ledger:
        ledger.db.execute("update recipient set state = 3 where id in (2, 3, 4)")
        ledger.db.execute("update recipient set source_id = 1 where id = 2")
        ledger.db.execute("update recipient set source_id = 2 where id = 3")
        ledger.db.execute("update recipient set source_id = 4 where id = 5")
        ledger.db.execute("update recipient set state = 3 where id = 6")
    overwrite(path, 0, b"\x00" * 100)
    check_or_rescue(path)
    with Database(path) as ledger:
        assert resend.create_resend_run(ledger, 1) is None


@pytest.mark.parametrize("step", [5, 22, 26, 27, 29, 30, 32])
def test_damaged_file_is_kept_once_wherever_the_rescue_is_killed(path: Path, step: int) -> None:
    overwrite(path, 0, b"\x00" * 100)
    damaged = path.read_bytes()
    for _ in range(2):
        killed = subprocess.run(
            [sys.executable, "-c", RESCUE_AND_DIE, str(path), str(step)], timeout=60
        )
        assert killed.returncode in (0, KILLED)

    check_or_rescue(path)

    assert states(path).total() == MANY
    (kept,) = (file for file in path.parent.iterdir() if file != path)
    assert kept.read_bytes() == damaged
    assert kept.name.startswith("ledger.db.damaged-")


def test_rescue_reads_the_log_of_the_damaged_file(path: Path) -> None:
    with Database(path) as ledger:
        unfinished.cancel_queued(ledger, 1)
        files = {name: path.with_name(name).read_bytes() for name in ("ledger.db", "ledger.db-wal")}
    for name, content in files.items():
        path.with_name(name).write_bytes(content)
    place = files["ledger.db"].index(b"13900000300")
    overwrite(path, place // 4096 * 4096, b"\xff" * 4096)

    assert check_or_rescue(path) is not None

    assert states(path)[RecipientState.CANCELLED] == MANY - SENT - 1


def crashed_while_sending(path: Path) -> Path:
    """Leave a ledger and its log as a crash would, two hundred calls later."""
    with Database(path) as ledger:
        run = run_store.StoredRun(ledger, 1)
        calls = run.advance([], 1)
        for number in range(200):
            answers = [evaluate_outcome(call, Accepted(f"c{number}", "r")) for call in calls]
            calls = run.advance(answers, 1)
        files = {name: path.with_name(name).read_bytes() for name in ("ledger.db", "ledger.db-wal")}
    for name, content in files.items():
        path.with_name(name).write_bytes(content)
    return path.with_name("ledger.db-wal")


@pytest.mark.parametrize("torn", [0, 1000])
def test_ledger_with_the_log_of_a_crash_opens(path: Path, torn: int) -> None:
    log = crashed_while_sending(path)
    os.truncate(log, log.stat().st_size - torn)
    assert check_or_rescue(path) is None
    assert states(path)[RecipientState.ACCEPTED] >= SENT + 197
    assert not log.exists()


def test_a_newer_ledger_with_a_damaged_log_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    db.close()
    log = path.with_name("ledger.db-wal")
    log.write_bytes(b"no log" * 1000)
    before = path.read_bytes()
    with pytest.raises(LedgerError) as caught:
        check_or_rescue(path)
    assert caught.value.fault is FileFault.NEWER
    assert (path.read_bytes(), log.read_bytes()) == (before, b"no log" * 1000)


def test_a_lost_run_keeps_its_recipients(path: Path) -> None:
    with sqlite3.connect(path) as db:
        (root,) = db.execute("select rootpage from sqlite_master where name = 'run'").fetchone()
    db.close()
    overwrite(path, (root - 1) * 4096, b"\xff" * 4096)

    rescued = present(check_or_rescue(path))

    assert (rescued.runs, rescued.recipients) == (1, MANY)
    assert states(path).total() == MANY


def test_complete_rescue_replaces_the_ledger(path: Path) -> None:
    damaged = path.with_name("damaged")
    shutil.copy(path, damaged)
    overwrite(damaged, 0, b"\x00" * 100)
    path.replace(path.with_name("ledger.db.rescued"))
    damaged.replace(path)
    path.with_name("ledger.db-wal").write_bytes(b"of the damaged one")

    assert check_or_rescue(path) is None

    assert states(path).total() == MANY
    assert not path.with_name("ledger.db.rescued").exists()


def test_a_newer_ledger_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError) as caught:
        check_or_rescue(path)
    assert caught.value.fault is FileFault.NEWER
    assert path.read_bytes() == before


def test_earlier_unknown_recipients_stay_and_counts_add_up(path: Path) -> None:
    with Database(path) as ledger:
        unfinished.recover_submitting(ledger)
    overwrite(path, 0, b"\x00" * 16)
    check_or_rescue(path)
    with Database(path) as ledger:
        assert len(unsent.list_unknown(ledger)) == MANY - SENT
        assert run_store.StoredRun(ledger, 1).counts() == StateCounts(
            accepted=SENT - 1, rejected=1, unknown=MANY - SENT
        )


@pytest.mark.parametrize(
    "name", [b"template_param text,", b"(run_id, state)", b"ready = 1", b"create table draft_row"]
)
def test_damaged_name_in_the_schema_is_detected(path: Path, name: bytes) -> None:
    """Of a column, in an index, in a view, in what is no statement any more."""
    # Some versions of SQLite leave a copy of it in unused space.
    for found in re.finditer(re.escape(name), path.read_bytes(), re.IGNORECASE):
        overwrite(path, found.start(), name[:-2] + bytes([name[-2] ^ 1]) + name[-1:])
    rescued = check_or_rescue(path)
    assert rescued is not None
    assert states(path).total() == MANY
    assert check_or_rescue(path) is None


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("run", "mode", "\0ne-by-one"), ("recipient", "state", 99), ("recipient", "state", "x")],
)
def test_row_with_a_damaged_value_stays_visible(
    path: Path, table: str, column: str, value: str | int
) -> None:
    """A page has no checksum: what stays well formed is not found to be damaged."""
    with Database(path) as ledger:
        ledger.db.execute(f"update {table} set {column} = ? where id = 1", (value,))
    assert check_or_rescue(path) is None
    assert states(path).total() == MANY


@settings(max_examples=25)
@given(st.data())
def test_damaged_ledger_opens_with_no_queued_recipient(
    tmp_path_factory: pytest.TempPathFactory, sound: Path, data: st.DataObject
) -> None:
    path = Path(shutil.copy(sound, tmp_path_factory.mktemp("hurt")))
    size = path.stat().st_size
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, size - 1))
        overwrite(path, place, data.draw(st.binary(min_size=1, max_size=5000))[: size - place])
    damaged = path.read_bytes()
    try:
        rescued = check_or_rescue(path)
    except LedgerError as error:
        # What looks like a newer one is not touched.
        assert error.fault is FileFault.NEWER
        assert path.read_bytes() == damaged
        return
    # A digit that was hurt may make one number another one's; nothing in the file tells.
    found = states(path, numbers_hurt=True)
    if rescued is not None:
        assert rescued.kept.read_bytes() == damaged
        assert found[RecipientState.QUEUED] == found[RecipientState.SUBMITTING] == 0
        assert found.total() == rescued.recipients <= MANY
        assert check_or_rescue(path) is None


def test_large_ledger_is_checked_after_damage_was_found(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 50)
        file.write(b"\xff" * 50)
        file.truncate(rescue.CHECK_MAX + 4096)
    with Database(path) as ledger:
        (many,) = ledger.db.execute("select count(*) from recipient").fetchone()
    assert many == MANY
    assert check_or_rescue(path) is None

    rescue.mark_suspect(path)

    assert check_or_rescue(path) is not None
    assert check_or_rescue(path) is None
    assert {file.suffix for file in path.parent.iterdir()} == {".db", rescued_suffix(path)}


def rescued_suffix(path: Path) -> str:
    (kept,) = path.parent.glob("ledger.db.damaged-*")
    return kept.suffix
