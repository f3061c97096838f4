"""How fast runs are sent to a service that answers after 50 ms, everything on disk.

The service is the sandbox in a process of its own, over HTTP on 127.0.0.1. Beside it: what so
many callers could do at most, and the seed's sample, a new client for each call.
"""

from __future__ import annotations

import gc
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gui.cloud.client import SmsClient
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.core.accounts.account import Account
from gui.core.message.fields import SendMode
from gui.core.sending.calls import RunControls
from gui.core.sending.progress import StateCounts
from gui.jobs.sending.sending import send_run
from gui.storage.database.database import Database
from gui.storage.runs.run_store import StoredRun
from tests.benchmarks.goals import at_least, beside
from tests.runs import ListedDraft, insert_run
from tests.sandbox_process import SandboxProcess

DELAY = 0.05
SIGN, TEMPLATE, PARAM = "阿里云", "SMS_153055065", '{"code":"1234"}'
GOAL_SHARE, GOAL_FAST, GOAL_BATCHED = 0.90, 400.0, 8.0


def numbers(many: int, start: int = 0) -> tuple[str, ...]:
    return tuple(f"139{number:08}" for number in range(start, start + many))


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def send(url: str, many: int, callers: int, mode: SendMode = SendMode.ONE_BY_ONE) -> float:
    """Write down a run and send it; the seconds until the last state is on disk."""
    account = Account("bench", SANDBOX_KEY_ID, endpoint=url, sandbox=True)
    draft = ListedDraft(SIGN, TEMPLATE, PARAM, numbers=numbers(many), mode=mode)
    with folder() as data_dir:
        path = data_dir / "ledger.db"
        Database(path).close()
        began = time.perf_counter()
        with Database(path) as ledger:
            run_id = insert_run(ledger, account, draft)
        carry_out(path, run_id, account, callers)
        seconds = time.perf_counter() - began
        with Database(path) as ledger:
            assert StoredRun(ledger, run_id).counts() == StateCounts(accepted=many)
    return seconds


def carry_out(path: Path, run_id: int, account: Account, callers: int) -> None:
    controls = RunControls(callers, rate=1e6)
    job = send_run(path, run_id, lambda: SmsClient(account, SANDBOX_SECRET), controls)
    failures: list[Exception] = []
    job.failed.connect(failures.append)
    job.run()
    assert not failures, failures


def growth(url: str, many: int, callers: int, mode: SendMode) -> float:
    """Megabytes by which this process grows while it sends a run that is in the ledger already."""
    account = Account("bench", SANDBOX_KEY_ID, endpoint=url, sandbox=True)
    with folder() as data_dir:
        path = data_dir / "ledger.db"
        with Database(path) as ledger:
            insert_run(
                ledger,
                account,
                ListedDraft(SIGN, TEMPLATE, PARAM, numbers=numbers(many), mode=mode),
            )
        gc.collect()
        over, highest, before = threading.Event(), [0.0], resident()

        def watch() -> None:
            while not over.wait(0.05):
                highest[0] = max(highest[0], resident())

        watcher = threading.Thread(target=watch)
        watcher.start()
        carry_out(path, 1, account, callers)
        over.set()
        watcher.join()
    return highest[0] - before


def sample(url: str, many: int) -> float:
    """The seed's sample, over a list: what it does for one number, for each."""
    from aliyunsdkcore.client import AcsClient
    from aliyunsdkcore.request import CommonRequest

    began = time.perf_counter()
    for number in numbers(many, 50_000_000):
        client = AcsClient(SANDBOX_KEY_ID, SANDBOX_SECRET, "cn-hangzhou")
        request = CommonRequest()
        request.set_accept_format("json")
        request.set_domain(url.removeprefix("http://"))
        request.set_method("POST")
        request.set_protocol_type("http")
        request.set_version("2017-05-25")
        request.set_action_name("SendSms")
        request.add_query_param("RegionId", "cn-hangzhou")
        request.add_query_param("PhoneNumbers", number)
        request.add_query_param("SignName", SIGN)
        request.add_query_param("TemplateCode", TEMPLATE)
        request.add_query_param("TemplateParam", PARAM)
        response = client.do_action_with_exception(request)
        assert b'"OK"' in response
    return time.perf_counter() - began


def resident() -> float:
    """Megabytes of this process at the moment."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    with SandboxProcess(DELAY) as sandbox:
        send(sandbox.url, 64, 32)  # imports, connections, compiled statements
        bound = 8 / DELAY
        rates = [1200 / send(sandbox.url, 1200, 8) for _ in range(3)]
        rate = statistics.median(rates)
        print(
            f"one by one, 8 callers: {rate:.0f} a second, {rate / bound:.2f} of the bound"
            f" {bound:.0f} {at_least(rate / bound, GOAL_SHARE, 2)}"
        )
        fast = statistics.median(2400 / send(sandbox.url, 2400, 32) for _ in range(3))
        print(
            f"one by one, 32 callers: {fast:.0f} a second, bound {32 / DELAY:.0f}"
            f" {at_least(fast, GOAL_FAST)}"
        )
        peer = 200 / sample(sandbox.url, 200)
        print(
            f"the seed's sample, a client for each of 200 calls: {peer:.1f} a second;"
            f" 8 callers are {rate / peer:.1f} times that, 32 are {fast / peer:.1f} times"
        )
        seconds = statistics.median(
            send(sandbox.url, 100_000, 8, SendMode.BATCHED) for _ in range(3)
        )
        print(
            f"100,000 recipients batched: {seconds:.2f} s, every state on disk"
            f" {beside(seconds, GOAL_BATCHED, unit=' s')}"
        )
        # What is made once is no growth: threads, and the room for 64 calls of 1000 numbers each,
        # as many as are under way or next.
        growth(sandbox.url, 100_000, 32, SendMode.BATCHED)
        for many, mode in (
            (1000, SendMode.ONE_BY_ONE),
            (4000, SendMode.ONE_BY_ONE),
            (100_000, SendMode.BATCHED),
            (400_000, SendMode.BATCHED),
        ):
            more = growth(sandbox.url, many, 32, mode)
            print(
                f"memory while {many:,} are sent {mode.value}: {more:+.1f} MB at most"
                f" (their ids: {many * 8 / 1e6:.1f} MB)"
            )


if __name__ == "__main__":
    main()
