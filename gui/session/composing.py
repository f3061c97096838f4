"""The message being put together: fields, numbers, preview, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.core import draft as drafting
from gui.core import parts, phones, template
from gui.core.calls import Controls
from gui.core.draft import Draft, DraftProblem, Fields, Summary, Verdict
from gui.core.errors import SmsDeskError
from gui.core.messages import Template
from gui.core.outcomes import Failure
from gui.core.params import Params, parse
from gui.core.recipients import ReadProgress, Recipients, joined
from gui.jobs import reading as jobs
from gui.jobs.job import Job
from gui.session.accounts import Accounts
from gui.session.preferences import Preferences
from gui.session.work import Work
from gui.storage.lists import PhoneList
from gui.storage.settings import Recents, SavedDraft
from gui.words import drafts as words
from gui.words import errors, outcomes, preview
from gui.words.notices import Notice, Severity

ENDS = 3
"""Numbers shown from each end of the list before it is sent."""
SECONDS_A_CALL = 0.2
"""What one call takes, roughly, until a run has shown better."""


class Composing(QObject):
    """Knows the draft; nothing in it is sent before the operator has confirmed it."""

    judged = Signal(object)
    """A `Verdict`."""
    recipients_changed = Signal(object)
    """`Recipients`, typed and imported ones together."""
    checking_changed = Signal(bool)
    """Whether numbers are being read."""
    imported = Signal(str)
    """The name of the list whose numbers were added; empty when it was taken out again."""
    catalogue_changed = Signal(object)
    """The `Catalogue` of the current account."""
    fetching_changed = Signal(bool)
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(
        self,
        work: Work,
        accounts: Accounts,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._preferences = preferences
        self._fields = Fields()
        self._typed = Recipients()
        self._imported: Recipients | None = None
        self._job: Job | None = None
        self._expected: set[str] = set()
        self._catalogues: dict[str, jobs.Catalogue] = {}
        self.recipients = Recipients()
        self.run_under_way = False
        accounts.changed.connect(self._follow_account)

    @property
    def recents(self) -> Recents:
        """What the current account used of late."""
        return self._preferences.settings.recents.get(self._accounts.key, Recents())

    @property
    def saved_draft(self) -> SavedDraft:
        """What stood in the form of the current account the last time."""
        return self._preferences.settings.drafts.get(self._accounts.key, SavedDraft())

    def expect_param(self) -> None:
        """The parameters are being typed: what was read of them holds no more."""
        self._expected.add("param")
        self.judge()

    def expect_numbers(self) -> None:
        """The numbers are being typed: what was read of them holds no more."""
        self._expected.add("numbers")
        self.judge()

    def change(self, fields: Fields) -> None:
        """Take what stands in the form now."""
        self._expected.discard("param")
        self._fields = fields
        self.judge()

    def read_numbers(self, text: str) -> None:
        """Read typed or pasted numbers; the last text wins."""
        self._expected.discard("numbers")
        if self._job is not None:
            self._job.cancel()
        job = self._job = jobs.reading_text(text)
        self._work.start(
            self._work.reading,
            job,
            lambda found: self._take_typed(job, found),
            ended=lambda: self._end_job(job),
        )
        self.checking_changed.emit(True)
        self.judge()

    def import_list(self, path: str) -> None:
        """Add the numbers of a file."""

        def take(found: object) -> None:
            if isinstance(found, PhoneList):
                self._imported = found.recipients
                self.imported.emit(found.path.name)
                self._join()

        def refuse(error: SmsDeskError) -> None:
            self.noticed.emit(Notice(Severity.ERROR, errors.error(error)))

        self._work.start(self._work.reading, jobs.importing(path), take, refuse)

    def drop_import(self) -> None:
        """Take the imported numbers out again."""
        self._imported = None
        self.imported.emit("")
        self._join()

    def fetch_templates(self) -> None:
        """Fetch the signs and templates of the current account."""
        account = self._accounts.current
        key = self._accounts.key
        self.fetching_changed.emit(True)

        def take(found: jobs.Catalogue | Failure) -> None:
            if isinstance(found, Failure):
                self.noticed.emit(Notice(Severity.ERROR, outcomes.failure(found)))
                return
            self._catalogues[key] = found
            if key == self._accounts.key:
                self.catalogue_changed.emit(found)
                self.judge()

        def refuse(error: SmsDeskError) -> None:
            self.fetching_changed.emit(False)
            self.noticed.emit(Notice(Severity.ERROR, errors.error(error)))

        def begin(secret: str) -> None:
            job = jobs.fetching(self._accounts.connect_as(account, secret))
            done = partial(self.fetching_changed.emit, False)
            self._work.start(self._work.reading, job, take, refuse, done)

        self._accounts.fetch_secret(account, begin, refuse)

    def keep_draft(self) -> None:
        """Keep what stands in the form, without the numbers, for the next start."""
        fields = self._fields
        saved = SavedDraft(
            fields.sign_name,
            fields.template_code,
            fields.template_param,
            fields.out_id,
            fields.up_extend_code,
            fields.mode,
        )
        settings = self._preferences.settings
        self._preferences.update(settings.with_draft(self._accounts.key, saved))

    def keep_recent(self) -> None:
        """Remember sign and template among the recent ones."""
        settings = self._preferences.settings
        fields = self._fields
        self._preferences.update(
            settings.with_recent(self._accounts.key, fields.sign_name, fields.template_code)
        )

    def judge(self) -> None:
        """Say anew what the form comes to."""
        self.judged.emit(self.verdict())

    def verdict(self) -> Verdict:
        """Say what the form comes to."""
        draft, found = self._draft()
        text = self._message(draft)
        about = ""
        if text:
            about = preview.segments(parts.count(text, international=self._abroad(draft)))
            if missing := template.variables(text):
                about = preview.missing(missing)
        elif draft.template_code and self._template(draft.template_code) is None:
            about = preview.template_unknown()
        return Verdict(draft.count, tuple(map(words.problem, found)), text, about)

    def summary(self) -> Summary | None:
        """Sum the draft up for the confirmation; none if it cannot be sent."""
        draft, found = self._draft()
        if found:
            return None
        account = self._accounts.current
        text = self._message(draft)
        controls = Controls()
        calls = draft.calls
        seconds = max(calls / controls.rate, calls * SECONDS_A_CALL / controls.callers)
        return Summary(
            account_label=account.label,
            access_key_id=account.access_key_id,
            production=account.production,
            sandbox=account.sandbox,
            draft=draft,
            example=text,
            segments=parts.count(text, international=self._abroad(draft)).segments if text else 0,
            seconds=seconds,
            first=draft.numbers[:ENDS],
            last=draft.numbers[ENDS:][-ENDS:],
        )

    def content(self, template_code: str) -> str:
        """The text of a template of the current account, or empty where it is not known."""
        found = self._template(template_code)
        return found.content if found else ""

    def _draft(self) -> tuple[Draft, list[DraftProblem]]:
        fields = self._fields
        params = parse(fields.template_param)
        draft = Draft(
            fields.sign_name,
            fields.template_code,
            params.to_json() if isinstance(params, Params) else "",
            self.recipients.numbers,
            fields.out_id,
            fields.up_extend_code,
            fields.mode,
            count=len(self.recipients.numbers),
        )
        found = drafting.problems(draft)
        if not isinstance(params, Params):
            found.append(DraftProblem.BAD_PARAM)
        if self._job is not None or self._expected:
            found.append(DraftProblem.CHECKING)
        if not self._accounts.status.secret_kept:
            found.append(DraftProblem.NO_SECRET)
        if self.run_under_way:
            found.append(DraftProblem.RUN_UNDER_WAY)
        order = list(DraftProblem)
        return draft, sorted(found, key=order.index)

    def _message(self, draft: Draft) -> str:
        content = self.content(draft.template_code)
        if not content or not draft.sign_name:
            return ""
        params = parse(self._fields.template_param)
        values: Mapping[str, str] = dict(params.values) if isinstance(params, Params) else {}
        return template.message(draft.sign_name, template.render(content, values))

    def _abroad(self, draft: Draft) -> bool:
        return bool(draft.numbers) and not phones.is_mainland(draft.numbers[0])

    def _template(self, code: str) -> Template | None:
        catalogue = self._catalogues.get(self._accounts.key)
        rows = catalogue.templates if catalogue else ()
        return next((row for row in rows if row.code == code), None)

    def _follow_account(self) -> None:
        catalogue = self._catalogues.get(self._accounts.key, jobs.Catalogue())
        self.catalogue_changed.emit(catalogue)
        self.judge()

    def _take_typed(self, job: Job, found: Recipients | ReadProgress) -> None:
        # A job that was overtaken may still have had its last word on the way.
        if job is self._job and isinstance(found, Recipients):
            self._typed = found
            self._join()

    def _end_job(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self.checking_changed.emit(False)
            self.judge()

    def _join(self) -> None:
        self.recipients = joined(self._typed, self._imported or Recipients())
        self.recipients_changed.emit(self.recipients)
        self.judge()
