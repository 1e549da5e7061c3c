"""What a person is asked at the laboratory review, with everything that decides it in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from blin21_desktop.domain.entries import PatientRegistered
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.text import say
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.received import Code
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.forms import csv_layout
from blin21_desktop.forms.fields import YES_NO, Ask, Field
from blin21_desktop.forms.lab_decision import BECAUSE, WHY, fields, whose, without_specimen
from blin21_desktop.present.chart import identity_line
from blin21_desktop.present.lab_import import told
from blin21_desktop.present.lab_review import name_of, reasons_of, result_words, value_words
from blin21_desktop.present.words import Words
from blin21_desktop.ui.forms.confirmed import Question
from blin21_desktop.ui.ports import WindowPorts

COMPARED, FOLDER = "compared", "folder"
YOUR_ID, SECOND_ID = say("Your ID"), say("Second person's ID")


class LabQuestions:
    """Makes the questions of one window."""

    def __init__(self, ports: WindowPorts, words: Words) -> None:
        self._ports, self._words = ports, words

    def _about(self, one: Reviewed, item: Item) -> tuple[str, ...]:
        """Whose it would be, what it is, what stood there before, and every doubt."""
        words = self._words
        people = tuple(identity_line(self._ports.look(patient), words) for patient in whose(item))
        value = () if item.received is None else (f"{name_of(item, words)} {value_words(item.received, words)}",)
        was = () if item.former is None else (words.t("was {value}", value=result_words(item.former, words)),)
        where = words.joined(part for part in (one.source.read.name, item.at.part) if part)
        return (*people, *value, *was, *reasons_of(item, words), where)

    def refuse(self, one: Reviewed, item: Item, by: Person) -> Question:
        """Not to file a result, with the reason."""
        words = self._words
        return Question(title=words.t("Do not file this result"), lines=self._about(one, item), fields=(WHY,), typed={},
                        who=YOUR_ID, staff_id=by.id, does=words.t("Do not file"))  # fmt: skip

    def file(self, one: Reviewed, item: Item, by: Person) -> Question:
        """To file a result that did not pass by itself."""
        words = self._words
        asked = fields(item, self._ports.knowledge.labs, self._registered(item))
        title, does, typed = words.t("File this result"), words.t("File it"), {}
        if item.takes_back:
            title, does = words.t("Take back what is filed"), words.t("Take it back")
            said = () if item.verdict == "decide" else item.reasons  # a doubt is no reason
            typed = {BECAUSE: words.joined(words.render(reason) for reason in said)}
        return Question(title=title, lines=self._about(one, item), fields=asked, typed=typed, who=YOUR_ID,
                        staff_id=by.id, does=does)  # fmt: skip

    def always(self, one: Reviewed, item: Item, code: Code) -> Question:
        """To take a code and its unit for certain from now on; a second person confirms it."""
        words = self._words
        asked = tuple(f for f in fields(item, self._ports.knowledge.labs, self._registered(item)) if f.key != "patient")
        sent = words.joined(part for part in (code.system, code.code, code.name) if part)
        lines = (
            words.t("From now on results with this code and unit pass by themselves: {code}", code=sent),
            *self._about(one, item),
            *(
                (words.t("No specimen is sent with it: from now on it counts as one that the analyte is measured in."),)
                if without_specimen(item)
                else ()
            ),
            words.t("The second person compares it with the laboratory's own list, then types ID and PIN."),
        )
        return Question(title=words.t("Accept for this laboratory"), lines=lines, fields=asked, typed={}, who=SECOND_ID,
                        does=words.t("Accept from now on"))  # fmt: skip

    def all(self, shown: Sequence[Reviewed], by: Person) -> Question:
        """To file everything that passed; the end of files that cannot prove it is compared by the person."""
        words = self._words
        counts = Counter(item.patient or "" for one in shown for item in one.items)
        people = (
            words.t("{person}: results to file: {count:number}",
                    person=identity_line(self._ports.look(patient), words), count=count)
            for patient, count in counts.items()
        )  # fmt: skip
        open_ = [one for one in shown if one.source.read.unproven is not None]
        ends = (f"{one.source.read.name}: {words.render(told(one))}" for one in open_)
        asked = () if not open_ else (
            Field(key=COMPARED, label=say("Compared with the laboratory: count and last time agree"), ask=Ask.CHOICE,
                  options=YES_NO, note=say("No: they are filed, and each says that the end of its file is not proven")),
        )  # fmt: skip
        return Question(title=words.t("File what passed every gate"), lines=(*people, *ends), fields=asked, typed={},
                        who=YOUR_ID, staff_id=by.id, does=words.t("File them"))  # fmt: skip

    def layout(self, one: Reviewed, by: Person) -> Question:
        """How a CSV is laid out, with its first rows above the fields."""
        words, source = self._words, one.source
        typed = csv_layout.proposed(source.data, source.layout, self._ports.knowledge.labs)
        lines = (
            source.read.name,
            *csv_layout.preview(source.data),
            words.t("Type the headings as they stand in the first row; leave out what the file does not have."),
        )
        return Question(title=words.t("Layout of the CSV"), lines=lines, fields=csv_layout.fields(), typed=typed,
                        who=YOUR_ID, staff_id=by.id, does=words.t("Save the layout"))  # fmt: skip

    def watch(self, folder: str, by: Person) -> Question:
        """Which folder is read every minute; none: nothing is watched."""
        words = self._words
        lines = (
            words.t("The folder is read when something in it is new. What passes every gate is filed, the rest waits."),
            words.t("Now: {folder}", folder=folder or words.t("nothing is watched")),
        )
        field = Field(key=FOLDER, label=say("Folder"), optional=True, note=say("empty: nothing is watched"))
        return Question(title=words.t("Watched folder"), lines=lines, fields=(field,), typed={FOLDER: folder},
                        who=YOUR_ID, staff_id=by.id, does=words.t("Watch it"))  # fmt: skip

    def _registered(self, item: Item) -> dict[str, PatientRegistered]:
        looks = {patient: self._ports.look(patient).registered for patient in whose(item)}
        return {patient: one for patient, one in looks.items() if one is not None}
