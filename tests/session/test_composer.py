"""What the form comes to: the message as the phone shows it, its parts, its time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.message.draft import DraftStatus, NoSign, UnknownTemplate
from gui.core.message.query_results import APPROVED, Template, TemplatePage
from gui.core.message.segments import SegmentCount
from gui.core.params.document import parse_params
from gui.core.sending.outcome import Failure
from gui.jobs.accounts.connector import Connector
from gui.panels.message.parameter_panel import ParameterPanel
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk
from tests.fakes import FakeClient
from tests.present import present

ENGLISH = Template("SMS_1", "code", "Your code is ${code}. " + "Keep it. " * 10, APPROVED, 3)
HERE, ABROAD = "13800138000", "85255551234"


class Service(Connector):
    """Knows one template."""

    def client(self, account: Account, secret: str) -> Any:
        return Client()


class Client(FakeClient):
    def query_templates(self, page: int, size: int) -> TemplatePage | Failure:
        return TemplatePage(1, (ENGLISH,), "r")


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, secrets: SecretStore) -> Iterator[Desk]:
    with desk(tmp_path / "data", secrets, Service()) as opened:
        catalogues = opened.session.catalogues
        # Those of the sandbox come by themselves, and would take the place of these.
        qtbot.waitUntil(lambda: catalogues.current.known and catalogues.complete)
        with qtbot.waitSignal(catalogues.changed):
            catalogues.fetch()
        assert catalogues.content(ENGLISH.code) == ENGLISH.content
        yield opened


def test_an_english_message_abroad_is_shown_and_billed_as_there(qtbot: QtBot, opened: Desk) -> None:
    composing, rows = opened.session.composer, opened.session.recipients.rows
    body = ENGLISH.content.replace("${code}", "1234")

    def verdict(number: str) -> DraftStatus:
        opened.fill(qtbot, [number], "Shop", "SMS_1")
        digits = number.removeprefix("00")
        qtbot.waitUntil(lambda: (row := rows.recipient(0)) is not None and row.number == digits)
        return composing.status()

    here = verdict(HERE)
    assert str(here.preview) == f"【Shop】{body}"
    assert here.note == SegmentCount(len(body) + 6, 2, unicode=True)
    abroad = verdict(f"00{ABROAD}")
    assert str(abroad.preview) == f"[Shop]{body}"
    # Either bracket counts double.
    assert abroad.note == SegmentCount(len(body) + 8, 1, unicode=False)

    opened.find("signName").setEditText("商店")
    qtbot.waitUntil(lambda: str(composing.status().preview) == f"【商店】{body}")


def test_the_time_it_takes_follows_the_pace_that_is_set(qtbot: QtBot, opened: Desk) -> None:
    numbers = [f"1380000{n:04}" for n in range(60)]
    opened.fill(qtbot, numbers)
    opened.session.set_limits(32, 1)
    assert present(opened.session.composer.summary()).seconds == 60
    opened.session.set_limits(1, 5000)
    assert present(opened.session.composer.summary()).seconds == 60 * 0.2


def test_why_there_is_no_preview_and_what_the_first_gets(qtbot: QtBot, opened: Desk) -> None:
    composing = opened.session.composer
    opened.fill(qtbot, [HERE], "Shop", "SMS_2", '{"code": "5678"}')
    qtbot.waitUntil(lambda: composing.status().note == UnknownTemplate())
    assert "not fetched" in opened.find("preview").accessibleDescription()
    summary = present(composing.summary())
    assert not summary.example
    assert summary.values == (("code", "5678"),)

    opened.find("templateCode").setEditText("SMS_1")
    opened.find("signName").setEditText("")
    qtbot.waitUntil(lambda: composing.status().note == NoSign())
    assert "once a sign is chosen" in opened.find("preview").accessibleDescription()


@pytest.mark.parametrize("param", ['{"code": "5678"}', '{"code": "{{name}}"}', '{"code": '])
def test_parameters_are_parsed_once_for_each_change(qtbot: QtBot, opened: Desk, param: str) -> None:
    opened.fill(qtbot, [HERE], "Shop", "SMS_1")
    before = parse_params.cache_info().misses
    with qtbot.waitSignal(present(opened.window.findChild(ParameterPanel)).changed):
        opened.find("templateParam").setPlainText(param)
    opened.session.composer.update_status()
    opened.session.composer.summary()
    assert parse_params.cache_info().misses == before + 1
