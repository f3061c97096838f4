"""Who was sent exactly this before: a million recipients, in a history of a million and more.

The history has a run of the same message to a million others or to the same ones, in another
order, or many runs of it with ten times as many rows as the draft.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.core.sending.sent_before import SentBefore
from gui.jobs.recipients.readiness import search_sent_before
from gui.storage.database.database import Database
from tests.benchmarks.goals import beside
from tests.benchmarks.heart import GOAL_BEAT
from tests.benchmarks.lists import follow
from tests.params import placeholders_of

ROWS = 1_000_000
GOAL = 3.0
GOAL_MEMORY = 300.0
ACCOUNT = Account("Shop", "LTAI5tExample")
MESSAGE = Draft("阿里云", "SMS_153055065")
PLAIN, NAMED = '{"code":"1234"}', '{"name":"{{姓名}}"}'


def main() -> None:
    """Print each look-up beside its goal."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    assert application
    chance = random.Random(1)
    numbers = [
        str(number) for number in chance.sample(range(13_000_000_000, 20_000_000_000), 2 * ROWS)
    ]
    same, others = numbers[:ROWS], numbers[ROWS:]
    shuffled = list(same)
    chance.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        for name, param, draft, history in (
            ("all were sent it", PLAIN, same, [shuffled]),
            ("all, each its own", NAMED, same, [shuffled]),
            ("nobody was", PLAIN, same, [others]),
            ("10,000 in 20 runs", PLAIN, same[:10_000], [same[:50_000]] * 20),
            ("3 in 20 runs", PLAIN, same[:3], [same[:50_000]] * 20),
        ):
            ledger = Path(folder, f"{name}.db")
            expected = len(set(draft).intersection(*history))
            _write(ledger, param, draft, history)
            measure(name, ledger, param, expected)
            ledger.unlink()


def measure(name: str, ledger: Path, param: str, expected: int) -> None:
    """Look the draft of a ledger up as the window does, and print what that took."""
    pattern = placeholders_of(param)
    assert isinstance(pattern, Placeholders)
    found = list[SentBefore]()
    job = search_sent_before(ledger, ACCOUNT, MESSAGE, pattern)
    job.succeeded.connect(found.append)
    seconds, _, longest, memory = follow(job)
    result = found[-1]
    assert result.sent == expected, result
    print(
        f"{name:<20} {seconds:6.2f} s {beside(seconds, GOAL)}   heartbeat {longest:3.0f} ms"
        f" {beside(longest, GOAL_BEAT)}   {memory:4.0f} MB {beside(memory, GOAL_MEMORY)}"
        f"   {result.sent:,} found",
        flush=True,
    )


def _write(
    ledger: Path, param: str, draft: Sequence[str], history: Sequence[Sequence[str]]
) -> None:
    """Make a ledger with a draft, and with runs that were delivered."""
    Database(ledger).close()

    def cells(number: str) -> str | None:
        return number[-3:] if param == NAMED else None

    def own(number: str) -> str | None:
        return f'{{"name":"{number[-3:]}"}}' if param == NAMED else None

    with closing(sqlite3.connect(ledger)) as db:
        db.execute(
            "insert into draft_source (id, kind, path, sheet, names, layout, text, added_at, ready,"
            " first_id, last_id) values (1, 'pasted', '', '', ?, '', '', 0, 1, 1, ?)",
            ('{"姓名": 0}' if param == NAMED else "{}", len(draft)),
        )
        db.executemany(
            "insert into draft_row (source_id, line, number, cells) values (1, 1, ?, ?)",
            ((number, cells(number)) for number in draft),
        )
        for run_id, numbers in enumerate(history, 1):
            db.execute(
                "insert into run (id, token, created_at, access_key_id, account_label, production,"
                " sandbox, endpoint, sign_name, template_code, template_param, out_id,"
                " up_extend_code, mode) values (?, ?, 1, ?, '', 0, 0, '', ?, ?, ?, '', '', '')",
                (
                    run_id,
                    str(run_id),
                    ACCOUNT.access_key_id,
                    MESSAGE.sign_name,
                    MESSAGE.template_code,
                    param,
                ),
            )
            db.executemany(
                "insert into recipient (run_id, number, template_param, state, code, message,"
                " request_id, biz_id, out_id, submitted_at, settled_at, accepted_at) values"
                " (?, ?, ?, 5, 'OK', 'OK', 'CC0D6E4C-6F1C-4A3C-8B3E-1234567890AB',"
                " '123456789012345678^0', 'abcdef-1-1', 1700000000000, 1700000000001, 1)",
                ((run_id, number, own(number)) for number in numbers),
            )
        db.commit()


if __name__ == "__main__":
    main()
