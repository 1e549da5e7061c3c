"""Qt's own words (file and printer dialogs) in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

NAME = "qtbase"


def speak_qt(lang: str) -> bool:
    """Put Qt's own dialogs into a language; gives whether a translation is in force (English needs none)."""
    app = QCoreApplication.instance()
    if app is None:
        return False
    for old in app.findChildren(QTranslator, NAME):
        app.removeTranslator(old)
        old.setParent(None)
    if lang != "ja":
        return False
    translator = QTranslator(app)
    translator.setObjectName(NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load(f"{NAME}_{lang}", folder) and QCoreApplication.installTranslator(translator)
