"""One question of a form: label, field, unit, likely values, and below it what was understood or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from blin21_desktop.forms.fields import Ask, Field
from blin21_desktop.present.words import Words
from blin21_desktop.ui.flow import Flow
from blin21_desktop.ui.forms.lines import Line, Paragraph
from blin21_desktop.ui.forms.segments import Segments
from blin21_desktop.ui.samples_field import PictureField
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import button, label, longest_word, set_text

WIDTHS = {Ask.NUMBER: 110, Ask.WHOLE: 80, Ask.MOMENT: 220, Ask.DATED: 220, Ask.DATE: 170, Ask.SCAN: 220, Ask.CODE: 220}
"""Width of a field, px at 100 %; the others take the room there is."""

LABEL_WIDTH, NARROW_LABEL = 150, 112
"""Width of the labels' column, px at 100 %; of a section with short labels."""
NARROW_FIELD = 84
"""Width of a number's field in such a section, where two stand beside each other."""


class FieldRow(QWidget):
    """Draws one field. `edited` carries key and text; `now_wanted` the key of a time that shall be now."""

    edited = Signal(str, str)
    now_wanted = Signal(str)

    def __init__(self, field: Field, words: Words, theme: Theme, *, narrow: bool = False) -> None:
        super().__init__()
        self.field = field
        self._narrow = narrow
        self._words = words
        self._theme = theme
        self.name = words.render(field.label)
        self.control: Line | Paragraph | Segments | PictureField = self._made()
        self.offer = button("")
        self.offer.hide()
        self._offered = ""
        self.message = label("", "muted", wrap=True)
        self.note = label(words.render(field.note) if field.note is not None else "", "muted", wrap=True)
        self._lay_out()
        self.offer.clicked.connect(lambda: self._put(self._offered))

    def _made(self) -> Line | Paragraph | Segments | PictureField:
        field = self.field
        if field.ask is Ask.CHOICE:
            choice = Segments(self.name, field.options, self._words)
            choice.edited.connect(self._typed)
            return choice
        if field.ask is Ask.PICTURE:
            picture = PictureField(self.name, self._words, self._theme)
            picture.edited.connect(self._typed)
            return picture
        if field.ask is Ask.LONG:
            long = Paragraph()
            long.setFixedHeight(self._theme.px(16 + 20 * field.rows))
            long.textChanged.connect(lambda: self._typed(long.toPlainText()))
            long.setAccessibleName(self.name)
            return long
        line = Line(field.ask)
        line.textEdited.connect(lambda _: self._typed(line.text()))  # folded by now
        unit = "" if field.unit is None else f" ({self._words.render(field.unit)})"
        line.setAccessibleName(f"{self.name}{unit}")
        if field.ask in WIDTHS:
            narrow = self._narrow and field.ask is Ask.NUMBER
            line.setFixedWidth(self._theme.px(NARROW_FIELD if narrow else WIDTHS[field.ask]))
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        name = label(self.name, wrap=True)
        wanted = self._theme.px(NARROW_LABEL if self._narrow else LABEL_WIDTH)
        name.setFixedWidth(max(wanted, longest_word(name)))
        tall = self.field.ask is Ask.PICTURE
        name.setContentsMargins(0, self._theme.px(6) if tall else 0, 0, 0)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter)
        if self.field.ask in WIDTHS:
            side = QWidget()
            flow = Flow(side, gap=8, below=4)
            flow.addWidget(self.control)
            for one in self._beside():
                flow.addWidget(one)
            side.setMinimumWidth(1)
            grid.addWidget(side, 0, 1)
        else:
            grid.addWidget(self.control, 0, 1)
        for place, one in enumerate((self.note, self.message), start=1):
            grid.addWidget(one, place, 1)
            one.setHidden(not one.text())  # only now: shown without a parent it would be a window of its own
        grid.setColumnStretch(1, 1)

    def _beside(self) -> list[QWidget]:
        parts: list[QWidget] = []
        if self.field.unit is not None:
            parts.append(label(self._words.render(self.field.unit)))
        for text in self.field.likely:
            one: QPushButton = button(text)
            one.setAccessibleName(f"{self.name}: {text}")
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            one.clicked.connect(lambda *_, text=text: self._put(text))
            parts.append(one)
        if self.field.ask is Ask.MOMENT and self.field.now:
            now = button(self._words.t("Now"))
            now.setAccessibleName(f"{self.name}: {self._words.t('Now')}")
            now.clicked.connect(lambda: self.now_wanted.emit(self.field.key))
            parts.append(now)
        parts.append(self.offer)
        return parts

    def put(self, text: str) -> None:
        """Show a text without saying that it was typed."""
        if isinstance(self.control, Segments):
            self.control.choose(text)
        elif isinstance(self.control, Paragraph):
            if self.control.toPlainText() != text:
                self.control.blockSignals(True)
                self.control.setPlainText(text)
                self.control.blockSignals(False)
        elif self.control.text() != text:
            self.control.setText(text)

    def text(self) -> str:
        """What stands in the field."""
        if isinstance(self.control, Segments):
            return self.control.code()
        return self.control.toPlainText() if isinstance(self.control, Paragraph) else self.control.text()

    def tell(self, problem: str, echo: str, offer: str) -> None:
        """Say below the field why it cannot be read, or how it was understood; offer another text."""
        said = problem or echo
        if self.message.property("ink") != ("wrong" if problem else "muted"):
            self.message.setProperty("ink", "wrong" if problem else "muted")
            self.message.style().polish(self.message)
        set_text(self.message, said)
        self.message.setVisible(bool(said))
        if self.control.property("wrong") != bool(problem):
            self.control.setProperty("wrong", bool(problem))
            self.control.style().polish(self.control)
        self._offered = offer
        self.offer.setText(offer)
        self.offer.setAccessibleName(self._words.t("Put {text}", text=offer) if offer else self.name)
        self.offer.setVisible(bool(offer))

    def first(self) -> QWidget:
        """Where the focus comes."""
        return self.control.first() if isinstance(self.control, Segments | PictureField) else self.control

    def _put(self, text: str) -> None:
        self.put(text)
        self._typed(text)

    def _typed(self, text: str) -> None:
        self.edited.emit(self.field.key, text)
