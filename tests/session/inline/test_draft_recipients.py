"""DraftList without a window or threads: what is said of changes that fail."""

from collections.abc import Callable

import pytest

from gui.session.recipients.draft_recipients import DraftList
from gui.storage.database.database import Database
from gui.storage.paths import Paths
from tests.session.inline.conftest import Heard
from tests.session.lanes import InlineLane, InlineWork

A, B = "13800138000", "13900139000"


@pytest.fixture
def draft(work: InlineWork, paths: Paths) -> DraftList:
    Database(paths.ledger).close()
    draft = DraftList(work, paths)
    draft.reload()
    draft.take(A)
    work.run()
    draft.clear()
    work.run()
    return draft


def fail_next(work: InlineWork, paths: Paths) -> None:
    """Run the next job of the lists over a ledger that is no database."""
    assert isinstance(work.lists, InlineLane)
    good = paths.ledger.read_bytes()
    paths.ledger.write_bytes(b"no database at all" * 100)
    work.lists.waiting.popleft().run()
    paths.ledger.write_bytes(good)


@pytest.mark.parametrize("change", [DraftList.clear, DraftList.undo])
def test_why_a_change_failed_stays_when_typed_numbers_are_read(
    draft: DraftList,
    work: InlineWork,
    paths: Paths,
    heard: type[Heard],
    change: Callable[[DraftList], None],
) -> None:
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    change(draft)
    draft.take(B)
    fail_next(work, paths)
    work.run()
    assert draft.overview.recipients == 1
    (notice,) = noticed
    assert withdrawn == []
    draft.clear()
    work.run()
    assert withdrawn == [notice.key]


@pytest.mark.parametrize("change", [DraftList.clear, DraftList.undo])
def test_why_typed_numbers_were_not_read_is_not_said_once_they_are_replaced(
    draft: DraftList,
    work: InlineWork,
    paths: Paths,
    heard: type[Heard],
    change: Callable[[DraftList], None],
) -> None:
    noticed, withdrawn = heard(work.notices.noticed), heard(work.notices.withdrawn)
    draft.take(B)
    fail_next(work, paths)
    assert withdrawn == []
    change(draft)
    work.run()
    assert noticed[0].key in withdrawn
