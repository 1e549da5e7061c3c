"""A form being filled: what is typed, the second reading, the explanation, and what follows from them. No drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.people import Person
from blin21_desktop.forms.fields import Ask, Reading, Second, Section, Setting
from blin21_desktop.forms.form import Form, kept, objections, read
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.refusal import Objection
from blin21_desktop.ui.ports import WindowPorts

AGREE = ("rate_ml_per_h", "dose_micrograms_per_day")
"""What both persons read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Which form is opened, by whom, for whom; `draft` is what its author had typed before."""

    form: Form
    by: Person
    ids: tuple[str, ...]
    patient: str = ""
    about: Entry | None = None
    typed: dict[str, str] = field(default_factory=dict)
    draft: Draft | None = None


class Filling:
    """Bound to one patient and one author from the moment it was opened; nothing it makes can go to another chart."""

    def __init__(self, opening: Opening, ports: WindowPorts) -> None:
        self.opening = opening
        self.form = opening.form
        self.typed: dict[str, str] = dict(opening.typed)
        self.second: Second | None = None
        self.because = ""
        self.explaining = False
        self._ports = ports
        self._look: Look | None = None
        self._looked: tuple[int, datetime] | None = None
        self._against: tuple[Objection, ...] = ()
        if opening.draft is not None:
            self._take_up(opening.draft)
        self.reading = Reading()
        self.found: tuple[Objection, ...] = ()
        self.think()

    def _take_up(self, draft: Draft) -> None:
        """A draft comes back without its times: "15:02" of another hour or day would be another moment.

        What was seen then is not seen now either: an answer that fades is asked again, and what was asked only because
        of it is forgotten with it.
        """
        self.typed = dict(draft.typed)
        gone = {f.key for s in self.sections() for f in s.fields if f.ask is Ask.MOMENT or f.fades}
        for key in gone:
            self.typed.pop(key, None)
        if gone & draft.typed.keys():
            asked = {f.key for s in self.sections() for f in s.fields}
            self.typed = {key: text for key, text in self.typed.items() if key in asked}

    def setting(self) -> Setting:
        """Where the form stands now. The look is taken anew when somebody wrote or a minute went by."""
        opening, now = self.opening, self._ports.now()
        stamp = (self._ports.changed(), now.replace(second=0))
        if opening.patient and stamp != self._looked:
            self._look, self._looked = self._ports.look(opening.patient), stamp
        return Setting(
            by=opening.by,
            now=now,
            zone=self._ports.words("en").zone,
            knowledge=self._ports.knowledge,
            ids=opening.ids,
            patient=opening.patient,
            look=self._look,
            about=opening.about,
        )

    def sections(self) -> tuple[Section, ...]:
        """The questions asked now."""
        return self.form.sections(self.setting(), self.typed)

    @property
    def begun(self) -> bool:
        """Whether somebody typed: more stands there than when the form opened, or it was a draft already."""
        return bool(self.typed) and (self.opening.draft is not None or self.typed != self.opening.typed)

    def put(self, key: str, text: str) -> None:
        """Something was typed: what the second person read no longer counts."""
        if text:
            self.typed[key] = text
        else:
            self.typed.pop(key, None)
        self.second = None

    def explain(self, because: str) -> None:
        """Why what is improbable is right all the same."""
        self.explaining, self.because = True, because

    def think(self) -> None:
        """Read everything anew."""
        self.reading = read(self.form, self.setting(), self.typed, self.second)
        self.found = objections(self.form, self.reading, self._ports.judge)
        if self.found != self._against:
            self._against = self.found
            self.because, self.explaining = "", False

    @property
    def impossible(self) -> bool:
        """Whether something stands that cannot be explained away."""
        return any(o.impossible for o in self.found)

    @property
    def settled(self) -> bool:
        """Nothing improbable is left without an explanation, and nothing impossible stands."""
        return not self.found or (not self.impossible and len(self.because.strip()) >= LEAST_EXPLANATION)

    @property
    def wants_second(self) -> bool:
        """The first person is done and the second may begin."""
        return self.reading.waits_for_second and self.settled

    @property
    def complete(self) -> bool:
        """Everything but the PIN is there."""
        return bool(self.reading.batch) and self.settled

    def agrees(self, second: Second) -> bool:
        """Whether the second person read the same as the first; if not, both have to read again."""
        entry = next(e for e in self.reading.trial if hasattr(e, "second_check"))
        same = all(getattr(entry, key) == getattr(second, key) for key in AGREE)
        if same:
            self.second = second
        else:
            for key in AGREE:
                self.typed.pop(key, None)
        return same

    def batch(self, words: Words) -> tuple[Entry, ...]:
        """What is written: stamped now, with the explanation on the entries that need one."""
        now = self._ports.now()
        stamped = tuple(replace(entry, recorded_at=now) for entry in self.reading.batch)
        said = {
            place: "; ".join(words.render(o.says) for o in self.found if o.index == place)
            for place in range(len(stamped))
        }
        return kept(stamped, self.found, said, self.because.strip(), self.opening.by.id)

    def draft(self) -> Draft:
        """What is typed so far, for its author. A PIN or what a second person read is never in it."""
        opening = self.opening
        return Draft(
            author=opening.by.id,
            form=self.form.id,
            patient=opening.patient,
            about="" if opening.about is None else opening.about.id,
            at=self._ports.now(),
            typed=dict(self.typed),
            ids=opening.ids,
        )


LEAST_EXPLANATION = 3
"""Signs an explanation has at least."""


def still_open(filling: Filling, words: Words) -> Sequence[str]:
    """What keeps the form from being written, in words and in the order of the form."""
    reading = filling.reading
    names = {f.key: words.render(f.label) for s in filling.sections() for f in s.fields}
    wrong = [words.t("{name}: not readable or not right", name=names.get(key, key)) for key in reading.problems]
    missing = [words.render(text) for text in reading.open]
    doubts = [] if filling.settled else [words.t("what does not agree")]
    return tuple(dict.fromkeys((*wrong, *doubts, *missing)))
