"""python -m gui: arguments in, exit status out."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gui import __version__
from gui.app import console
from gui.one_line_parser import OneLineParser

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class _Parser(OneLineParser):
    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        wanted = file is None or file is sys.stdout
        console.attach()  # a sentence is all that is wanted
        super()._print_message(message, sys.stdout if wanted else sys.stderr)


def parser() -> argparse.ArgumentParser:
    """Make the parser of everything but `sandbox`, which has its own."""
    made = _Parser(
        prog="sms-desk",
        description="Send short messages through Alibaba Cloud SMS (短信台).",
        epilog="sms-desk sandbox [--port N] [--host 127.0.0.1]: the SMS service's sandbox alone,"
        " for scripts and SDKs; prints its URL and keys."
        " sms-desk self-check [LIST_FILE ...]: whether the installed program has all it needs.",
        allow_abbrev=False,
    )
    made.add_argument("list_file", nargs="?", metavar="LIST_FILE", help="phone list to open")
    made.add_argument("--data-dir", metavar="DIR", help="where ledger, settings and logs lie")
    made.add_argument("--lang", choices=("zh_CN", "en"), help="language of the window")
    made.add_argument("--version", action="version", version=f"sms-desk {__version__}")
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit status.

    An exception that escapes from an installed program is told in a sentence: its text may hold
    people's data, and whoever uses the program cannot mend a traceback.
    """
    try:
        return _run(argv)
    except Exception as error:
        if not getattr(sys, "frozen", False):
            raise
        from gui.app.start_failure import explain

        if sys.stderr is not None:
            sys.stderr.write(f"{explain(error)}\n")
        return 1


def _run(argv: Sequence[str] | None) -> int:
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments == ["read-list"]:  # the frozen program, started by itself
        from gui.storage.lists.child_process import main as read_list

        return read_list()
    console.prepare()
    if arguments[:1] == ["sandbox"]:
        from gui.cloud.sandbox.command import main as sandbox

        console.attach()
        return sandbox(arguments[1:])
    if arguments[:1] == ["self-check"]:
        from gui.app.self_check import main as self_check

        console.attach()
        return self_check(arguments[1:])
    made = parser()
    options = made.parse_args(arguments)
    if options.data_dir == "":  # a variable of the shell that is not set: not the usual place
        made.error("argument --data-dir: expected a directory, not an empty name")
    if os.name == "posix" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Until the window is there, Ctrl+C ends it as in any program: without a traceback.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Nothing made during the start is garbage, and to look for it takes a tenth of the time.
    gc.disable()  # `gui.app.garbage` collects once the session has begun
    from gui.app.plain_imports import restore_import  # Qt, for nothing but a window

    restore_import()
    from gui.app.main import run

    return run(options.list_file, options.data_dir, options.lang)


if __name__ == "__main__":
    sys.exit(main())
