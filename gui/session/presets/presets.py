"""Presets: saved from the form or a run, chosen, ordered, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from gui.core.lists.draft_rows import DraftOverview, SourceKind, StepKind
from gui.core.message.fields import DraftFields
from gui.core.presets.preset import RECIPIENTS_MAX, Preset, unique_name
from gui.jobs import presets as jobs
from gui.session.catalogues import Catalogues
from gui.session.composer import Composer
from gui.session.presets.stored_book import StoredBook
from gui.session.recipients.draft_recipients import DraftList
from gui.storage.paths import Paths
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.presets import presets as words
from gui.words.sentence import Sentence, sentence

CHOSEN = NoticeKey(NoticeTopic.PRESET_CHOSEN)


@dataclass(frozen=True, slots=True)
class PresetOffer:
    """What saving the form would keep.

    Attributes:
        name: a proposal.
        recipients: how many there are.
        keepable: whether a preset can keep them.
        typed: whether all of them were typed or ticked; lists are rather imported each time.
    """

    name: str
    recipients: int
    keepable: bool
    typed: bool


@dataclass(frozen=True, slots=True)
class ActivePreset:
    """The preset in use; `changed` says that the form differs from it."""

    preset: Preset
    changed: bool


class Presets(QObject):
    """Loads presets into the form, and makes presets of what stands there."""

    fields_requested = Signal(object)
    """The `DraftFields` that should stand in the form."""
    active_changed = Signal(object)
    """An `ActivePreset`, or none: which preset a message would be sent from."""
    noticed = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(object)
    """The `NoticeKey` of a notice that is stale."""

    def __init__(
        self,
        stored: StoredBook,
        composer: Composer,
        catalogues: Catalogues,
        draft: DraftList,
        paths: Paths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stored = stored
        self._composer = composer
        self._catalogues = catalogues
        self._draft = draft
        self._ledger = paths.ledger
        self._id = 0
        self._before, self._before_of = DraftFields(), stored.account
        self._told = False
        self.active: ActivePreset | None = None
        stored.changed.connect(lambda _: self._follow())
        composer.status_changed.connect(lambda _: self._follow())
        draft.changed.connect(self._follow_draft)

    @property
    def active_id(self) -> int:
        """The preset that a message would be sent from now, or 0."""
        return self.active.preset.id if self.active else 0

    def choose(self, preset_id: int) -> None:
        """Load a preset: its message into the form, its recipients in place of the others."""
        preset = self._stored.book.preset(preset_id)
        if preset is None:
            return
        fields, undo = self._composer.fields, self._draft.overview.undo
        known = undo.id if undo is not None and undo.kind is StepKind.PRESET_CHOSEN else 0
        self._id = preset_id
        self.fields_requested.emit(preset.fields)
        recipients = self._stored.book.named(preset.recipients)
        account = self._stored.account

        def take(overview: DraftOverview) -> None:
            step = overview.undo
            if step is None or step.kind is not StepKind.PRESET_CHOSEN or step.id == known:
                return  # nothing but ticks and another preset gave way
            self._before, self._before_of = fields, account
            said = sentence(words.replaced, preset.name, step.many)
            button = sentence(words.undo)
            notice = Notice(Severity.INFORMATION, said, button, self.undo_choice, topic_key=CHOSEN)
            self._told = True
            self.noticed.emit(notice)

        self._draft.replace_all(jobs.choose_recipients(self._ledger, recipients), take)
        self._follow()

    def undo_choice(self) -> None:
        """Bring back the form and the recipients that a preset has replaced."""
        undo = self._draft.overview.undo
        if undo is not None and undo.kind is StepKind.PRESET_CHOSEN:
            self._id = 0
            if self._before_of == self._stored.account:
                self.fields_requested.emit(self._before)
            self._draft.undo()
            self._follow()

    def offer(self) -> PresetOffer:
        """Say what saving the form would keep."""
        overview = self._draft.overview
        lists = (SourceKind.FILE, SourceKind.PASTED)
        typed = not any(source.kind in lists for source in overview.sources)
        many = overview.recipients
        keepable = 0 < many <= RECIPIENTS_MAX and not self._composer.placeholders.present
        return PresetOffer(self._proposed_name(), many, keepable, typed)

    def save_form(self, name: str, *, with_recipients: bool) -> None:
        """Save the form as a preset; one of the same name is replaced."""
        fields = self._composer.fields
        preset = Preset(
            0,
            name,
            fields.sign_name,
            fields.template_code,
            fields.template_param,
            up_extend_code=fields.up_extend_code,
            mode=fields.mode,
        )
        if with_recipients:
            self._stored.change(
                lambda ledger, account: jobs.save_form(ledger, account, preset),
                self._saved,
            )
        else:
            self._stored.change(
                lambda ledger, account: jobs.save_preset(ledger, account, preset), self._saved
            )

    def offer_run(self, run_id: int, name: str, ask: Callable[[Preset], None]) -> None:
        """Read what a run has sent, and to whom; `ask` is called with it as a preset to save."""
        taken = [preset.name for preset in self._stored.book.presets]
        self._stored.read_run(run_id, unique_name(name, taken), ask)

    def save_from_run(self, preset: Preset) -> None:
        """Save what a run has sent as a preset; one of the same name is replaced."""
        self._stored.change(
            lambda ledger, account: jobs.save_preset(ledger, account, preset),
            lambda change: _tell_saved(change),
        )

    def follow_run(self, run_id: int) -> None:
        """Make the preset in use that which a run was sent from, after the run was loaded."""
        runs = self._stored.results.recent
        self._id = next((run.preset_id for run in runs if run.run_id == run_id), 0)
        self._follow()

    def rename(self, preset_id: int, name: str) -> None:
        """Give a preset another name."""
        if preset := self._stored.book.preset(preset_id):
            renamed = replace(preset, name=name)
            self._stored.change(lambda ledger, account: jobs.save_preset(ledger, account, renamed))

    def delete(self, ids: Sequence[int]) -> None:
        """Delete presets; this can be undone."""
        found = [one for one in map(self._stored.book.preset, ids) if one is not None]
        if found:
            said = sentence(words.deleted_preset, found[0].name)
            self._stored.change(
                lambda ledger, account: jobs.delete_presets(ledger, account, ids),
                lambda _: said,
                undoable=True,
            )

    def order(self, ids: Sequence[int]) -> None:
        """Put the presets into another order."""
        self._stored.change(lambda ledger, account: jobs.order_presets(ledger, account, ids))

    def _saved(self, change: jobs.BookChange) -> Sentence:
        self._id = change.id
        self._follow()
        return _tell_saved(change)

    def _proposed_name(self) -> str:
        if self.active is not None:
            return self.active.preset.name
        code = self._composer.fields.template_code
        template = self._catalogues.template(code)
        return template.name if template else code

    def _follow(self) -> None:
        preset = self._stored.book.preset(self._id)
        fields = self._composer.fields
        active = None
        if preset is not None and preset.is_of(fields.sign_name, fields.template_code):
            active = ActivePreset(preset, replace(fields, out_id="") != preset.fields)
        if active != self.active:
            self.active = active
            self.active_changed.emit(active)

    def _follow_draft(self, overview: DraftOverview) -> None:
        undo = overview.undo
        if self._told and (undo is None or undo.kind is not StepKind.PRESET_CHOSEN):
            self._told = False
            self.withdrawn.emit(CHOSEN)


def _tell_saved(change: jobs.BookChange) -> Sentence:
    saved = change.after.preset(change.id)
    return sentence(words.saved, saved.name if saved else "")
