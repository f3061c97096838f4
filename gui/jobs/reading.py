"""The jobs of the reading lane: the history's ids, settings, templates."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from gui.core.errors import FileFault, LedgerError
from gui.core.messages import Sign, Template
from gui.core.outcomes import Failure
from gui.core.sending import Wait
from gui.core.states import State
from gui.jobs.callers import Client
from gui.jobs.job import Job
from gui.storage.history import History
from gui.storage.ledger import Ledger
from gui.storage.settings import Settings
from gui.storage.settings_file import SettingsFile

PAGE = 50
"""Rows of one list query; the service's most."""
PAGES_MAX = 200
BETWEEN_PAGES = 0.1
"""Seconds."""

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


def listing(ledger: Path, search: str, state: State | None) -> Job:
    """Find the ids of the rows to show, also where nothing can be written; yields an `array`."""

    def steps(wait: Wait) -> Generator[array[int], None, None]:
        with _opened(ledger) as open_ledger:
            yield History(open_ledger).ids(search, state)

    return Job(steps)


def _opened(ledger: Path) -> Ledger:
    try:
        return Ledger(ledger)
    except LedgerError as error:
        refused = (FileFault.UNWRITABLE, FileFault.UNLOCKED)
        if error.fault not in refused or not ledger.exists():
            raise
        return Ledger(ledger, read_only=True)


def keeping(file: SettingsFile, settings: Settings) -> Job:
    """Write the settings down."""

    def steps(wait: Wait) -> Generator[None, None, None]:
        file.save(settings)
        yield None

    return Job(steps)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Signs and templates of an account, whatever their state."""

    signs: tuple[Sign, ...] = ()
    templates: tuple[Template, ...] = ()


def fetching(connect: Callable[[], Client]) -> Job:
    """Fetch the account's signs and templates; yields a `Catalogue` or a `Failure`.

    One page after the other: the service allows ten calls a second [QuerySmsSignList].
    """

    def steps(wait: Wait) -> Generator[Catalogue | Failure, None, None]:
        client = connect()
        try:
            signs = _every(client.query_signs, wait)
            templates = _every(client.query_templates, wait)
        except _Failed as failed:
            yield failed.failure
        else:
            yield Catalogue(signs, templates)
        finally:
            client.close()

    return Job(steps)


def looking_up(connect: Callable[[], Client], code: str) -> Job:
    """Fetch one template of the account; yields a `Template` or a `Failure`."""

    def steps(wait: Wait) -> Generator[Template | Failure, None, None]:
        client = connect()
        try:
            yield client.get_template(code)
        finally:
            client.close()

    return Job(steps)


class _Failed(Exception):
    """A page could not be had."""

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self.failure = failure


class _Page(Protocol[Row_co]):
    """A page of a list query."""

    @property
    def total(self) -> int: ...
    @property
    def rows(self) -> tuple[Row_co, ...]: ...


def _every(query: Callable[[int, int], _Page[Row] | Failure], wait: Wait) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number in range(1, PAGES_MAX + 1):
        page = query(number, PAGE)
        if isinstance(page, Failure):
            raise _Failed(page)
        rows += page.rows
        if not page.rows or len(rows) >= page.total or wait(BETWEEN_PAGES):
            break
    return tuple(rows)
