from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.draft import NUMBERS_PER_BATCH, NUMBERS_PER_CALL
from gui.core.sending.batching import QueuedRecipient, group_into_calls


def queue(*params: str, number: str = "1380000{:04}") -> list[QueuedRecipient]:
    return [QueuedRecipient(id, number.format(id), param) for id, param in enumerate(params, 1)]


def sizes(queued: list[QueuedRecipient]) -> list[int]:
    return [len(group) for group in group_into_calls(queued)]


def test_the_same_parameters_share_calls_of_a_thousand() -> None:
    assert sizes(queue(*["a"] * 2500)) == [1000, 1000, 500]


def test_parameters_of_their_own_share_calls_of_a_hundred() -> None:
    assert sizes(queue(*map(str, range(250)))) == [100, 100, 50]


def test_long_streak_of_equal_parameters_shares_a_call() -> None:
    assert sizes(queue("a", "b", *["c"] * 300, "d")) == [2, 300, 1]
    assert sizes(queue("a", *["b"] * 100, "c")) == [1, 100, 1]


def test_batch_contains_each_number_once() -> None:
    queued = [
        QueuedRecipient(1, "1", "a"),
        QueuedRecipient(2, "2", "b"),
        QueuedRecipient(3, "1", "c"),
        QueuedRecipient(4, "1", "c"),
    ]
    assert [[one.id for one in group] for group in group_into_calls(queued)] == [[1, 2], [3], [4]]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xyz")), max_size=400))
def test_batches_contain_each_recipient_once_within_the_limits(rows: list[tuple[str, str]]) -> None:
    queued = [QueuedRecipient(id, number, param) for id, (number, param) in enumerate(rows)]
    groups = list(group_into_calls(queued))
    assert [one for group in groups for one in group] == queued
    for group in groups:
        same = len({one.param for one in group}) == 1
        assert 0 < len(group) <= (NUMBERS_PER_CALL if same else NUMBERS_PER_BATCH)
        assert len({one.number for one in group}) == len(group)
