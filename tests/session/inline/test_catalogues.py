"""Signs and templates belong to the account that they were fetched for."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.core.accounts.account_key import AccountKey
from gui.core.message.query_results import APPROVED, SignPage, Template, TemplatePage
from gui.core.sending.outcome import AccountRefused, Failure, NetworkFault, NotSent, Rejected
from gui.session.accounts import Accounts
from gui.session.catalogues import Catalogues
from gui.storage.paths import Paths
from gui.words.notices import Severity
from tests.fakes import FakeClient
from tests.session.inline.conftest import SHOP, Fixed, Heard
from tests.session.lanes import InlineWork

KNOWN = Template("SMS_1", "验证码", "您的验证码为${code}", APPROVED, 0)
ABSENT = Rejected("isv.SMS_TEMPLATE_ILLEGAL", "", "r")


class Service(FakeClient):
    """Knows one template, unless it fails."""

    def __init__(self) -> None:
        super().__init__()
        self.failure: Failure | None = None

    def get_template(self, code: str) -> Template | Failure:
        self.asked.append(code)
        return self.failure or (KNOWN if code == KNOWN.code else ABSENT)

    def query_signs(self, page: int, size: int) -> SignPage | Failure:
        return self.failure or SignPage(0, (), "r")

    def query_templates(self, page: int, size: int) -> TemplatePage | Failure:
        return TemplatePage(1, (KNOWN,), "r")


@pytest.fixture
def service(connector: Fixed) -> Service:
    service = connector.service = Service()
    return service


@pytest.fixture
def catalogues(
    work: InlineWork, accounts: Accounts, service: Service, tmp_path: Path
) -> Catalogues:
    return Catalogues(work, accounts, Paths(tmp_path))


def test_what_is_fetched_is_shown_and_the_button_rests_meanwhile(
    work: InlineWork, catalogues: Catalogues, heard: type[Heard]
) -> None:
    fetching, changed = heard(catalogues.fetching_changed), heard(catalogues.changed)
    catalogues.fetch()
    assert fetching == [True]
    work.run()
    assert fetching == [True, False]
    assert [one.templates for one in changed] == [(KNOWN,)]
    assert catalogues.content("SMS_1") == KNOWN.content
    assert catalogues.template("SMS_2") is None


def test_what_is_fetched_at_once_is_kept_when_the_earlier_ones_have_been_read(
    work: InlineWork, catalogues: Catalogues
) -> None:
    catalogues.fetch()
    work.run()
    catalogues.begin()
    work.run()
    assert catalogues.current.templates == (KNOWN,)


def test_a_failure_is_said_and_what_was_known_stays(
    work: InlineWork, catalogues: Catalogues, service: Service, heard: type[Heard]
) -> None:
    catalogues.fetch()
    work.run()
    fetching, noticed = heard(catalogues.fetching_changed), heard(work.notices.noticed)
    service.failure = NotSent(NetworkFault.TIMEOUT)
    catalogues.fetch()
    work.run()
    assert fetching == [True, False]
    assert [notice.severity for notice in noticed] == [Severity.ERROR]
    assert catalogues.current.templates == (KNOWN,)

    withdrawn = heard(work.notices.withdrawn)
    catalogues.fetch()
    work.run()
    assert set(withdrawn) <= {noticed[0].key}
    assert noticed[-1] == noticed[0]  # the same again, so it is said again
    withdrawn.clear()
    service.failure = None
    catalogues.fetch()
    work.run()
    assert withdrawn == [noticed[0].key]


def test_an_answer_that_comes_late_is_of_the_account_it_was_asked_for(
    work: InlineWork, accounts: Accounts, catalogues: Catalogues, heard: type[Heard]
) -> None:
    catalogues.fetch()
    accounts.choose(SHOP)
    changed = heard(catalogues.changed)
    work.run()
    assert changed == []
    assert not catalogues.current.templates
    accounts.choose(accounts.all[-1])
    assert catalogues.current.templates == (KNOWN,)


def test_a_template_is_looked_up_once(
    work: InlineWork, catalogues: Catalogues, service: Service, heard: type[Heard]
) -> None:
    changed = heard(catalogues.changed)
    catalogues.look_up("SMS_1")
    catalogues.look_up("SMS_1")
    work.run()
    catalogues.look_up("SMS_1")
    catalogues.look_up("")
    assert not work.lookups.busy
    assert service.asked == ["SMS_1"]
    assert len(changed) == 1
    assert catalogues.content("SMS_1") == KNOWN.content


@pytest.mark.parametrize(
    ("failure", "asked"),
    [
        (ABSENT, 1),
        (AccountRefused("InvalidAccessKeyId.NotFound", "", "r"), 1),
        (NotSent(NetworkFault.TIMEOUT), 2),
    ],
    ids=["no such template", "no such account", "no network"],
)
def test_a_look_up_that_failed_says_nothing_and_is_made_again_if_it_may_help(
    work: InlineWork,
    catalogues: Catalogues,
    service: Service,
    heard: type[Heard],
    failure: Failure,
    asked: int,
) -> None:
    noticed, service.failure = heard(work.notices.noticed), failure
    for _ in range(2):
        catalogues.look_up("SMS_1")
        work.run()
    assert len(service.asked) == asked
    assert noticed == []
    assert catalogues.content("SMS_1") == ""


def test_without_its_secret_an_account_is_refused_in_a_notice(
    work: InlineWork, accounts: Accounts, catalogues: Catalogues, heard: type[Heard]
) -> None:
    accounts.choose(SHOP)
    fetching, noticed = heard(catalogues.fetching_changed), heard(work.notices.noticed)
    catalogues.fetch()
    work.run()
    assert fetching == [True, False]
    assert [notice.severity for notice in noticed] == [Severity.ERROR]


def test_templates_of_the_sandbox_have_names_whatever_account_is_current(
    work: InlineWork,
    accounts: Accounts,
    catalogues: Catalogues,
    service: Service,
    heard: type[Heard],
) -> None:
    sandbox = AccountKey(accounts.current.access_key_id, True)
    accounts.choose(SHOP)
    assert not accounts.status.secret_kept
    fetching, others = heard(catalogues.fetching_changed), heard(catalogues.others_changed)
    catalogues.begin()
    work.run()
    assert catalogues.template_name(sandbox, "SMS_153055065")
    assert len(others) == 1
    assert True not in fetching
    assert service.asked == []
    assert not catalogues.current.known
