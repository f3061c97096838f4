"""The real program, killed again and again while it sends: never twice, never lost.

`SMS_DESK_KILLS=200` makes a longer run of it, with as many more numbers.
"""

from __future__ import annotations

import os
import random
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from gui.cloud.sandbox.protocol.keys import ACTIVE
from tests.e2e.desktop.desktop import Desktop
from tests.e2e.desktop.operating import Operator
from tests.e2e.never_twice.checks import (
    FAULTS,
    called_since,
    check_nobody_lost,
    check_nobody_twice,
    wait_until_reconciled,
)
from tests.e2e.never_twice.unfinished_run import left, numbers, prepare
from tests.e2e.waiting import wait_until
from tests.sandbox_process import SandboxProcess
from tests.secret_service import RemoteSecrets

KILLS = int(os.environ.get("SMS_DESK_KILLS", "40"))
NUMBERS = numbers(max(500, 12 * KILLS))

pytestmark = pytest.mark.timeout(900 + 20 * KILLS)


def test_killed_at_random_it_never_calls_again_whom_it_may_have_sent(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    with SandboxProcess() as sandbox, Desktop() as desktop:
        data_dir = desktop.home / "data"
        prepare(data_dir, sandbox.url, NUMBERS)
        with RemoteSecrets(desktop.session.environment) as secrets:
            secrets.store(ACTIVE.key_id, ACTIVE.secret)
        sandbox.change_faults(random=FAULTS, seed=7, delay=0.02)

        def start() -> Operator:
            return desktop.launch(sys.executable, "-m", "gui", "--data-dir", str(data_dir))

        for _ in range(KILLS):
            assert left(data_dir), "there must be somebody to send to at each kill"
            operator = start()
            operator.see("resume", 30)
            operator.press("resume")
            before = len(sandbox.calls())
            wait_until(partial(called_since, sandbox, before), "a call")
            time.sleep(chance.uniform(0, 0.2))
            operator.program.kill()

        operator = start()
        sandbox.change_faults(clear=True)
        operator.press("resume")
        wait_until(lambda: not left(data_dir), "the end of the run")
        operator.show_history()
        operator.press("resolveUnknown")
        wait_until_reconciled(sandbox, data_dir)
        assert operator.close() == 0
        check_nobody_twice(sandbox)
        check_nobody_lost(sandbox, data_dir, NUMBERS, reconciled=True)
