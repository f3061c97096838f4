"""What this machine lacks: a reason to skip a test, but not where that test was asked for.

`make test-windows` and `make test-package` ask for all of theirs: a test of them that is skipped
would be taken for one that passed.
"""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

ASKED = ("SMS_DESK_TEST_WINDOWS", "SMS_DESK_TEST_PACKAGE")
"""Environment variables that those two commands set."""
MAY_SKIP = "SMS_DESK_MAY_SKIP"
"""Environment variable: if it is set, they too skip what this machine cannot do."""


def lacking(reason: str) -> NoReturn:
    """Skip the test; fail it where it was asked for, unless it may be skipped.

    Args:
        reason: what is lacking, in a sentence without its full stop.
    """
    asked = any(os.environ.get(name) for name in ASKED)
    if asked and not os.environ.get(MAY_SKIP):
        pytest.fail(f"{reason} ({MAY_SKIP}=1 skips what needs it)", pytrace=False)
    pytest.skip(reason)
