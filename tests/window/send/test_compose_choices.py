from gui.core.message.catalogue import AccountCatalogue
from gui.core.message.query_results import APPROVED, Sign, Template
from gui.panels.widgets.fields.choice_model import ChoiceGroup
from gui.window.send.compose_choices import (
    about_sign,
    about_template,
    likely_sign,
    sign_groups,
    template_groups,
)

REVIEW = "AUDIT_STATE_INIT"
CODE = Template("SMS_1", "登录验证码", "验证码${code}", APPROVED, 0)
NOTICE = Template("SMS_2", "取餐通知", "${name}您好", APPROVED, 1)
WAITING = Template("SMS_3", "审核中的", "x", REVIEW, 1)
KNOWN = AccountCatalogue(
    (Sign("阿里云", APPROVED), Sign("Shop", APPROVED), Sign("新签名", REVIEW)),
    (CODE, NOTICE, WAITING),
    fetched_at=1,
)


def offered(groups: list[ChoiceGroup]) -> list[tuple[str, list[tuple[str, bool]]]]:
    return [
        (group.heading, [(one.value, one.usable) for one in group.choices])
        for group in groups
        if group.choices
    ]


def test_what_was_used_lately_comes_first_and_what_cannot_be_used_last() -> None:
    assert offered(template_groups(KNOWN, ["SMS_2", "SMS_9", "SMS_3"])) == [
        ("Can be used: 2", [("SMS_2", True), ("SMS_1", True)]),
        ("Used lately", [("SMS_9", True)]),
        ("Cannot be used: 1", [("SMS_3", False)]),
    ]
    assert offered(sign_groups(KNOWN, ["Shop"]))[0] == (
        "Can be used: 2",
        [("Shop", True), ("阿里云", True)],
    )


def test_a_template_shows_its_name_its_text_and_its_type() -> None:
    choice = template_groups(KNOWN, [])[0].choices[0]
    assert (choice.value, choice.name, choice.detail) == ("SMS_1", "登录验证码", "验证码${code}")
    assert choice.note == "Verification code"


def test_while_nothing_was_fetched_what_was_used_lately_is_offered() -> None:
    nothing = AccountCatalogue()
    assert offered(sign_groups(nothing, ["Shop"])) == [("Used lately", [("Shop", True)])]
    assert about_sign(nothing, "Shop") == ""
    assert about_template(nothing, "SMS_1", None, sandbox=False) == ""


def test_what_is_wrong_with_a_sign_is_said() -> None:
    assert about_sign(KNOWN, "阿里云") == "" == about_sign(KNOWN, "")
    assert about_sign(KNOWN, "Other") == "Not among the signs of this account"
    assert about_sign(KNOWN, "新签名").startswith("In review")


def test_what_a_template_is_stands_below_it() -> None:
    assert about_template(KNOWN, "SMS_1", CODE, sandbox=False) == "Verification code · approved"
    assert about_template(KNOWN, "SMS_3", WAITING, sandbox=False) == "Notification · in review"
    assert "Not among" in about_template(KNOWN, "SMS_9", None, sandbox=False)
    assert about_template(KNOWN, "", None, sandbox=False) == "2 templates and 2 signs to use"
    assert about_template(KNOWN, "", None, sandbox=True) == "2 templates and 2 signs of the sandbox"


def test_a_sign_is_suggested_where_it_is_likely() -> None:
    one = AccountCatalogue((Sign("Shop", APPROVED), Sign("x", REVIEW)), (), 1)
    assert likely_sign(one, [], sandbox=False) == "Shop"
    assert likely_sign(KNOWN, [], sandbox=False) == ""
    assert likely_sign(KNOWN, [], sandbox=True) == "阿里云"
    assert likely_sign(KNOWN, ["Shop"], sandbox=True) == "Shop"
    assert likely_sign(AccountCatalogue(), [], sandbox=True) == ""
