"""Every page, dialog and state of the window, each as a function that brings it up.

The tests of the tree of controls walk them, and `python -m tests.demo --all` takes their pictures.
"""

from __future__ import annotations

from tests.scenes import cards, compose, dialogs, history, lists, production
from tests.scenes.stage import Scene, Stage

__all__ = ["POPUPS", "SCENES", "Scene", "Stage"]

SCENES: tuple[Scene, ...] = (
    compose.first_start,
    history.history_empty,
    compose.filled,
    compose.missing,
    compose.presets,
    compose.variables,
    compose.json_editor,
    compose.template_popup,
    lists.chips,
    lists.many_recipients,
    lists.problems,
    lists.all_recipients,
    cards.delivered,
    cards.mixed,
    cards.unknown,
    history.history,
    history.history_of_a_run,
    history.history_without_a_match,
    history.history_of_two_days,
    history.palette,
    dialogs.manual,
    dialogs.log,
    dialogs.crash,
    lists.blocked_numbers,
    lists.import_dialog,
    lists.imported,
    dialogs.sandbox_account,
    dialogs.new_account,
    dialogs.account_error,
    dialogs.unsaved_account,
    dialogs.settings,
    dialogs.about,
    dialogs.new_preset,
    dialogs.new_test_phones,
    dialogs.toast,
    compose.masked,
    compose.large_text,
    cards.confirmation,
    cards.many,
    cards.running,
    cards.paused,
    cards.stopped,
    production.production_switch,
    production.account_popup,
    production.production_confirmation,
    production.production_count,
)
"""In an order in which one window can play them all."""
POPUPS: tuple[Scene, ...] = (compose.template_popup, production.account_popup)
"""Those of them that leave a list open, which has the keyboard for itself."""
