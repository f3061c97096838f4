from gui.core.message.catalogue import AccountCatalogue
from gui.core.message.query_results import APPROVED, Sign, Template

TWICE = (Sign("Shop", "AUDIT_STATE_NOT_PASS"), Sign("Shop", APPROVED))
TEMPLATE = Template("SMS_1", "x", "y", APPROVED, 0)


def test_of_signs_of_one_name_the_approved_one_counts() -> None:
    assert AccountCatalogue(TWICE).sign("Shop") == TWICE[1]
    assert AccountCatalogue(TWICE[:1]).sign("Shop") == TWICE[0]
    assert AccountCatalogue(TWICE).sign("shop") is None


def test_a_template_is_found_by_its_code() -> None:
    assert AccountCatalogue((), (TEMPLATE,)).template("SMS_1") == TEMPLATE
    assert AccountCatalogue((), (TEMPLATE,)).template("SMS_") is None


def test_the_age_is_never_negative() -> None:
    assert AccountCatalogue(fetched_at=1000).age(1500) == 500
    assert AccountCatalogue(fetched_at=1000).age(900) == 0
    assert not AccountCatalogue().known and AccountCatalogue(fetched_at=1).known
