"""Ids are read once at a time, and once more for whoever asked meanwhile."""

from __future__ import annotations

from array import array

import pytest

from gui.jobs.job import Query, query
from gui.session.notices import Operation
from gui.session.reloader import Reloader
from tests.session.lanes import InlineWork


class Rows:
    """Counts how often they are read; may be asked for anew while they are."""

    def __init__(self, work: InlineWork, *, show_stale: bool) -> None:
        self.readings, self.asks = 0, 0
        self.shown: list[int] = []
        self.reloader = Reloader(
            work,
            work.reading,
            Operation.LIST_HISTORY,
            self._read,
            lambda ids: self.shown.extend(ids),
            show_stale=show_stale,
        )

    def _read(self) -> Query[array[int]]:
        def read() -> array[int]:
            self.readings += 1
            while self.asks:
                self.asks -= 1
                self.reloader.reload()
            return array("q", [self.readings])

        return query(read)


@pytest.fixture
def work(qapp: object) -> InlineWork:
    return InlineWork()


def test_each_reload_is_shown(work: InlineWork) -> None:
    rows = Rows(work, show_stale=False)
    for _ in range(2):
        rows.reloader.reload()
        work.run()
    assert rows.shown == [1, 2]


@pytest.mark.parametrize(("show_stale", "shown"), [(True, [1, 2]), (False, [2])])
def test_requests_during_a_reload_cause_one_more(
    work: InlineWork, show_stale: bool, shown: list[int]
) -> None:
    rows = Rows(work, show_stale=show_stale)
    rows.asks = 3
    rows.reloader.reload()
    work.run()
    assert (rows.readings, rows.shown) == (2, shown)
