"""`sms-desk self-check`: whether an installed program has all it needs, without a window.

For who packages or installs it, and for a ticket: each check is one line.
"""

from __future__ import annotations

import json
import re
import secrets
import sys
import tempfile
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from gui import __version__
from gui.one_line_parser import OneLineParser
from gui.resource import resource

SDK = "aliyun-python-sdk-core"
SIGN, TEMPLATE, NUMBER = "阿里云", "SMS_153055065", "13800138000"
"""What the sandbox takes."""

Check = Callable[[Path], str]
"""Uses a temporary folder; returns what it found, and raises if that is not enough."""


def main(argv: Sequence[str]) -> int:
    """Make every check, of the phone lists in `argv` too; return 1 if one failed, else 0.

    Raises:
        SystemExit: with status 2, invalid arguments; with 0, help was asked for.
    """
    lists: Sequence[str] = _parser().parse_args(argv).lists
    checks: dict[str, Check] = {
        "resources": _resources,
        "keyring": _keyring,
        "sandbox": _sandbox,
        "exports": _exports,
    }
    for name in lists:
        checks[f"list {Path(name).name}"] = _list_check(Path(name).absolute())
    _say(f"sms-desk {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="sms-desk-check-") as folder:
        for name, check in checks.items():
            try:
                _say(f"ok      {name}: {check(Path(folder))}")
            except Exception as error:  # whatever is missing is to be told
                failed += 1
                _say(f"failed  {name}: {type(error).__name__}: {error}")
    return 1 if failed else 0


def _parser() -> OneLineParser:
    made = OneLineParser(
        prog="sms-desk self-check",
        description="Whether the installed program has all it needs: a line for each check.",
        allow_abbrev=False,
    )
    made.add_argument("lists", nargs="*", metavar="LIST_FILE", help="phone list to read, too")
    return made


def _say(line: str) -> None:
    stream = sys.stdout or sys.stderr
    if stream is not None:
        stream.write(f"{line}\n")
        stream.flush()


def _resources(_: Path) -> str:
    """The window's languages, its looks, the manual, the service's codes, regions, the SDK."""
    from importlib import metadata

    from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

    application = QCoreApplication.instance() or QCoreApplication([])
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(resource("translations"))
    for file, folder in (("zh_CN", ours), ("en", ours), ("qtbase_zh_CN", of_qt)):
        if not QTranslator().load(file, folder):
            raise FileNotFoundError(f"{file}.qm")
    del application
    json.loads(resource("theme/tokens.json").read_text(encoding="utf-8"))
    codes = json.loads(resource("error_codes.json").read_text(encoding="utf-8"))
    regions = json.loads(resource("regions.json").read_text(encoding="utf-8"))
    sdk = metadata.version(SDK)
    files = [_files_of_manual(language) for language in ("en", "zh_CN")]
    if not files[0] or files[0] != files[1]:
        raise FileNotFoundError("pages or pictures of the manual")
    pages = sum(name.endswith(".md") for name in files[0])
    manual = f"{pages} pages and {len(files[0]) - pages} pictures of the manual"
    counts = f"{manual}, {len(codes)} codes, {len(regions)} regions"
    return f"2 languages, {counts}, {SDK} {sdk}"


def _files_of_manual(language: str) -> set[str]:
    """The pages in one language, and the pictures that they show."""
    folder = resource(f"manual/{language}")
    pages = [path.read_text(encoding="utf-8") for path in folder.glob("*.md")]
    pictures = {name for page in pages for name in re.findall(r"!\[.*?\]\((.+?)\)", page)}
    for name in pictures:
        if not (folder / name).is_file():
            raise FileNotFoundError(name)
    return pictures | {path.name for path in folder.glob("*.md")}


def _keyring(_: Path) -> str:
    """A secret is stored, found again and removed."""
    from gui.core.errors import SecretError
    from gui.storage.secrets.secret_store import SecretPlace, SecretStore

    store = SecretStore()
    key_id, secret = f"self-check-{secrets.token_hex(4)}", secrets.token_urlsafe(24)
    try:
        store.store(key_id, secret)
        found = store.fetch(key_id) == secret
    except SecretError as error:
        raise RuntimeError(f"{error.fault.name} {store.backend().name}".strip()) from None
    finally:
        store.remove(key_id)
    if not found or store.holds(key_id) is not SecretPlace.NONE:
        raise RuntimeError("the secret was changed or is still there")
    return store.backend().name


def _sandbox(_: Path) -> str:
    """A message goes to the sandbox over HTTP, signed by the SDK."""
    from gui.core.message.requests import SendSms
    from gui.core.sending.outcome import Accepted
    from gui.jobs.accounts.connector import Connector, sandbox_account

    with closing(Connector()) as connector, connector.client(sandbox_account(""), "") as client:
        outcome = client.send(SendSms((NUMBER,), SIGN, TEMPLATE, '{"code":"1234"}', "self-check"))
        if not isinstance(outcome, Accepted):
            raise RuntimeError(str(outcome))
        return f"accepted at {client.endpoint}"


def _exports(folder: Path) -> str:
    """A table is written as CSV and as a workbook."""
    from gui.storage.exports.tables import save_table

    class Rows:
        def rows(self, ids: Sequence[int]) -> Mapping[int, str]:
            return dict.fromkeys(ids, NUMBER)

    sizes = []
    for name in ("表.csv", "表.xlsx"):
        target = folder / name
        for _ in save_table(Rows(), array("q", range(3)), [("号码", str)], target):
            pass
        sizes.append(f"{target.stat().st_size} bytes of {target.suffix[1:].upper()}")
    return ", ".join(sizes)


def _list_check(path: Path) -> Check:
    """Return the check that reads a phone list, in a process of its own as the window does."""

    def check(folder: Path) -> str:
        from gui.storage.database.database import Database
        from gui.storage.draft.reader import list_recipient_ids
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import LoadTask

        ledger = folder / f"{secrets.token_hex(4)}.db"
        Database(ledger).close()
        for _ in run_in_child(LoadTask(ledger, path)):
            pass
        with Database(ledger) as database:
            return f"{len(list_recipient_ids(database))} numbers"

    return check
