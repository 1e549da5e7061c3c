"""Who are you: id and PIN, before anything can be charted and whenever somebody else takes over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from blin21_desktop.domain.people import NotIdentified
from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Ask, Field
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.field_row import LABEL_WIDTH, FieldRow
from blin21_desktop.ui.forms.pin import PinLine
from blin21_desktop.ui.ports import PeoplePorts
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label, set_text


class SignIn(QDialog):
    """Asks for id and PIN. `identified` carries the person; the names on the list stand below to choose from."""

    identified = Signal(object)

    def __init__(self, people: PeoplePorts, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._people, self._words = people, words
        self.setWindowTitle(words.t("Who are you?"))
        self.who = FieldRow(Field(key="by", label=say("Your ID"), ask=Ask.SCAN), words, theme)
        self.pin = PinLine(words.t("Your PIN"), theme)
        self.said = label("", "wrong", wrap=True)
        self.said.hide()
        self.ok = button(words.t("Sign in"), "Enter")
        self.ok.setDefault(True)
        self.cancel = button(words.t("Cancel"), "Esc")
        self._lay_out(theme)
        self.ok.clicked.connect(self.finish)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self, theme: Theme) -> None:
        words = self._words
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.addWidget(
            label(words.t("Everything you write carries your ID. Never use another person's PIN."), wrap=True)
        )
        inner.addWidget(self.who)
        row = QHBoxLayout()
        row.setSpacing(10)
        name = label(words.t("Your PIN"))
        name.setFixedWidth(theme.px(LABEL_WIDTH))
        row.addWidget(name)
        row.addWidget(self.pin)
        row.addStretch(1)
        inner.addLayout(row)
        inner.addWidget(self.said)
        ids = [f"{p.id} ({words.code(p.role)})" for p in self._people.staff() if p.active]
        inner.addWidget(label(words.t("On the list: {ids}", ids=words.joined(ids)), "muted", wrap=True))
        inner.addLayout(at_right(self.cancel, self.ok))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.addWidget(ink_head(self.windowTitle()))
        outer.addLayout(inner)
        self.setMinimumWidth(theme.px(560))
        QWidget.setTabOrder(self.who.first(), self.pin)
        QWidget.setTabOrder(self.pin, self.cancel)
        QWidget.setTabOrder(self.cancel, self.ok)
        self.who.first().setFocus()

    def finish(self) -> None:
        """Identify, or say why not."""
        pin = self.pin.text()
        self.pin.clear()
        if not pin:
            self.pin.setFocus()
            return
        try:
            person = self._people.identify(self.who.text().strip(), pin)
        except NotIdentified as unknown:
            set_text(self.said, self._words.render(unknown.why))
            self.said.show()
            self.pin.setFocus()
            return
        self.accept()
        self.identified.emit(person)
