"""Sheets before they are printed: exactly the page that goes to paper or into the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Option
from blin21_desktop.present.amounts import Lang
from blin21_desktop.present.paper import PageSize
from blin21_desktop.present.words import Words
from blin21_desktop.printing.handover import Printed
from blin21_desktop.ui import ask
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.paper_out import draw_pages, has_paper, printer_names, printer_of, spool
from blin21_desktop.ui.widgets import button, label, set_text

PAPERS = (Option("a4", say("A4")), Option("letter", say("Letter")))
SPOKEN = tuple(Option(code, say("{text}", text=name)) for code, name in (("ja", "日本語"), ("en", "English")))
"""Every language by its own name."""


class PrintPreview(QDialog):
    """Shows finished pages; prints or saves exactly these bytes, then calls `printed` with them.

    `title` says what it is, `note` what is to be known about the pages.
    """

    def __init__(
        self,
        made: Printed,
        name: str,
        words: Words,
        printed: Callable[[Printed], None],
        parent: QWidget,
        *,
        title: str = "",
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self._made, self._name, self._words, self._printed, self._about = made, name, words, printed, note
        self._chosen: dict[str, str] = {}
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        self.view.setAccessibleName(words.t("Preview of the pages"))
        self.papers = Segments(words.t("Paper"), PAPERS, words)
        self.spoken = Segments(words.t("Language of the sheets"), SPOKEN, words)
        self.printers = QComboBox()
        self.printers.setAccessibleName(words.t("Printer"))
        self._warned = ""
        self.print_button = button(words.t("Print"), "Ctrl+P")
        self.save_button = button(words.t("Save as PDF"), "Ctrl+S")
        self.close_button = button(words.t("Close"), "Esc")
        self.note = label("", "muted", wrap=True)
        self.setWindowTitle(title or words.t("Print handover"))
        self._lay_out()
        self._show(made)
        self.print_button.setShortcut("Ctrl+P")
        self.save_button.setShortcut("Ctrl+S")
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        words = self._words
        outer = QVBoxLayout(self)
        outer.addWidget(self.view, 1)
        self._choices = QWidget()
        flow = Flow(self._choices, gap=10, below=4)
        for name, choice in ((words.t("Paper"), self.papers), (words.t("Language of the sheets"), self.spoken)):
            flow.addWidget(label(name, "bold"))
            flow.addWidget(choice)
        self._choices.hide()
        outer.addWidget(self._choices)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        for one in (self.printers, self.print_button, self.save_button, self.close_button):
            row.addWidget(one)
        outer.addLayout(row)
        self.printers.addItems(printer_names())
        self.printers.setMinimumHeight(self.print_button.sizeHint().height())
        self.printers.setVisible(self.printers.count() > 0)
        self.print_button.setEnabled(self.printers.count() > 0)
        first: QPushButton = self.print_button if self.print_button.isEnabled() else self.save_button
        first.setDefault(True)
        first.setFocus()
        self.resize(900, 700)

    def _show(self, made: Printed) -> None:
        words = self._words
        self._made = made
        self._buffer.close()
        self._buffer.setData(QByteArray(made.pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        pages = words.t("Pages: {count:number}", count=self.document.pageCount())
        if not self.print_button.isEnabled():
            pages = words.t("{pages}. No printer is set up on this computer; save the pages as a file.", pages=pages)
        self._say(f"{self._about} {pages}".strip())

    def offer(self, page: PageSize, lang: Lang, again: Callable[..., Printed]) -> None:
        """Let the paper (`page=`) and the language (`lang=`) be chosen; `again` draws the pages anew."""
        for choice, chosen, key in ((self.papers, page, "page"), (self.spoken, lang, "lang")):
            choice.choose(chosen)
            self._chosen[key] = chosen
            choice.edited.connect(lambda code, choice=choice, key=key: self._choose(choice, key, code, again))
        self._choices.show()

    def _choose(self, choice: Segments, key: str, code: str, again: Callable[..., Printed]) -> None:
        """Another paper or language. Choosing the chosen one again leaves it chosen."""
        before = self._chosen[key]
        if not code or code == before:
            choice.choose(before)
            return
        try:
            self._show(again(**{key: code}))
            self._chosen[key] = code
        except ValueError as fault:
            choice.choose(before)
            self._say(str(fault))

    def _print(self) -> None:
        """On the chosen printer; one that does not name the paper among its own is said once before."""
        name, words = self.printers.currentText(), self._words
        if name not in printer_names():
            self._say(words.t("The printer {name} is not there any more. Choose another one.", name=name))
        elif name != self._warned and not has_paper(name, self.document):
            self._warned = name
            self._say(
                words.t("{name} does not name this paper among its own. Look at its tray, then Print again.", name=name)
            )
        else:
            self.print_on(printer_of(name))

    def print_on(self, printer: QPrinter) -> None:
        """Draw every page on a printer, and note it."""
        if not draw_pages(self.document, printer):
            self._say(self._words.t("The printer did not take the pages. Nothing was noted as printed."))
            return
        self._note_print(self._words.t("Sent to the printer."))

    def _ask_file(self) -> None:
        ask.save_pdf(self, self._words.t("Save as PDF"), self._name, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the bytes to a file, whole or not at all, and note it; why it cannot be written is said in words."""
        try:
            spool().save(path, self._made.pdf)
        except OSError as fault:
            self._say(self._words.t("The file could not be written: {fault}", fault=fault.strerror or str(fault)))
            return
        self._note_print(self._words.t("Saved as {name}.", name=path.name))

    def _note_print(self, done: str) -> None:
        try:
            self._printed(self._made)
        except ValueError as fault:
            done = self._words.t("{done} It could not be noted in the record: {fault}", done=done, fault=str(fault))
        self._say(done)

    def _say(self, text: str) -> None:
        set_text(self.note, text)
