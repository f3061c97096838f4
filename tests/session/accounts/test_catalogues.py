"""Signs and templates: fetched by themselves and when asked for, and kept for the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.accounts.account_key import AccountKey
from gui.core.message.query_results import APPROVED, Template, TemplatePage
from gui.core.sending.outcome import AccountRefused, Failure, NetworkFault, NotSent, Rejected
from gui.jobs.accounts.connector import Connector
from gui.storage.secrets.secret_store import SecretStore
from gui.words.notices import Severity
from tests.desk import Desk, desk, no_keyring
from tests.fakes import FakeClient
from tests.session.test_faults import use

KNOWN = Template("SMS_153055065", "验证码", "您的验证码为${code}", APPROVED, 0)


class Service(FakeClient):
    """Knows one template, if it answers at all."""

    def __init__(self) -> None:
        super().__init__()
        self.failure: Failure | None = None
        self.listed: tuple[Template, ...] = ()
        self.lists = 0

    def get_template(self, code: str) -> Template | Failure:
        self.asked.append(code)
        if self.failure:
            return self.failure
        return KNOWN if code == KNOWN.code else Rejected("isv.SMS_TEMPLATE_ILLEGAL", "", "r")

    def query_templates(self, page: int, size: int) -> TemplatePage | Failure:
        self.lists += 1
        return self.failure or TemplatePage(len(self.listed), self.listed, "r")


class Fixed(Connector):
    """Makes that client of every account."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service

    def client(self, account: Account, secret: str) -> Any:
        return self.service


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, secrets: SecretStore, service: Service) -> Iterator[Desk]:
    with desk(tmp_path, secrets, Fixed(service)) as opened:
        yield opened


def compose(opened: Desk) -> None:
    opened.find("signName").setEditText("阿里云")
    opened.find("templateParam").setPlainText('{"code":"1234"}')


def enter(opened: Desk, code: str) -> None:
    box = opened.find("templateCode")
    box.setEditText("")
    for end in range(1, len(code) + 1):
        box.setEditText(code[:end])
    box.edit.editingFinished.emit()


def idle(qtbot: QtBot, opened: Desk) -> None:
    work = opened.session.work
    qtbot.waitUntil(lambda: not (work.keyring.busy or work.lookups.busy))


def use_service(qtbot: QtBot, opened: Desk) -> None:
    """Use the account whose service this is, once its empty lists have come."""
    use(qtbot, opened, "dysmsapi.aliyuncs.com")
    qtbot.waitUntil(lambda: opened.session.catalogues.current.known)
    idle(qtbot, opened)


def test_a_template_that_is_entered_is_previewed_without_the_whole_list(
    qtbot: QtBot, opened: Desk, service: Service
) -> None:
    use_service(qtbot, opened)
    compose(opened)
    enter(opened, KNOWN.code)

    qtbot.waitUntil(lambda: "您的验证码为1234" in opened.find("preview").toPlainText())
    for _ in range(3):
        enter(opened, KNOWN.code)
    idle(qtbot, opened)
    assert service.asked == [KNOWN.code]
    assert opened.session.composer.variables == ("code",)


def test_the_template_of_the_draft_is_known_at_the_next_start(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, service: Service
) -> None:
    silent = Service()
    with desk(tmp_path, secrets, Fixed(silent)) as opened:
        use_service(qtbot, opened)
        silent.failure = NotSent(NetworkFault.TIMEOUT)  # it may be asked before the window closes
        opened.find("signName").setEditText("阿里云")
        opened.find("templateCode").setEditText(KNOWN.code)
        opened.window.close()
    with desk(tmp_path, secrets, Fixed(service)) as again:
        qtbot.waitUntil(lambda: "您的验证码为" in again.find("preview").toPlainText())
    assert service.asked == [KNOWN.code]


@pytest.mark.parametrize(
    "failure",
    [Rejected("isv.SMS_TEMPLATE_ILLEGAL", "", "r"), AccountRefused("Forbidden.RAM", "", "r")],
)
def test_what_the_service_refuses_disturbs_nobody_until_the_next_refresh(
    qtbot: QtBot, opened: Desk, service: Service, failure: Rejected | AccountRefused
) -> None:
    use_service(qtbot, opened)
    compose(opened)
    said, service.failure = len(opened.notices), failure
    for _ in range(3):
        enter(opened, "SMS_1")
        qtbot.waitUntil(lambda: service.asked == ["SMS_1"])
        idle(qtbot, opened)

    assert service.asked == ["SMS_1"]
    assert opened.notices[said:] == []
    assert "not known" in opened.find("segments").text()

    service.failure, service.listed = None, (KNOWN,)
    opened.session.catalogues.fetch()
    qtbot.waitUntil(lambda: opened.session.catalogues.current.templates == (KNOWN,))
    enter(opened, "SMS_1")
    qtbot.waitUntil(lambda: len(service.asked) == 2)


def test_without_an_answer_it_is_asked_for_when_it_is_entered_again(
    qtbot: QtBot, opened: Desk, service: Service
) -> None:
    use_service(qtbot, opened)
    compose(opened)
    said, service.failure = len(opened.notices), NotSent(NetworkFault.REFUSED)

    def is_known() -> bool:
        if len(service.asked) == 3:
            service.failure = None
        enter(opened, KNOWN.code)
        return "您的验证码为1234" in opened.find("preview").toPlainText()

    qtbot.waitUntil(is_known)
    assert service.asked == [KNOWN.code] * 4
    assert opened.notices[said:] == []


def test_without_a_secret_nothing_is_asked(qtbot: QtBot, opened: Desk, service: Service) -> None:
    use(qtbot, opened, "dysmsapi.aliyuncs.com")
    opened.session.accounts.remove(opened.session.accounts.current)
    qtbot.waitUntil(lambda: opened.session.accounts.current.sandbox)
    opened.find("templateCode").setEditText("SMS_1")
    opened.session.accounts.refresh_status()
    idle(qtbot, opened)
    # The sandbox is asked only by an operator who enters something.
    assert service.asked == []
    assert not [notice for notice in opened.notices if notice.severity is Severity.ERROR]


def test_signs_and_templates_come_by_themselves_and_are_there_without_the_service(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore, service: Service
) -> None:
    service.listed = (KNOWN,)
    with desk(tmp_path, secrets, Fixed(service)) as opened:
        use(qtbot, opened, "dysmsapi.aliyuncs.com")
        opened.find("signName").setEditText("阿里云")
        opened.find("templateCode").setEditText(KNOWN.code)
        qtbot.waitUntil(lambda: "您的验证码为" in opened.find("preview").toPlainText())
    assert service.lists == 1 and service.asked == []

    # A secret that is in memory alone is gone: nobody can ask the service any more.
    with desk(tmp_path, SecretStore(find=no_keyring), Fixed(service)) as again:
        qtbot.waitUntil(lambda: "您的验证码为" in again.find("preview").toPlainText())
        idle(qtbot, again)
    assert service.lists == 1 and service.asked == []


def test_what_was_fetched_a_moment_ago_is_not_fetched_again_by_itself(
    qtbot: QtBot, opened: Desk, service: Service
) -> None:
    use_service(qtbot, opened)
    account = opened.session.accounts.current
    opened.session.accounts.choose(opened.session.accounts.all[-1])
    opened.session.accounts.choose(account)
    qtbot.waitUntil(lambda: opened.session.accounts.status.secret_kept)
    idle(qtbot, opened)
    assert service.lists == 1


def test_a_failure_that_nobody_asked_for_is_not_said(
    qtbot: QtBot, opened: Desk, service: Service
) -> None:
    service.failure = NotSent(NetworkFault.REFUSED)
    use(qtbot, opened, "dysmsapi.aliyuncs.com")
    qtbot.waitUntil(lambda: service.lists == 1)
    idle(qtbot, opened)
    assert not [notice for notice in opened.notices if notice.severity is Severity.ERROR]


def test_the_templates_of_the_sandbox_are_there_before_it_runs(
    qtbot: QtBot, tmp_path: Path, secrets: SecretStore
) -> None:
    connector = Connector()
    with desk(tmp_path, secrets, connector) as opened:
        catalogues = opened.session.catalogues
        qtbot.waitUntil(lambda: catalogues.current.known)
        template = catalogues.template("SMS_900000001")
        assert template is not None and template.name == "登录验证码"
        built_in = catalogues.current
        assert not connector.sandbox_running
        catalogues.fetch()
        qtbot.waitUntil(lambda: catalogues.current is not built_in)
        # What the running sandbox lists is the same.
        assert set(catalogues.current.templates) == set(built_in.templates)
        assert set(catalogues.current.signs) == set(built_in.signs)


def test_a_template_is_named_where_another_account_is_current(qtbot: QtBot, opened: Desk) -> None:
    catalogues, sandbox = opened.session.catalogues, AccountKey("testid", sandbox=True)
    qtbot.waitUntil(lambda: catalogues.current.known)
    use(qtbot, opened, "dysmsapi.aliyuncs.com")
    assert catalogues.template("SMS_900000001") is None
    assert catalogues.template_name(sandbox, "SMS_900000001") == "登录验证码"
    assert catalogues.template_name(sandbox, "SMS_9") == ""
