from gui.core.sending.outcome import AccountRefused
from gui.words import receipts as words


def test_a_wrong_clock_is_no_matter_of_permissions() -> None:
    said = words.unasked(AccountRefused("InvalidTimeStamp.Expired", "", ""))
    assert "clock" in said and "permission" not in said


def test_what_is_sent_again_is_billed_where_it_costs() -> None:
    assert "billed again" in words.resend_text(1, 2)
    said = words.resend_text(1, 2, sandbox=True)
    assert "billed again" not in said and "bills nothing" in said


def test_from_when_on_a_message_may_be_declared_unsent() -> None:
    said = words.too_early()
    assert "15 minutes" in said and "50 minutes" in said
