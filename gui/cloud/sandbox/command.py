"""`sms-desk sandbox`: run the sandbox alone, for scripts and SDKs."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from threading import Event

from gui.cloud.sandbox.control import change_faults
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.accounts.account import is_loopback
from gui.core.errors import SandboxError
from gui.one_line_parser import OneLineParser


def main(argv: Sequence[str]) -> int:
    """Serve until SIGINT or SIGTERM; runs on the main thread.

    Prints the URL, the AccessKey ID and the secret, one per line, as `URL: http://…`.

    Args:
        argv: the arguments after `sms-desk sandbox`.

    Returns:
        The exit status: 0; 1 if the port is unavailable, or URL and keys cannot be printed; 2 for
        invalid arguments.
    """
    try:
        options = _parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if sys.stdout is None:  # a windowed program started without a console
        _complain("it prints its URL and keys: start it from a console or send them to a file")
        return 1
    usual = SandboxSettings()
    settings = SandboxSettings(
        host=options.host,
        port=options.port,
        delay=options.delay,
        receipts_after=tuple(options.receipts_after or usual.receipts_after),
        controlled=True,
        flow_limits=None if options.no_flow_control else usual.flow_limits,
    )
    sandbox = Sandbox(settings)
    try:
        change_faults(sandbox.faults, options.faults)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        _complain("argument --faults: not as documented")
        return 2
    stop = Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        with sandbox:
            if not _announce(sandbox.url):
                return 1
            # Short waits: on Windows, Ctrl+C does not interrupt an endless one.
            while not stop.wait(0.5):
                pass
    except SandboxError as error:
        _complain(str(error))
        return 1
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _complain(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"sms-desk sandbox: {text}\n")


def _announce(url: str) -> bool:
    """Print URL and keys; return false, and say why, if nobody can read them."""
    try:
        sys.stdout.write(
            f"URL: {url}\nAccessKey ID: {SANDBOX_KEY_ID}\nAccessKey secret: {SANDBOX_SECRET}\n"
        )
        sys.stdout.flush()
    except OSError as error:  # a full disk, a pipe that nobody reads
        # Python flushes the buffer again when it exits, which would fail again.
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        _complain(f"URL and keys cannot be printed: {error.strerror}")
        return False
    return True


def _parser() -> OneLineParser:
    parser = OneLineParser(
        prog="sms-desk sandbox",
        description="A Dysmsapi on this machine: same signatures, same answers, nothing is sent.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--port", type=_port, default=0, metavar="N", help="any free one unless given"
    )
    parser.add_argument(
        "--host", type=_host, default="127.0.0.1", help="127.0.0.1, ::1 or localhost"
    )
    # For tests and benchmarks: not a stable interface.
    parser.add_argument("--delay", type=_seconds, default=0.0, help=argparse.SUPPRESS)
    parser.add_argument(
        "--receipts-after", type=_seconds, nargs=2, metavar=("MIN", "MAX"), help=argparse.SUPPRESS
    )
    parser.add_argument("--faults", type=json.loads, default={}, help=argparse.SUPPRESS)
    parser.add_argument("--no-flow-control", action="store_true", help=argparse.SUPPRESS)
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _host(text: str) -> str:
    if not is_loopback(text):
        raise argparse.ArgumentTypeError("the sandbox serves this machine alone: 127.0.0.1")
    return text


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < 1e6:
        raise argparse.ArgumentTypeError("seconds from 0")
    return seconds
