"""What came back from review copies, beside the patient as of now; accepted or declined one by one by a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from blin21_desktop.domain.entries import ReviewCommented
from blin21_desktop.domain.people import NotIdentified, Person, must_write
from blin21_desktop.domain.review import Returned, ReturnedEntry, ReviewRefused
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.review_words import ReturnedDetails, returned_details, returned_rows
from blin21_desktop.service.review_ports import ReturnDesk
from blin21_desktop.ui import ask
from blin21_desktop.ui.placing import place_form
from blin21_desktop.ui.returned_window import ReturnedWindow
from blin21_desktop.ui.review_answering import Answering

if TYPE_CHECKING:
    from blin21_desktop.ui.main_window import MainWindow


class ReturnedComments:
    """The page of one window; at most one is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.page: ReturnedWindow | None = None
        self._found: tuple[Returned, ...] = ()

    @property
    def desk(self) -> ReturnDesk | None:
        """The desk; None where nothing can be written."""
        review = self._window.ports.review
        return None if review is None else review.returns

    def open(self) -> None:
        """What waits for an answer; where nothing can be written that is said."""
        window, words = self._window, self._window.words
        if self.desk is None:
            notice = window.ports.notice
            why = words.t("Nothing can be taken in here.") if notice is None else words.render(notice)
            ask.tell(window, words.t("Comments returned from review copies"), why)
            return
        if self.page is not None:
            return
        self.page = page = ReturnedWindow(words, window.theme, window)
        answering = Answering(window, self)
        page.chosen.connect(self._show_one)
        page.file_wanted.connect(lambda: self.known(self._choose))
        page.accept_wanted.connect(lambda: self.known(answering.accept))
        page.decline_wanted.connect(lambda: self.known(answering.decline))
        page.finished.connect(self._closed)
        self.show()
        place_form(window, page)
        ask.show(page)

    def _closed(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.deleteLater()
        self._window.refresh()

    def show(self, more: Returned | None = None) -> None:
        """Everything that waits, with a file that was just read even where all of it is answered."""
        desk, page, words, look = self.desk, self.page, self._window.words, self._window.ports.look
        if desk is None or page is None:
            return
        found = {one.sha256: one for one in desk.waiting()}
        if more is not None:
            found.setdefault(more.sha256, more)
        self._found = tuple(found.values())
        page.show_rows(tuple(row for one in self._found for row in returned_rows(one, look, words)))

    def find(self, entry: str) -> tuple[Returned, ReturnedEntry] | None:
        """An entry with the file it came in."""
        return next(((file, one) for file in self._found for one in file.entries if one.entry.id == entry), None)

    def _show_one(self, entry: str) -> None:
        page, found = self.page, self.find(entry)
        if page is None:
            return
        if found is None:
            page.show_one(None, open_=False)
            return
        file, one = found
        page.show_one(self.details(file, one), open_=one.state == "new")

    def details(self, file: Returned, one: ReturnedEntry) -> ReturnedDetails:
        """One of them beside the patient then and now."""
        ports, patient = self._window.ports, one.entry.patient
        now, then = ports.look(patient), ports.look(patient, file.as_of, file.as_of)
        about = one.entry.about if isinstance(one.entry, ReviewCommented) else None
        entry = None if about is None else now.chart.find(about)
        return returned_details(one, file, then, now, entry, self._window.words)

    def known(self, then: Callable[[Person], None]) -> None:
        """Whoever is signed in and may write; else that is asked or said."""
        window = self._window

        def may(person: Person) -> None:
            try:
                must_write(person)
            except NotIdentified as no:
                self.tell(no.why)
            else:
                then(person)

        if window.session.person is None:
            window.charting.sign_in(may)
        else:
            may(window.session.person)

    def tell(self, why: Text) -> None:
        """Say something on the page."""
        if self.page is not None:
            self.page.tell(self._window.words.render(why))

    def _choose(self, person: Person) -> None:
        if self.page is not None:
            title = self._window.words.t("Open return file")
            ask.open_files(self.page, title, lambda paths: self.read(paths[0], person))

    def read(self, path: Path, person: Person) -> None:
        """Take in a return file: kept as it came; the same file again changes nothing."""
        desk = self.desk
        if desk is None:
            return
        try:
            found = desk.read(path, person.id)
        except ReviewRefused as fault:
            self.tell(fault.why)
            return
        except OSError as fault:
            self.tell(say("{path} cannot be read: {why}", path=str(path), why=fault.strerror or ""))
            return
        self.show(found)
        left = len(found.waiting())
        self.tell(say("Read: {count:number} entries, {left:number} to answer.", count=len(found.entries), left=left))
