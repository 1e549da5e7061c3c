"""The parts of the program, made on demand: knowledge, ward files, words, the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from blin21_desktop.bootstrap.knowledge import read_knowledge
from blin21_desktop.cli.parts import BadInput, Desk, ReviewParts
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.people import Person
from blin21_desktop.domain.ports import Clock
from blin21_desktop.domain.review import COPY_ENDING
from blin21_desktop.domain.staying import made_to_stay
from blin21_desktop.domain.text import say
from blin21_desktop.feeds.importing import LabImport
from blin21_desktop.locate import site_folder
from blin21_desktop.present import catalogue
from blin21_desktop.present.words import Words
from blin21_desktop.service.beside import Beside
from blin21_desktop.service.people import Staff
from blin21_desktop.service.ward import Ward
from blin21_desktop.store.codec import uuid7
from blin21_desktop.store.log import create, open_ward
from blin21_desktop.store.words import Refused

DEFAULT_ZONE = "Asia/Tokyo"
"""Where the trial's wards lie; a site elsewhere sets BLIN21_ZONE before `new`."""

WARD_FILE = "ward.blin21"
"""The ward file in the site's folder that the window opens when none is named."""


def wall_clock() -> datetime:
    """The workstation's clock."""
    return datetime.now(UTC).replace(microsecond=0)


class Program:
    """The parts of this program, made on demand (see `cli.parts.Parts`)."""

    def __init__(self, clock: Clock) -> None:
        """Take the workstation's clock."""
        self.clock = clock

    def new_id(self, at: datetime) -> str:
        """A new entry id (UUIDv7) for an entry made at `at`."""
        return uuid7(at, os.urandom)

    def words(self, lang: str, desk: Desk | None = None) -> Words:
        """Words in `en` or `ja`, times in the ward's zone."""
        zone = _zone_for_words() if desk is None else desk.ward.zone
        return catalogue.words("ja" if lang == "ja" else "en", zone)

    def open(self, path: Path, *, read_only: bool = False) -> Desk:
        """Open an existing ward file. Raises `BadInput` in words."""
        try:
            log = open_ward(path, readonly=read_only)
        except Refused as refused:
            raise BadInput(say("{path}: {why}", path=str(path), why=refused.why)) from None
        if log.why is not None and (log.damaged or not read_only):
            sys.stderr.write(f"{self.words('en').render(log.why)}\n")
        offset = timedelta(seconds=int(log.meta("clock_offset_seconds") or 0))
        zone, training = _zone(log.meta("zone") or DEFAULT_ZONE), log.meta("training") == "1"
        ward = Ward(
            log,
            lambda: self.clock() + offset,
            read_knowledge(path if training else None),
            zone=zone,
            training=training,
            beside=Beside(
                damage=lambda: log.why if log.damaged else None,
                signatures=log.signatures.all,
                waiting=log.lab_files.waiting,
            ),
        )
        return Desk(path, log, ward)

    def create(self, path: Path, *, training: bool, at: datetime | None = None) -> Desk:
        """Make a new ward file; `at` sets a training ward's clock. Raises `BadInput` when it exists."""
        zone = _zone_name()
        _zone(zone)
        offset = 0 if at is None else round((at - self.clock()).total_seconds())
        try:
            create(path, training=training, clock_offset_seconds=offset, zone=zone).close()
        except Refused as refused:
            raise BadInput(say("{path}: {why}", path=str(path), why=refused.why)) from None
        return self.open(path)

    def staff(self, desk: Desk) -> Staff:
        """The staff of an open ward file."""
        from blin21_desktop.bootstrap.people import staff_of

        return staff_of(desk)

    def lab_import(self, desk: Desk) -> LabImport:
        """The import of laboratory files into an open ward file."""
        return LabImport(desk.ward, desk.log.lab_files, self.new_id)

    def review(self) -> ReviewParts:
        """The parts of review copies."""
        from blin21_desktop.bootstrap.review_parts import Review  # late: a start does not wait for the ciphers

        return Review(self.clock, self.new_id, _zone)

    def training_staff(self, desk: Desk, table: Mapping[str, Any]) -> None:
        """Put the invented staff of a training ward on its list: one hash for all, since all have the same PIN."""
        from blin21_desktop.store.pins import hashed

        shared = hashed(table["pin"])
        for row in table["people"]:
            desk.log.beside.add_version(Person(**row), shared, desk.ward.now(), "training")

    def knowledge(self) -> Knowledge:
        """The knowledge files, the site's own values in them. Raises `BadInput` listing all faults."""
        return read_knowledge()

    def window(self, path: Path | None, lang: str) -> int:
        """Open the window on a ward file (default: the one in the site's folder). Raises `BadInput` in words."""
        with made_to_stay():
            from blin21_desktop.bootstrap.window import run

        chosen = path or site_folder(os.environ) / WARD_FILE
        if not chosen.is_file():
            raise BadInput(
                say(
                    "{path}: there is no such ward file. Make one with `blin21-desktop new FILE`, or a training ward "
                    "with `blin21-desktop demo FILE`, then open it with `blin21-desktop --ward FILE`",
                    path=str(chosen),
                )
            )
        if chosen.name.endswith(COPY_ENDING):
            from blin21_desktop.bootstrap.copy_window import run_copy  # late: only a copy needs the ciphers

            return run_copy(self, chosen, lang)
        return run(self, chosen, lang)

    def picture(self, desk: Desk, out: Path, lang: str) -> None:
        """Save a picture of the board as PNG."""
        from blin21_desktop.bootstrap.window import picture

        out.write_bytes(picture(self, desk, lang))


def _zone_name() -> str:
    return os.environ.get("BLIN21_ZONE", DEFAULT_ZONE)


def _zone_for_words() -> tzinfo:
    """The site's zone; a name that is none still leaves words to say so."""
    try:
        return _zone(_zone_name())
    except BadInput:
        return ZoneInfo(DEFAULT_ZONE)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadInput(
            say("{name} is not a time zone; BLIN21_ZONE takes a name such as Asia/Tokyo", name=name)
        ) from None
