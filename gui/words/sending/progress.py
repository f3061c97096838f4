"""How far a run has come, and why it waits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.sending.progress import (
    StopCause,
    StopCauseKind,
    UnfinishedRun,
)
from gui.words import times
from gui.words.phrases import number as number

if TYPE_CHECKING:
    from gui.core.accounts.account import Account
    from gui.core.sending.outcome import AccountRefused, NotSent, Throttled

translate = QCoreApplication.translate


def duration(seconds: float) -> str:
    """Write a length of time in one or two units, rounded up to a second, a minute later on."""
    whole = max(1, math.ceil(seconds))
    if whole < 60:
        return translate("words", "{seconds} s").format(seconds=whole)
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        if not rest:
            return translate("words", "{minutes} min").format(minutes=minutes)
        return translate("words", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    hours, minutes = divmod(math.ceil(whole / 60), 60)
    if not minutes:
        return translate("words", "{hours} h").format(hours=number(hours))
    return translate("words", "{hours} h {minutes} min").format(
        hours=number(hours), minutes=minutes
    )


def _refused_account(outcome: AccountRefused | NotSent | Throttled | None) -> str:
    from gui.core.accounts.diagnosis import Diagnosis, diagnose

    match diagnose(outcome) if outcome is not None else None:
        case Diagnosis.CLOCK_WRONG:
            return translate(
                "words",
                "Stopped, because the clock of this computer is wrong: set it, then press Resume. "
                "The rest is still queued.",
            )
        case Diagnosis.ACCOUNT_STOPPED:
            return translate(
                "words",
                "Stopped, because the Alibaba Cloud account cannot send: mend that in the "
                "console, then press Resume. The rest is still queued.",
            )
        case _:
            return translate(
                "words",
                "Stopped, because the service refused the account: correct it in the account "
                "settings, then press Resume. The rest is still queued.",
            )


def cause(cause: StopCause) -> str:
    """Explain why a run is interrupted, and how to resume it."""
    from gui.words.sending import outcomes  # not before there are any

    said = "" if cause.outcome is None else outcomes.failure(cause.outcome)
    match cause.kind:
        case StopCauseKind.OPERATOR:
            why = translate("words", "Stopped by you: press Resume to go on.")
        case StopCauseKind.ACCOUNT_REFUSED:
            why = _refused_account(cause.outcome)
        case StopCauseKind.NETWORK:
            why = translate(
                "words",
                "Held, because the service cannot be reached. The rest is still queued, and goes "
                "on by itself once the network is back; if it was stopped, press Resume.",
            )
        case StopCauseKind.THROTTLED:
            why = translate(
                "words",
                "Stopped, because the service takes no more for now: press Resume later, or lower "
                "the rate in the settings. The rest is still queued.",
            )
        case StopCauseKind.MANY_UNKNOWN:
            why = translate(
                "words",
                "Stopped, because many calls in a row had no usable answer: check the network and "
                "the unknown ones in the history before you press Resume. The rest is still "
                "queued.",
            )
        case StopCauseKind.DECLARED:
            why = translate(
                "words",
                "Those you declared unsent are queued again: press Resume to send to them.",
            )
        case StopCauseKind.CRASH:
            why = translate(
                "words",
                "SMS Desk ended in the middle of this run: press Resume to send to the rest. "
                "Those under way at that moment are unknown and are not sent again by themselves.",
            )
        case StopCauseKind.UNASKED:
            why = _unasked(cause.outcome)
        case StopCauseKind.FAILED:
            why = translate(
                "words",
                "Stopped, because of an error of SMS Desk itself: see the log, then press Resume. "
                "The rest is still queued.",
            )
        case _:
            assert_never(cause.kind)
    return translate("words", "{why} {said}").format(why=why, said=said) if said else why


def _unasked(outcome: AccountRefused | NotSent | Throttled | None) -> str:
    """Explain why the service could not be asked before a run goes on, and what helps."""
    from gui.core.sending.outcome import AccountRefused, NotSent

    if isinstance(outcome, NotSent):
        return translate(
            "words",
            "Held before anything is sent: the service must first be asked whether those next in "
            "the queue were sent already, and cannot be reached. It is asked by itself once the "
            "network is back; if this was stopped, press Resume. The rest is still queued.",
        )
    if isinstance(outcome, AccountRefused):
        return translate(
            "words",
            "Held before anything is sent: the service must first be asked whether those next in "
            "the queue were sent already, and refused the account this question. Correct the "
            "account, or let it call QuerySendDetails, then press Resume. The rest is still "
            "queued.",
        )
    return translate(
        "words",
        "Held before anything is sent: the service gave no usable answer to whether those next in "
        "the queue were sent already. Press Resume to ask again. The rest is still queued.",
    )


def crashed(count: int) -> str:
    """Say what a crash left behind."""
    return translate(
        "words",
        "SMS Desk ended while messages were under way. {count} of them are unknown now; they are "
        "not sent again by themselves.",
    ).format(count=number(count))


def try_again() -> str:
    """Name the button that tries again."""
    return translate("words", "Try again")


def endpoint_changed(label: str, old: str, new: str) -> str:
    """Warn that a run would be resumed through another endpoint."""
    return translate(
        "words",
        "This run was begun through {old}, and the account “{label}” calls {new} now. Go on only "
        "if that is the same service: else set the endpoint back in the account settings first, "
        "or give up the rest. What is unknown of this run can only be proved unsent as long as "
        "all of it goes through one endpoint.",
    ).format(old=old, label=label, new=new)


def resume_through(endpoint: str) -> str:
    """Name the button that goes on through another endpoint."""
    return translate("words", "Go on through {endpoint}").format(endpoint=endpoint)


def unfinished(unfinished_run: UnfinishedRun) -> str:
    """Say that a run has recipients left, and what it is."""
    return translate(
        "words",
        "The run of {time} is unfinished: {queued} of {total} are still queued. "
        "Account {account}, sign “{sign}”, template {template}.",
    ).format(
        time=times.local(unfinished_run.created_at),
        queued=number(unfinished_run.progress.counts.queued),
        total=number(unfinished_run.progress.counts.total),
        account=account(unfinished_run.label.account),
        sign=unfinished_run.label.sign_name,
        template=unfinished_run.label.template_code,
    )


def account(account: Account) -> str:
    """Name an account together with its kind."""
    if account.sandbox:
        return translate("words", "Sandbox")
    if account.production:
        return translate("words", "“{label}” (production)").format(label=account.label)
    return translate("words", "“{label}”").format(label=account.label)


def resume_title() -> str:
    """Title of the question whether to go on with a run of another account."""
    return translate("words", "Send from another account?")


def resume_text(unfinished_run: UnfinishedRun, current: Account) -> str:
    """Say what going on with a run of another account than the current one means."""
    if unfinished_run.label.account.sandbox:
        meaning = translate("words", "In the sandbox nothing leaves this computer.")
    else:
        meaning = translate("words", "These messages are real and cost money.")
    return translate(
        "words",
        "The account chosen now is {current}, but this run is sent from {account}.\n\n"
        "Sign name: {sign}\nTemplate: {template}\nStill queued: {queued} of {total}\n\n{meaning}",
    ).format(
        current=account(current),
        account=account(unfinished_run.label.account),
        sign=unfinished_run.label.sign_name,
        template=unfinished_run.label.template_code,
        queued=number(unfinished_run.progress.counts.queued),
        total=number(unfinished_run.progress.counts.total),
        meaning=meaning,
    )


def resume_verb(unfinished_run: UnfinishedRun) -> str:
    """Name the button that resumes a run of another account."""
    return translate("words", "Send {count}").format(
        count=number(unfinished_run.progress.counts.queued)
    )


def exported(name: str, done: int, total: int, *, masked: bool) -> str:
    """Say how far the saving of the history is, and at its end what numbers are in the file."""
    if done < total:
        return translate("words", "Saving {name}: {done} of {total} rows.").format(
            name=name, done=number(done), total=number(total)
        )
    if masked:
        text = translate(
            "words",
            "Saved {name}: {total} rows. The numbers in it are masked, the parameters are not.",
        )
    else:
        text = translate("words", "Saved {name}: {total} rows, with the numbers in full.")
    return text.format(name=name, total=number(total))


def resume() -> str:
    """Name the button that goes on with a run."""
    return translate("words", "Go on")


def account_gone(label: str) -> str:
    """Notice that a run cannot be resumed because its account is gone."""
    return translate(
        "words",
        "The account “{label}” of this run is no longer saved: save it again, then press Resume.",
    ).format(label=label)
