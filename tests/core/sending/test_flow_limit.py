import pytest

from gui.core.sending.flow_limit import CODE, FlowLimit, FlowWindow, parse_flow_limit


@pytest.mark.parametrize(
    ("message", "limit"),
    [
        ("触发分钟级流控Permits:1", FlowLimit(FlowWindow.MINUTE, 1)),
        ("触发小时级流控Permits:5", FlowLimit(FlowWindow.HOUR, 5)),
        ("触发天级流控Permits:10", FlowLimit(FlowWindow.DAY, 10)),
        ("触发号码天级流控Permits:40", FlowLimit(FlowWindow.DAY_OF_NUMBER, 40)),
        ("触发天级流控 permits：50。", FlowLimit(FlowWindow.DAY, 50)),
        ("触发小时级流控", FlowLimit(FlowWindow.HOUR)),
        ("触发业务流控", None),
        ("", None),
    ],
)
def test_the_message_names_the_limit(message: str, limit: FlowLimit | None) -> None:
    assert parse_flow_limit(CODE, message) == limit


def test_other_codes_have_limits_of_their_own() -> None:
    assert parse_flow_limit("isv.DAY_LIMIT_CONTROL", "触发天级流控Permits:10") is None
