"""Warnings of receipts without a window or a thread: said once each time something goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.core.accounts.account_key import AccountKey
from gui.core.errors import FileFault
from gui.core.sending.outcome import NetworkFault, NotSent
from gui.jobs.receipts.polling import ReceiptProgress
from gui.session.receipts import ReceiptController
from gui.words.notices import Notice
from tests.session.sending.inline_place import SHOP, Place

KEY = AccountKey(SHOP.access_key_id, False)
WELL = ReceiptProgress(answering=frozenset({KEY}))
FULL = ReceiptProgress(fault=FileFault.DISK_FULL)
HELD = ReceiptProgress(fault=FileFault.IN_USE)
OFFLINE = ReceiptProgress(troubles=((KEY, NotSent(NetworkFault.UNREACHABLE)),))
ASKED_ANEW = ReceiptProgress()
"""As after an account was connected again: neither an answer nor a failure yet."""


def warnings(folder: Path, *reports: ReceiptProgress) -> list[Notice]:
    """What is said to these reports."""
    place = Place(folder)
    report_receipts(place, *reports)
    return place.notices


def report_receipts(place: Place, *reports: ReceiptProgress) -> ReceiptController:
    receipts = ReceiptController(place.work, place.accounts, place.paths)
    receipts.start()
    (job,) = (job for lane in place.work.lanes for job in lane.waiting)
    for report in reports:
        job.progressed.emit(report)
    return receipts


@pytest.mark.parametrize("report", [FULL, OFFLINE])
def test_what_is_well_again_is_not_said_any_more(
    qapp: object, tmp_path: Path, report: ReceiptProgress
) -> None:
    place = Place(tmp_path)
    report_receipts(place, report, report, WELL, WELL)
    (notice,) = place.notices
    assert place.withdrawn == [notice.key]


def test_of_an_account_that_is_gone_nothing_is_said_any_more(qapp: object, tmp_path: Path) -> None:
    place = Place(tmp_path)
    receipts = report_receipts(place, OFFLINE)
    place.accounts.remove(SHOP)
    place.work.run_lane(place.work.keyring)
    assert place.withdrawn == [place.notices[0].key]
    del receipts


def test_of_an_account_that_is_saved_it_is_said_again_if_it_holds(
    qapp: object, tmp_path: Path
) -> None:
    place = Place(tmp_path)
    receipts = report_receipts(place, OFFLINE)
    place.accounts.saved.emit(SHOP)
    assert place.withdrawn == [place.notices[0].key]
    del receipts


def test_a_disk_that_is_full_again_is_said_again(qapp: object, tmp_path: Path) -> None:
    assert len(warnings(tmp_path, FULL, FULL)) == 1
    assert len(warnings(tmp_path, FULL, WELL, FULL, FULL)) == 2


def test_a_network_that_is_lost_again_is_said_again(qapp: object, tmp_path: Path) -> None:
    assert len(warnings(tmp_path, OFFLINE, ASKED_ANEW, OFFLINE)) == 1
    assert len(warnings(tmp_path, OFFLINE, WELL, OFFLINE, OFFLINE)) == 2


def test_the_reason_that_holds_is_the_one_on_show(qapp: object, tmp_path: Path) -> None:
    place = Place(tmp_path)
    report_receipts(place, FULL, HELD, FULL, FULL)
    full, held, again = [notice.key for notice in place.notices]
    assert full == again != held
    assert place.withdrawn == [full, held]
