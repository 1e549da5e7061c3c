"""What a person does at the laboratory review, each time by ID and PIN."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from blin21_desktop.domain.people import Person, must_keep_knowledge
from blin21_desktop.domain.text import say
from blin21_desktop.feeds.filing import Accepted
from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.received import Code
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.forms.fields import Typed
from blin21_desktop.forms.lab_decision import BECAUSE, accepted, own_code_of, sent_code, wish_for
from blin21_desktop.ui.lab_asking import LabAsking, Problems
from blin21_desktop.ui.lab_questions import COMPARED

if TYPE_CHECKING:
    from blin21_desktop.ui.lab_imports import LabImports

SAY_WHY: Problems = {BECAUSE: say("Say why.")}


class LabDeciding:
    """The questions, and what follows from the answers."""

    def __init__(self, imports: LabImports) -> None:
        self._imports = imports
        self._asking = LabAsking(imports)

    def refuse(self) -> None:
        """The chosen result is not filed, with a reason."""
        self._asking.about_one(lambda one, item, by: self._asking.ask(
            self._asking.questions.refuse(one, item, by), partial(self._refused, one, item)
        ))  # fmt: skip

    def _refused(self, one: Reviewed, item: Item, typed: Typed, staff_id: str, pin: str) -> Problems:
        because = typed.get(BECAUSE, "").strip()
        if not because:
            return SAY_WHY
        self._asking.labs.refuse(one, item, self._asking.writer(staff_id, pin), because, self._asking.lang)
        return {}

    def file(self) -> None:
        """The chosen result is filed as the person decides."""
        self._asking.about_one(lambda one, item, by: self._asking.ask(
            self._asking.questions.file(one, item, by), partial(self._filed, one, item)
        ))  # fmt: skip

    def _filed(self, one: Reviewed, item: Item, typed: Typed, staff_id: str, pin: str) -> Problems:
        decided, problems = self._decided(item, typed)
        if decided is not None:
            self._asking.labs.accept(one, item, decided, self._asking.writer(staff_id, pin), self._asking.lang)
        return problems

    def _decided(self, item: Item, typed: Typed) -> tuple[Accepted | None, Problems]:
        window = self._imports.window
        return accepted(item, typed, window.ports.knowledge.labs, window.words.zone)

    def always(self) -> None:
        """Results with this code and unit pass from now on; a second person confirms."""

        def asks(one: Reviewed, item: Item, by: Person) -> None:
            must_keep_knowledge(by)
            code = sent_code(item)
            if code is not None:
                self._asking.ask(self._asking.questions.always(one, item, code), partial(self._always, item, code, by))

        self._asking.about_one(asks)

    def _always(self, item: Item, code: Code, by: Person, typed: Typed, second_id: str, pin: str) -> Problems:
        ports = self._imports.window.ports
        decided, problems = self._decided(item, typed)
        if decided is not None:
            wish = wish_for(
                own_code_of(item, code, decided, ports.knowledge.labs), ports.knowledge.labs, decided.because
            )
            ports.values.change(wish, by, second_id, pin)
        return problems

    def all(self) -> None:
        """Everything that passed every gate and was on the screen is filed."""
        passed = self._imports.passed()
        if not passed:
            words = self._imports.window.words
            self._imports.show(words.t("Nothing that passed every gate was on the screen yet: scroll to it first."))
            return
        self._asking.known(
            lambda by: self._asking.ask(self._asking.questions.all(passed, by), partial(self._all, passed))
        )

    def _all(self, passed: list[Reviewed], typed: Typed, staff_id: str, pin: str) -> Problems:
        open_ = {one.source.id for one in passed if one.source.read.unproven is not None}
        answer = typed.get(COMPARED, "")
        if open_ and not answer:
            return {COMPARED: say("Answer yes or no.")}
        self._asking.labs.file(
            passed, self._asking.writer(staff_id, pin), open_ if answer == "yes" else (), self._asking.lang
        )
        return {}
