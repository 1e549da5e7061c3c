"""The window of one form: identity on top, the questions, what does not agree, and below what will be written."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from blin21_desktop.domain.people import NotIdentified, must_write
from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Second
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.body import FormBody
from blin21_desktop.ui.forms.doubts import DoubtsPanel
from blin21_desktop.ui.forms.draft_keeper import DraftKeeper
from blin21_desktop.ui.forms.filling import Filling, still_open
from blin21_desktop.ui.forms.footer import Footer
from blin21_desktop.ui.forms.scan_guard import ScanGuard
from blin21_desktop.ui.forms.second_check import SecondCheck
from blin21_desktop.ui.ports import WindowPorts
from blin21_desktop.ui.samples_field import PictureField
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import ink_head, label, set_text

SECOND = 1
"""Page of the second check."""


class FormDialog(QDialog):
    """Draws a `Filling`. `written` fires after the ward took the entries; `covering` while the second person reads."""

    written = Signal(str)
    covering = Signal(bool)

    def __init__(
        self, filling: Filling, identity: str, ports: WindowPorts, words: Words, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.filling, self._ports, self._words, self._theme = filling, ports, words, theme
        self.guard = ScanGuard(self)
        self.identity = label(identity)
        self.band = label("", "bold", wrap=True)
        self.doubts = DoubtsPanel(words, theme)
        self.body = FormBody(words, theme, self.guard, self.doubts)
        self.footer = Footer(words, theme, filling.opening.by, asks_pin=ports.asks_pin)
        self.second = SecondCheck(ports.people, filling.opening.by, words, theme, self.guard)
        self.pages = QStackedWidget()
        self.drafts = DraftKeeper(filling, ports.drafts, self)
        self._lay_out()
        self._connect()
        self.show_all()
        focus_first(self.body, self.filling)

    def _lay_out(self) -> None:
        words = self._words
        self.setWindowTitle(words.render(self.filling.form.title(self.filling.setting())))
        form = QWidget()
        inner = QVBoxLayout(form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for part in (self.band, self.body, self.footer):
            inner.addWidget(part, 1 if part is self.body else 0)
        self.band.setContentsMargins(14, 4, 14, 4)
        self.pages.addWidget(form)
        second = QScrollArea()
        second.setWidget(self.second)
        second.setWidgetResizable(True)
        second.setFrameShape(QFrame.Shape.NoFrame)
        second.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages.addWidget(second)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.setSpacing(0)
        outer.addWidget(ink_head(self.windowTitle(), self.identity))
        outer.addWidget(self.pages, 1)
        draft = self.filling.opening.draft
        again = "" if draft is None else words.t(
            "Your draft of {at:moment}. Check every field; the time is asked again.", at=draft.at
        )  # fmt: skip
        self.tell(again)

    def _connect(self) -> None:
        self.body.edited.connect(self._edited)
        self.body.now_wanted.connect(lambda key: self._edited(key, self._now()))
        self.doubts.explained.connect(self.filling.explain)
        self.doubts.explained.connect(self.show_all)
        refused = self._words.t("A scan came into a field that takes none; it was taken back. Choose the right field.")
        self.guard.refused.connect(lambda: self.tell(refused))
        self.footer.save.clicked.connect(self.save)
        self.footer.cancel.clicked.connect(self.reject)
        self.footer.empty.clicked.connect(self.empty)
        self.second.read.connect(self._second_read)
        self.second.cancelled.connect(lambda: self._cover(on=False))
        self.drafts.failed.connect(self.tell)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._go_on)

    def show_all(self, *_: object) -> None:
        """Draw what the filling says now; also called when a minute went by or somebody else wrote."""
        filling, words = self.filling, self._words
        filling.think()
        self.body.show_sections(filling.sections(), filling.typed)
        self.body.show_reading(filling.reading, filling.typed)
        seen = self.doubts.isVisible()
        self.doubts.show_doubts(filling.found, filling.reading.effects, explaining=filling.explaining)
        if not seen and self.doubts.isVisible():
            QTimer.singleShot(0, self.body.show_below)
        sentence = filling.reading.sentence
        said = "" if sentence is None else words.render(sentence)
        self.footer.show_state(said, still_open(filling, words), second=filling.second, wants=filling.wants_second)
        self.footer.save.setEnabled(filling.complete or filling.wants_second)

    def _edited(self, key: str, text: str) -> None:
        self.filling.put(key, text)
        self.drafts.touch()
        self.show_all()

    def _now(self) -> str:
        return f"{self._ports.now().astimezone(self._words.zone):%Y-%m-%d %H:%M}"

    def tell(self, text: str) -> None:
        """Say something above the questions; empty: nothing."""
        set_text(self.band, text)
        self.band.setVisible(bool(text))

    def _go_on(self) -> None:
        if self.pages.currentIndex() == SECOND:
            self.second.finish()
        elif self.footer.save.isEnabled():
            self.save()
        else:
            self.body.show_hindrance(self.filling.reading.problems)

    def save(self) -> None:
        """Write, or first let the second person read. Everything that keeps it from being written is said."""
        self.show_all()
        if self.filling.wants_second:
            self._cover(on=True)
            return
        if not self.filling.complete:
            return
        pin = self.footer.pin.text()
        if not pin and self._ports.asks_pin:
            self.footer.tell(self._words.t("Your PIN, then Ctrl+Enter again."))
            self.footer.pin.setFocus()
            return
        self.footer.pin.clear()
        try:
            must_write(self._ports.people.identify(self.filling.opening.by.id, pin))
            for one in self.findChildren(PictureField):
                self._ports.hold(one.picture)
            self._ports.write(self.filling.batch(self._words), self._words.lang)
        except NotIdentified as unknown:
            self.footer.tell(self._words.render(unknown.why))
            self.footer.pin.setFocus()
            return
        except ValueError as fault:
            self.footer.tell(str(fault))
            return
        self.drafts.drop()
        self.written.emit(self.filling.opening.patient or self.filling.reading.trial[0].patient)
        self.accept()

    def _cover(self, *, on: bool) -> None:
        """While the second person reads, nothing of the first one stands on the screen."""
        self.covering.emit(on)
        self.pages.setCurrentIndex(SECOND if on else 0)
        if on:
            self.second.begin()
        else:
            self.show_all()
            self.footer.pin.setFocus()

    def _second_read(self, second: Second) -> None:
        agreed = self.filling.agrees(second)
        self._cover(on=False)
        if not agreed:
            self.footer.tell(self._words.render(NOT_AGREED))
            self.body.rows["rate_ml_per_h"].first().setFocus()

    def empty(self) -> None:
        """Begin again with an empty form; the draft is gone. A note that every form of this writing has stays."""
        self.filling.typed.clear()
        self.filling.typed |= {key: text for key, text in self.filling.opening.typed.items() if key == "note"}
        self.filling.second = None
        self.drafts.keep()
        self.tell("")
        self.show_all()
        focus_first(self.body, self.filling)

    def done(self, result: int) -> None:
        """However it closes: what is typed and not written stays as a draft, and the cover is lifted."""
        if result != QDialog.DialogCode.Accepted:
            self.drafts.keep()
        self.covering.emit(False)
        super().done(result)

    def cancel_all(self) -> None:
        """Close at once, from the second check too."""
        self.pages.setCurrentIndex(0)
        super().reject()

    def reject(self) -> None:
        """Esc: from the second check back to the form, from the form away."""
        if self.pages.currentIndex() == SECOND:
            self._cover(on=False)
            return
        super().reject()


def focus_first(body: FormBody, filling: Filling) -> None:
    """The cursor into the first empty field."""
    row = next((row for key, row in body.rows.items() if not filling.typed.get(key)), None)
    if row is not None:
        row.first().setFocus()


NOT_AGREED = say("The two readings do not agree. Both go to pump and bag and read again, each alone.")
