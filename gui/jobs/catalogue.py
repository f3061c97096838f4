"""The jobs that fetch the signs and templates of an account from the service."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Never, Protocol, TypeVar

from gui.core.message.query_results import Sign, Template
from gui.core.sending.delivery import Wait
from gui.core.sending.outcome import Failure
from gui.jobs.job import Job, Query, query
from gui.jobs.sending.caller_pool import SendClient

PAGE = 50
"""Rows of one list query; the service's most."""
PAGES_MAX = 200
BETWEEN_PAGES = 0.1
"""Seconds."""

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True)
class AccountCatalogue:
    """Signs and templates of an account, whatever their state."""

    signs: tuple[Sign, ...] = ()
    templates: tuple[Template, ...] = ()


def fetch_catalogue(
    connect: Callable[[], SendClient],
) -> Query[AccountCatalogue | Failure]:
    """Fetch the account's signs and templates; a failure is what the service answered instead.

    One page after the other: the service allows ten calls a second [QuerySmsSignList].
    """

    def steps(wait: Wait) -> Generator[Never, None, AccountCatalogue | Failure]:
        client = connect()
        try:
            signs = _every(client.query_signs, wait)
            return AccountCatalogue(signs, _every(client.query_templates, wait))
        except _Failed as failed:
            return failed.failure
        finally:
            client.close()
        yield

    return Job(steps)


def fetch_template(connect: Callable[[], SendClient], code: str) -> Query[Template | Failure]:
    """Fetch one template of the account; a failure is what the service answered instead."""

    def fetch() -> Template | Failure:
        client = connect()
        try:
            return client.get_template(code)
        finally:
            client.close()

    return query(fetch)


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
