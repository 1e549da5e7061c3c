"""The second person reads pump and bag alone: no value of the first one stands anywhere while this page is shown."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from blin21_desktop.domain.people import NotIdentified, Person, must_write
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Second
from blin21_desktop.forms.typed import IllFormed, number
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.field_row import FieldRow
from blin21_desktop.ui.forms.pin import PinLine
from blin21_desktop.ui.forms.scan_guard import ScanGuard
from blin21_desktop.ui.ports import PeoplePorts
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, frame, label, set_text

FIELDS = (
    Field(key="rate_ml_per_h", label=say("Pump shows"), ask=Ask.NUMBER, unit=say("mL/hr")),
    Field(key="dose_micrograms_per_day", label=say("Dose on the bag"), ask=Ask.NUMBER, unit=say("microgram/day")),
    Field(key="by", label=say("Your ID"), ask=Ask.CODE),
)


class SecondCheck(QWidget):
    """Empty fields for rate and dose, id and PIN. `read` carries a `Second`, `cancelled` when it is put off."""

    read = Signal(object)
    cancelled = Signal()

    def __init__(self, people: PeoplePorts, first: Person, words: Words, theme: Theme, guard: ScanGuard) -> None:
        super().__init__()
        self._people, self._first, self._words = people, first, words
        self.rows = {field.key: FieldRow(field, words, theme) for field in FIELDS}
        self.pin = PinLine(words.t("Your PIN"), theme)
        self.said = label("", "wrong", wrap=True)
        self.done = button(words.t("I have read both"), "Ctrl+Enter")
        self.cancel = button(words.t("Back"), "Esc")
        for row in self.rows.values():
            guard.watch(row.control)
        self._lay_out(theme)
        self.done.clicked.connect(self.finish)
        self.cancel.clicked.connect(self.cancelled)

    def _lay_out(self, theme: Theme) -> None:
        words = self._words
        card = frame("card")
        card.setMaximumWidth(theme.px(760))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addWidget(
            label(words.t("Second check by another person than {who}", who=self._first.id), "head", wrap=True)
        )
        how = words.t("Go to the pump and the bag. Type what you read there. The first person's values are covered.")
        inner.addWidget(label(how, "", wrap=True))
        for row in self.rows.values():
            inner.addWidget(row)
        pin = QHBoxLayout()
        pin.setSpacing(10)
        name = label(words.t("Your PIN"))
        name.setFixedWidth(theme.px(150))
        pin.addWidget(name)
        pin.addWidget(self.pin)
        pin.addStretch(1)
        inner.addLayout(pin)
        inner.addWidget(self.said)
        inner.addLayout(at_right(self.cancel, self.done))
        outer = QVBoxLayout(self)
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(card, 4)
        centre.addStretch(1)
        outer.addLayout(centre)
        outer.addStretch(1)
        stops: list[QWidget] = [*(r.first() for r in self.rows.values()), self.pin, self.cancel, self.done]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)

    def begin(self) -> None:
        """Empty everything and wait for the second person."""
        for row in self.rows.values():
            row.put("")
            row.tell("", "", "")
        self.pin.clear()
        self.tell(None)
        self.rows["rate_ml_per_h"].first().setFocus()

    def tell(self, why: Text | None) -> None:
        """Say why it is not done yet."""
        set_text(self.said, "" if why is None else self._words.render(why))
        self.said.setVisible(why is not None)

    def finish(self) -> None:
        """Read the fields; everything must be there and the person another one."""
        values = [self._number(key) for key in ("rate_ml_per_h", "dose_micrograms_per_day")]
        staff_id = self.rows["by"].text().strip()
        pin, rate, dose = self.pin.text(), *values
        self.pin.clear()
        if rate is None or dose is None:
            self.tell(say("Type the rate on the pump and the dose on the bag."))
            return
        try:
            person = self._people.identify(staff_id, pin)
            must_write(person)
        except NotIdentified as unknown:
            self.tell(unknown.why)
            self.pin.setFocus()
            return
        why = self._unfit(person)
        if why is not None:
            self.tell(why)
            return
        self.read.emit(Second(by=person.id, rate_ml_per_h=rate, dose_micrograms_per_day=dose))

    def _unfit(self, person: Person) -> Text | None:
        if person.id == self._first.id:
            return say("{who} cannot check their own work. Ask another person.", who=person.id)
        return None

    def _number(self, key: str) -> float | None:
        row = self.rows[key]
        text = row.text().strip()
        row.tell("", "", "")
        if not text:
            return None
        try:
            return number(text)
        except IllFormed as ill:
            row.tell(self._words.render(ill.why), "", "")
            return None

    def lines(self) -> list[QLineEdit]:
        """Every field, to be emptied when the form closes."""
        return [*(row.control for row in self.rows.values() if isinstance(row.control, QLineEdit)), self.pin]
