"""The staff list: who is on it, and adding or changing a person. An admin does it; the first person needs none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from blin21_desktop.domain.people import ROLES, NotIdentified, Person
from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import YES_NO, Ask, Field, Option
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.field_row import LABEL_WIDTH, FieldRow
from blin21_desktop.ui.forms.pin import PinLine
from blin21_desktop.ui.ports import PeoplePorts
from blin21_desktop.ui.theme import Theme
from blin21_desktop.ui.widgets import at_right, button, ink_head, label, set_text

FIELDS = (
    Field(key="id", label=say("ID"), ask=Ask.SCAN, note=say("initials or badge: it stands beside every entry")),
    Field(key="name", label=say("Name")),
    Field(key="role", label=say("Role"), ask=Ask.CHOICE, options=tuple(Option(r, say("{r:code}", r=r)) for r in ROLES)),
    Field(key="active", label=say("Works here"), ask=Ask.CHOICE, options=YES_NO),
)


class Staff(QDialog):
    """List on top, one person below. `changed` fires after every change with the id."""

    changed = Signal(str)

    def __init__(self, people: PeoplePorts, by: Person | None, words: Words, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._people, self._by, self._words = people, by, words
        self.setWindowTitle(words.t("Staff"))
        self.list = QListWidget()
        self.list.setAccessibleName(words.t("Staff"))
        self.rows = {field.key: FieldRow(field, words, theme) for field in FIELDS}
        self.pins = (PinLine(words.t("New PIN"), theme), PinLine(words.t("New PIN again"), theme))
        self.admin_pin = PinLine(words.t("Your PIN"), theme)
        self.said = label("", "wrong", wrap=True)
        self.save = button(words.t("Save this person"), "Ctrl+Enter")
        self.save.setShortcut("Ctrl+Return")
        self.close_button = button(words.t("Close"), "Esc")
        self._lay_out(theme)
        self.list.currentRowChanged.connect(self._chosen)
        self.save.clicked.connect(self.put)
        self.close_button.clicked.connect(self.reject)
        self.refill()

    def _lay_out(self, theme: Theme) -> None:
        words = self._words
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        first = words.t("Nobody is on the list yet. The first person becomes its admin.")
        inner.addWidget(
            label(first if not self._people.staff() else words.t("Choose a person, or type a new ID."), wrap=True)
        )
        inner.addWidget(self.list, 1)
        for row in self.rows.values():
            inner.addWidget(row)
        named = ((words.t("New PIN, 6 to 12 digits, twice"), self.pins), (words.t("Your PIN"), (self.admin_pin,)))
        for name, lines in named:
            if lines == (self.admin_pin,) and self._by is None:
                self.admin_pin.hide()
                continue
            row_ = QHBoxLayout()
            shown = label(name, wrap=True)
            shown.setFixedWidth(theme.px(LABEL_WIDTH))
            row_.addWidget(shown)
            for one in lines:
                row_.addWidget(one)
            row_.addStretch(1)
            inner.addLayout(row_)
        inner.addWidget(self.said)
        self.said.hide()
        inner.addLayout(at_right(self.close_button, self.save))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.addWidget(ink_head(self.windowTitle()))
        outer.addLayout(inner)
        self.resize(theme.px(720), theme.px(620))

    def refill(self) -> None:
        """Show the list as it stands now."""
        words = self._words
        self.list.clear()
        for person in self._people.staff():
            gone = "" if person.active else words.t(" (no longer here)")
            self.list.addItem(f"{person.id}  ·  {person.name}  ·  {words.code(person.role)}{gone}")

    def _chosen(self, place: int) -> None:
        staff = self._people.staff()
        if not 0 <= place < len(staff):
            return
        person = staff[place]
        texts = {"id": person.id, "name": person.name, "role": person.role, "active": "yes" if person.active else "no"}
        for key, text in texts.items():
            self.rows[key].put(text)

    def put(self) -> None:
        """Add or change the person typed, or say why not."""
        words = self._words
        typed = {key: row.text().strip() for key, row in self.rows.items()}
        pin, again = (line.text() for line in self.pins)
        admin = self.admin_pin.text()
        for line in (*self.pins, self.admin_pin):
            line.clear()
        if not (typed["id"] and typed["name"] and typed["role"] and typed["active"]):
            self._say(words.t("ID, name, role and whether the person works here: all four are needed."))
            return
        if pin != again:
            self._say(words.t("The two new PINs are not the same."))
            return
        role = next(role for role in ROLES if role == typed["role"])
        person = Person(id=typed["id"], name=typed["name"], role=role, active=typed["active"] == "yes")
        try:
            by = "" if self._by is None else self._people.identify(self._by.id, admin).id
            self._people.put(person, pin or None, by=by)
        except NotIdentified as refused:
            self._say(words.render(refused.why))
            return
        self._say("")
        for row in self.rows.values():
            row.put("")
        self.refill()
        self.rows["id"].first().setFocus()
        self.changed.emit(person.id)

    def _say(self, text: str) -> None:
        set_text(self.said, text)
        self.said.setVisible(bool(text))
