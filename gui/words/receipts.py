"""Sentences about reconciling unknown recipients, declaring them unsent, and sending again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.diagnosis import Diagnosis, diagnose
from gui.core.errors import SmsDeskError
from gui.core.receipts.schedule import MINUTE, SKEW, UNSENT_AFTER
from gui.core.sending.outcome import AccountRefused, Failure, Rejected, Throttled
from gui.words.errors import errors
from gui.words.phrases import number
from gui.words.sending.outcomes import answer

translate = QCoreApplication.translate


def reconcile_progress(done: int, total: int) -> str:
    """Progress of reconciling unknown recipients."""
    return translate(
        "words", "Asking the service about unknown messages: {done} of {total}."
    ).format(done=number(done), total=number(total))


def stop() -> str:
    """Name the button that stops reconciling."""
    return translate("words", "Stop looking")


def stopped(left: int) -> str:
    """Notice that reconciling was stopped early."""
    return translate("words", "Stopped before {count} were looked for.").format(count=number(left))


def reconciled(found: int, absent: int, unclear: int, unasked: int) -> str:
    """Notice with the result of reconciling unknown recipients."""
    parts = [
        translate("words", "{count} found").format(count=number(found)),
        translate("words", "{count} without a trace").format(count=number(absent)),
    ]
    if unclear:
        parts.append(translate("words", "{count} unclear").format(count=number(unclear)))
    if unasked:
        parts.append(translate("words", "{count} without an answer").format(count=number(unasked)))
    return translate("words", "Unknown messages: {parts}.").format(parts=" · ".join(parts))


def unasked(trouble: Failure | SmsDeskError) -> str:
    """Say why the service gave no answer about messages, and what to do about it."""
    match trouble:
        case SmsDeskError():
            return errors.error(trouble)
        case AccountRefused() if diagnose(trouble) is Diagnosis.CLOCK_WRONG:
            return translate(
                "words",
                "The service refuses the time of the question: {answer}. Set the clock and the "
                "time zone of this computer.",
            ).format(answer=answer(trouble.code, trouble.message))
        case AccountRefused():
            return translate(
                "words",
                "The service refuses to answer this account: {answer}. Test the account in the "
                "account settings; it needs the permission dysms:QuerySendDetails.",
            ).format(answer=answer(trouble.code, trouble.message))
        case Rejected():
            return translate("words", "The service refused the question: {answer}.").format(
                answer=answer(trouble.code, trouble.message)
            )
        case Throttled():
            return translate("words", "The service takes no more questions for now: try later.")
        case _:
            return translate(
                "words",
                "The service gave no usable answer: check the network, and the endpoint and the "
                "proxy of the account.",
            )


def receipts_wait(label: str, trouble: Failure | SmsDeskError) -> str:
    """Say that the receipts of an account cannot be asked for, and what to do about it."""
    return translate(
        "words",
        "The receipts of the account “{label}” wait. {why} Once that is mended, they are asked for "
        "by themselves.",
    ).format(label=label, why=unasked(trouble))


def elsewhere(endpoint: str) -> str:
    """Say that messages went through other endpoints (with blanks between) than was asked."""
    if " " in endpoint:
        return translate(
            "words",
            "Some of them are of a run that went through several endpoints ({endpoints}): that "
            "one has no trace of them proves nothing.",
        ).format(endpoints=endpoint.replace(" ", ", "))
    return translate(
        "words",
        "Some of them were sent through {endpoint}, which is not the endpoint of their account "
        "any more: that there is no trace of them proves nothing. To look them up, set it in the "
        "account settings.",
    ).format(endpoint=endpoint)


def reconcile() -> str:
    """Name the button that looks for unknown messages."""
    return translate("words", "Look up unknown results")


def still_unknown(count: int) -> str:
    """Say that messages of earlier sessions are unknown."""
    return translate(
        "words",
        "Messages of earlier sessions that are unknown: {count}. The service may know what became "
        "of them.",
    ).format(count=number(count))


def nothing_unknown() -> str:
    """Notice that there is nothing to reconcile."""
    return translate("words", "No message is unknown.")


def too_early() -> str:
    """Say from when on a message without a trace may be declared unsent."""
    return translate(
        "words",
        "Those without a trace stay unknown, as the service may list them late. {minutes} minutes "
        "after the call you may declare them unsent. If SMS Desk was restarted since, keep it open "
        "for {minutes} minutes first, or wait until {later} minutes after the call.",
    ).format(minutes=UNSENT_AFTER // MINUTE, later=(UNSENT_AFTER + SKEW) // MINUTE)


def may_declare(count: int) -> str:
    """Say how many may be declared unsent."""
    return translate(
        "words", "{count} of them are old enough to be declared unsent, if you judge them so."
    ).format(count=number(count))


def declare() -> str:
    """Name the button that opens the confirmation to declare messages unsent."""
    return translate("words", "Declare unsent…")


def declare_title() -> str:
    """Title of the confirmation to declare messages unsent."""
    return translate("words", "Declare unsent?")


def declare_text(count: int) -> str:
    """Say what declaring messages unsent means."""
    return translate(
        "words",
        "Messages without a usable answer: {count}. The service showed no trace of them when it "
        "was asked, at least {minutes} minutes after the call.\n\nThat they were not sent is your "
        "judgement, not a proof: the service promises no time within which its records are "
        "complete. If one was sent after all, its recipient gets it twice, and you pay twice.\n\n"
        "They are only queued again; nothing is sent before you press Resume.",
    ).format(count=number(count), minutes=UNSENT_AFTER // MINUTE)


def declare_verb(count: int) -> str:
    """Name the button that declares messages unsent."""
    return translate("words", "Queue {count} again").format(count=number(count))


def declared(count: int) -> str:
    """Notice how many recipients were declared unsent."""
    return translate("words", "Messages queued again: {count}. Press Resume to send them.").format(
        count=number(count)
    )


def resend_one_by_one() -> str:
    """Name the button that leads to sending one by one."""
    return translate("words", "Send these one by one…")


def resend_one_by_one_hint(count: int) -> str:
    """Say that a batched call was refused as a whole."""
    return translate(
        "words",
        "{count} numbers were refused together with their whole call; only one of them may be the "
        "reason.",
    ).format(count=number(count))


def resend_title() -> str:
    """Title of the confirmation of a resend."""
    return translate("words", "Send the failed ones again?")


def resend_text(
    rejected: int, undelivered: int = 0, blocked: int = 0, *, sandbox: bool = False
) -> str:
    """Say what sending again to those who got nothing means; `blocked` more are left out."""
    parts = []
    if rejected:
        parts.append(
            translate(
                "words",
                "Messages that the service refused: {count}. It took none, so none can arrive "
                "twice. What was refused for its sign, template or parameters will be refused "
                "again: mend that first.",
            ).format(count=number(rejected))
        )
    if undelivered:
        if sandbox:
            text = translate(
                "words",
                "Messages that their receipts call undelivered: {count}. Each fails again unless "
                "what kept it from arriving is mended; the sandbox bills nothing.",
            )
        else:
            text = translate(
                "words",
                "Messages that their receipts call undelivered: {count}. Each is billed again, "
                "and fails again unless what kept it from arriving is mended.",
            )
        parts.append(text.format(count=number(undelivered)))
    parts.append(
        translate(
            "words",
            "They are sent again one by one, with the same sign, template and parameters, as a "
            "run of their own; the old rows stay.",
        )
    )
    if blocked:
        parts.append(left_out(blocked))
    return "\n\n".join(parts)


def left_out(blocked: int) -> str:
    """Say how many were left out because they are on the do-not-send list."""
    return translate("words", "Left out, as they are on the do-not-send list: {count}.").format(
        count=number(blocked)
    )


def resend_elsewhere(count: int) -> str:
    """Say that rows were chosen that belong to other runs."""
    return translate(
        "words",
        "Selected messages of other runs: {count}. They are not part of this one: once it has "
        "been sent, press the button again for the next run.",
    ).format(count=number(count))


def resend_verb(count: int) -> str:
    """Name the button that sends failed messages again."""
    return translate("words", "Send {count} again").format(count=number(count))


def none_chosen_refused() -> str:
    """Say that none of the selected rows can be sent again."""
    return translate(
        "words",
        "None of the selected rows can be sent again here: only messages that were rejected or not "
        "delivered can. Select one of them.",
    )


def nothing_rejected(blocked: int = 0) -> str:
    """Say that nothing may be sent again; `blocked` might, but for the do-not-send list."""
    text = translate(
        "words",
        "Nothing in this run may be sent again: only messages that were rejected or not delivered "
        "may, and each only once. Runs of a history that was damaged cannot be sent again here, as "
        "that may have been done already.",
    )
    return f"{text} {left_out(blocked)}" if blocked else text
