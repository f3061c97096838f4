"""Jobs that fetch the signs and templates of accounts, and cache them on disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping
from typing import Never, Protocol, TypeAlias, TypeVar

from gui.core.message.catalogue import AccountCatalogue
from gui.core.message.query_results import Template
from gui.core.sending.delivery import Wait
from gui.core.sending.outcome import Failure
from gui.jobs.job import Job, Query, query
from gui.jobs.sending.caller_pool import SendClient
from gui.storage.catalogue_cache import CatalogueCache

PAGE = 50
"""Rows of one list query; the service's most."""
PAGES_MAX = 200
BETWEEN_PAGES = 0.1
"""Seconds."""

CatalogueJob: TypeAlias = Query[AccountCatalogue | Failure]
"""The signs and templates of an account, or what the service answered instead."""

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


def fetch_catalogue(connect: Callable[[], SendClient], clock: Callable[[], int]) -> CatalogueJob:
    """Fetch the account's signs and templates; a failure is what the service answered instead.

    `clock` gives the time of the result (ms since 1970, UTC).

    One page after the other: the service allows ten calls a second [QuerySmsSignList].
    """

    def steps(wait: Wait) -> Generator[Never, None, AccountCatalogue | Failure]:
        client = connect()
        try:
            signs = _every(client.query_signs, wait)
            return AccountCatalogue(signs, _every(client.query_templates, wait), clock())
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


def sandbox_catalogue(clock: Callable[[], int]) -> CatalogueJob:
    """List the sandbox's signs and templates without starting it."""

    def read() -> AccountCatalogue:
        from gui.cloud.sandbox import catalogue  # imported late

        return AccountCatalogue(
            tuple(sign.listed() for sign in catalogue.SIGNS),
            tuple(template.listed() for template in catalogue.TEMPLATES),
            clock(),
        )

    return query(read)


def load_catalogues(cache: CatalogueCache) -> Query[dict[str, AccountCatalogue]]:
    """Read what was fetched the last time, by AccessKey ID."""
    return query(cache.load)


def save_catalogues(
    cache: CatalogueCache, fetched: Mapping[str, AccountCatalogue], accounts: Collection[str]
) -> Query[None]:
    """Keep what was fetched for the next start; `accounts` are those that still exist."""
    return query(lambda: cache.save(fetched, accounts))


class _Failed(Exception):
    """A page could not be fetched."""

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
