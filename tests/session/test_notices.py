"""Notices go once what they are about succeeds."""

import pytest

from gui.core.errors import FileFault, LedgerError
from gui.jobs.job import query
from gui.session.notices import Notices, Operation
from gui.words.errors import errors
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import Sentence, sentence
from tests.session.lanes import InlineWork

FULL = LedgerError(FileFault.DISK_FULL, "ledger.db")
HELD = LedgerError(FileFault.IN_USE, "ledger.db")


class Shown:
    """What an operator would see who closes nothing."""

    def __init__(self, notices: Notices) -> None:
        self.keys: list[NoticeKey | Sentence] = []
        notices.noticed.connect(self._show)
        notices.withdrawn.connect(self._withdraw)

    def _show(self, notice: Notice) -> None:
        self.keys = [key for key in self.keys if key != notice.key] + [notice.key]

    def _withdraw(self, gone: NoticeKey | Sentence) -> None:
        self.keys = [key for key in self.keys if key != gone]


@pytest.fixture
def work(qapp: object) -> InlineWork:
    return InlineWork()


@pytest.fixture
def shown(work: InlineWork) -> Shown:
    return Shown(work.notices)


def fail(error: LedgerError) -> None:
    raise error


@pytest.mark.parametrize("operation", Operation)
def test_a_failure_is_shown_until_the_same_succeeds(
    work: InlineWork, shown: Shown, operation: Operation
) -> None:
    other = next(one for one in Operation if one is not operation)
    for _ in range(2):
        work.start(work.lists, query(lambda: fail(FULL)), operation)
        work.run()
        assert len(shown.keys) == 1
        work.start(work.lists, query(lambda: None), other)
        work.run()
        assert len(shown.keys) == 1
        work.start(work.lists, query(lambda: None), operation)
        work.run()
        assert shown.keys == []


def test_what_it_is_about_counts(work: InlineWork, shown: Shown) -> None:
    work.start(work.exports, query(lambda: fail(FULL)), Operation.EXPORT_TABLE, about="a.csv")
    work.start(work.exports, query(lambda: None), Operation.EXPORT_TABLE, about="b.csv")
    work.run()
    assert len(shown.keys) == 1
    work.start(work.exports, query(lambda: None), Operation.EXPORT_TABLE, about="a.csv")
    work.run()
    assert shown.keys == []


def test_one_reason_is_one_notice_until_all_of_it_works_again(
    work: InlineWork, shown: Shown
) -> None:
    notices = work.notices
    notices.fail(Operation.LIST_HISTORY, FULL)
    notices.fail(Operation.CHANGE_DRAFT, FULL)
    assert len(shown.keys) == 1
    notices.clear(Operation.LIST_HISTORY)
    assert len(shown.keys) == 1
    notices.clear(Operation.CHANGE_DRAFT)
    assert shown.keys == []


def test_the_last_reason_takes_the_place_of_the_one_before(work: InlineWork, shown: Shown) -> None:
    work.notices.fail(Operation.CHANGE_DRAFT, FULL)
    work.notices.fail(Operation.CHANGE_DRAFT, HELD)
    assert len(shown.keys) == 1
    work.notices.clear(Operation.CHANGE_DRAFT)
    assert shown.keys == []


def test_all_of_a_kind_that_have_not_changed_are_cleared_at_once(
    work: InlineWork, shown: Shown
) -> None:
    key = NoticeKey(NoticeTopic.EXPORT)
    notices = work.notices
    notices.report(
        Operation.LOOK_UP_UNKNOWN, Notice(Severity.WARNING, sentence(str), topic_key=key), 1
    )
    for about in (2, 3):
        notice = Notice(Severity.WARNING, sentence(repr, about))
        notices.report(Operation.LOOK_UP_UNKNOWN, notice, about)
    notices.fail(Operation.CHANGE_DRAFT, FULL)
    before = notices.list_open(Operation.LOOK_UP_UNKNOWN)
    newer = Notice(Severity.WARNING, sentence(repr, 3))
    notices.report(Operation.LOOK_UP_UNKNOWN, newer, 3)
    notices.clear_unchanged(Operation.LOOK_UP_UNKNOWN, before)
    assert notices.list_open(Operation.LOOK_UP_UNKNOWN) == {3: newer}
    assert len(shown.keys) == 2


def test_of_what_is_gone_nothing_is_said(work: InlineWork, shown: Shown) -> None:
    notices = work.notices
    notices.fail(Operation.SAVE_ACCOUNT, FULL, "LTAI-gone")
    notices.fail(Operation.TEST_ACCOUNT, HELD, "LTAI-gone")
    notices.fail(Operation.CHANGE_DRAFT, HELD)
    notices.forget("LTAI-gone")
    assert shown.keys == [Notice(Severity.ERROR, sentence(errors.error, HELD)).key]


def test_a_notice_that_was_closed_holds_no_later_one(work: InlineWork, shown: Shown) -> None:
    notices = work.notices
    notices.fail(Operation.IMPORT_LIST, FULL, "list.csv")
    notices.drop(shown.keys.pop())
    notices.fail(Operation.START_RUN, FULL)
    assert len(shown.keys) == 1
    notices.clear(Operation.START_RUN)
    assert shown.keys == []


def test_whoever_hears_of_a_failure_says_it(work: InlineWork, shown: Shown) -> None:
    heard = list[object]()
    work.start(work.lists, query(lambda: fail(FULL)), Operation.READ_CARDS, on_error=heard.append)
    work.run()
    assert heard == [FULL]
    assert shown.keys == []
