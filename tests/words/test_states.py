from gui.core.states import State
from gui.words import states


def test_the_states_are_worded_as_the_contract_has_them():
    assert [states.state(state) for state in State] == [
        "Queued",
        "Submitting",
        "Accepted",
        "Rejected",
        "Unknown",
        "Delivered",
        "Undelivered",
        "Cancelled",
    ]
