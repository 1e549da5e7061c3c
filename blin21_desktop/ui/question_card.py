"""What is asked of the restart planner: when it flows again, at which dose, how long a hold; all by keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from blin21_desktop.domain.text import Text
from blin21_desktop.forms.what_if import HOLD, LEVEL, LEVELS, RESUME_AT, SHIFTS
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label, set_text


class QuestionCard(QFrame):
    """The fields. `asked` on Enter in one and at every choice; `shifting` carries minutes to move the restart by."""

    asked = Signal()
    shifting = Signal(int)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.setProperty("look", "card")
        self.fields = {RESUME_AT: QLineEdit(), HOLD: QLineEdit()}
        self.level = Segments(words.t("Dose of the new bag"), LEVELS, words)
        self.level.choose("")
        self.now_button = self._small(words.t("now"))
        self.shifts: dict[int, QPushButton] = {int(o.code): self._small(words.render(o.label)) for o in SHIFTS}
        self.wrong = label("", "bold", wrap=True)
        self._lay_out()
        for field in self.fields.values():
            field.returnPressed.connect(self.asked)
        self.level.edited.connect(self._choose_level)
        self.now_button.clicked.connect(lambda: self.move_to(""))
        for minutes, one in self.shifts.items():
            one.clicked.connect(lambda *_, by=minutes: self.shifting.emit(by))

    def _small(self, text: str) -> QPushButton:
        made = button(text)
        made.setProperty("look", "tight")
        made.setAccessibleName(self._words.t("Flows again: {by}", by=text))
        return made

    def _lay_out(self) -> None:
        words = self._words
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        bar = QWidget()
        flow = Flow(bar, gap=10, below=6)
        resume = self._field(RESUME_AT, words.t("What if it flows again at"), words.t("now, or 2026-11-28 12:00"), 240)
        hold = self._field(HOLD, words.t("What if it is held for"), words.t("72 hr or 3 d"), 150)
        buttons = (self.now_button, *self.shifts.values())
        for part in (_row(*resume, *buttons), _row(label(words.t("Dose of the new bag"), "bold"), self.level)):
            flow.addWidget(part)
        flow.addWidget(_row(*hold, label(words.t("Enter works it out"), "muted")))
        column.addWidget(bar)
        column.addWidget(self.wrong)
        self.wrong.hide()

    def _field(self, key: str, name: str, empty: str, wide: int) -> tuple[QWidget, QWidget]:
        field = self.fields[key]
        field.setProperty("look", "small")
        field.setFixedWidth(self._theme.px(wide))
        field.setPlaceholderText(empty)
        field.setAccessibleName(name)
        field.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        return label(name, "bold"), field

    def typed(self) -> dict[str, str]:
        """What stands in the fields, and the level chosen."""
        return {LEVEL: self.level.code(), **{key: field.text() for key, field in self.fields.items()}}

    def move_to(self, text: str) -> None:
        """Put another moment of the restart there and ask about it."""
        self.fields[RESUME_AT].setText(text)
        self.asked.emit()

    def _choose_level(self, code: str) -> None:
        """One level is always chosen: taking the choice back means as ordered."""
        self.level.choose(code)
        self.asked.emit()

    def tell(self, problems: Mapping[str, Text]) -> None:
        """Say what cannot be read, of which field, and that the answer shown is of another question; none: nothing."""
        words = self._words
        for key, field in self.fields.items():
            field.setProperty("wrong", "true" if key in problems else "false")
            field.style().polish(field)
        said = [
            words.t("{name}: {value}", name=self.fields[key].accessibleName(), value=why)
            for key, why in problems.items()
        ]
        old = words.t("What stands below is still the answer to the question before.")
        set_text(self.wrong, " ".join((*said, old)) if said else "")
        self.wrong.setVisible(bool(said))


def _row(*parts: QWidget) -> QWidget:
    """Parts that stay together, in a row that wraps where it must."""
    made = QWidget()
    flow = Flow(made, gap=6, below=4)
    for one in parts:
        flow.addWidget(one)
    return made
