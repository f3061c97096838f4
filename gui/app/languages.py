"""The language of the program: its own sentences, and those of Qt."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui.resource import resource

NAME = "smsDeskTranslator"
"""Object name of the translators that are installed here."""


def install_translations(app: QApplication, wanted: str) -> bool:
    """Install the translations in place of earlier ones; true if the language is Chinese.

    `wanted` is `zh_CN`, `en`, or empty for the system's language.
    """
    for earlier in app.findChildren(QTranslator, NAME):
        app.removeTranslator(earlier)
        earlier.deleteLater()
    locale = QLocale(wanted) if wanted else QLocale.system()
    chinese = locale.language() == QLocale.Language.Chinese
    name = "zh_CN" if chinese else "en"
    # Numbers and dates are grouped as the words around them are written.
    QLocale.setDefault(QLocale("zh_CN" if chinese else "en_US"))
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for folder, file in ((of_qt, f"qtbase_{name}"), (str(resource("translations")), name)):
        translator = QTranslator(app)
        translator.setObjectName(NAME)
        if translator.load(file, folder):
            app.installTranslator(translator)
    return chinese
