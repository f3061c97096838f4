import pytest

from gui.core.sending.flow_limit import FlowLimit, FlowWindow
from gui.words.sending import flow_limits


@pytest.mark.parametrize(
    ("window", "wait"),
    [
        (FlowWindow.MINUTE, "in a minute"),
        (FlowWindow.HOUR, "after the full hour"),
        (FlowWindow.DAY, "after 24 hours"),
        (FlowWindow.DAY_OF_NUMBER, "after 24 hours"),
    ],
)
def test_each_limit_has_its_own_wait(window: FlowWindow, wait: str) -> None:
    assert wait in flow_limits.remedy(FlowLimit(window, 7))
    assert "7" in flow_limits.meaning(FlowLimit(window, 7))
    assert "0" not in flow_limits.meaning(FlowLimit(window))


def test_the_limit_of_all_senders_is_no_setting() -> None:
    assert "console" not in flow_limits.remedy(FlowLimit(FlowWindow.DAY_OF_NUMBER, 40))
