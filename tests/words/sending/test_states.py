from gui.core.sending.state import RecipientState
from gui.words.sending import states


def test_the_states_are_worded_as_the_contract_has_them() -> None:
    assert [states.state(state) for state in RecipientState] == [
        "Queued",
        "Submitting",
        "Accepted",
        "Rejected",
        "Unknown",
        "Delivered",
        "Undelivered",
        "Cancelled",
    ]
