"""Review copies joined: made of an open ward file, opened on another machine."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from blin21_desktop import __version__
from blin21_desktop.cli.parts import Desk
from blin21_desktop.domain.entries import Entry
from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import KnowledgeFaults
from blin21_desktop.domain.ports import Clock
from blin21_desktop.domain.review import CopyHeader, MadeCopy, Noted, ReviewRefused, of_copy
from blin21_desktop.domain.short_code import short_code
from blin21_desktop.domain.text import Text, say
from blin21_desktop.service.beside import Beside
from blin21_desktop.service.named_others import named_others
from blin21_desktop.service.refusal import Refused
from blin21_desktop.service.review_ports import Wanted
from blin21_desktop.service.ward import Ward, fixed
from blin21_desktop.store import engine
from blin21_desktop.store.outside import read_outside
from blin21_desktop.store.review.answering import Returning, answer
from blin21_desktop.store.review.ciphers import KEY_BYTES, MODERATE, Cost, WardKey, key_code, long_enough
from blin21_desktop.store.review.contents import Contents, Part, packed, read_contents
from blin21_desktop.store.review.copy_log import CopyLog
from blin21_desktop.store.review.key_file import public_part, with_secret
from blin21_desktop.store.review.known import KnownWards
from blin21_desktop.store.review.notes import Notes
from blin21_desktop.store.review.sealing import MOST_BYTES, ByPassphrase, Lock, opened, sealed
from blin21_desktop.store.review.snapshot import part_of
from blin21_desktop.store.safety import discard
from blin21_desktop.store.whole import PART, whole
from blin21_desktop.store.words import NotSaved
from blin21_desktop.store.words import Refused as StoreRefused

Texts = tuple[dict[str, str], dict[str, str]]
"""Knowledge files as text: shipped, the site's own."""


@dataclass(frozen=True, slots=True)
class MakeCopies:
    """`service.review_ports.CopyMaker` over an open ward file."""

    desk: Desk
    texts: Callable[[Desk], Texts]
    new_id: Callable[[datetime], str]
    cost: Cost = MODERATE

    def make(self, wanted: Wanted, out: Path) -> CopyHeader:
        """Make a copy: read, verify, choose, remember, seal, put in place."""
        now = self.desk.ward.now()
        if wanted.valid_until <= now:
            raise ReviewRefused(say("The last moment of the copy, {at:moment}, is over.", at=wanted.valid_until))
        if out.exists():
            raise ReviewRefused(say("{file} exists already. Choose another name.", file=str(out)))
        lock = self._lock(wanted)
        part = part_of(self.desk.path, wanted.patients)
        seed = secrets.token_bytes(KEY_BYTES)
        try:
            key = self._key(now, wanted.by)
            header = self._header(wanted, now, part, key)
            data = sealed(packed(self._contents(header, part, seed, key)), lock, key)
            self.desk.log.reviews.add_copy(_made(header, seed))
        except NotSaved as fault:
            raise ReviewRefused(say("No copy was made. {why}", why=fault.why)) from None
        put_new(data, out)
        return header

    def named_others(self, patients: Sequence[str]) -> Sequence[Entry]:
        """Entries of these patients whose text names another patient of the ward."""
        ward = self.desk.ward
        others = [patient for patient in ward.patients() if patient not in patients]
        return named_others([ward.chart(p) for p in patients], [ward.chart(p) for p in others])

    def made(self) -> Sequence[MadeCopy]:
        """The copies of this ward that were made."""
        return self.desk.log.reviews.copies()

    def _key(self, now: datetime, by: str) -> WardKey:
        """The ward's key; made now, when this is its first copy."""
        reviews = self.desk.log.reviews
        if reviews.seed() is None:
            new = WardKey.new()
            reviews.keep_seed(new.seed, new.public.hex(), now, by)
        return WardKey(reviews.seed() or b"")

    def _lock(self, wanted: Wanted) -> Lock:
        if (wanted.passphrase is None) == (wanted.key_file is None):
            raise ReviewRefused(say("A copy is locked by a passphrase or to a physician's key: name one of them."))
        if wanted.key_file is not None:
            return public_part(wanted.key_file)
        return ByPassphrase(long_enough(wanted.passphrase or ""), self.cost)

    def _header(self, wanted: Wanted, now: datetime, part: Part, key: WardKey) -> CopyHeader:
        return CopyHeader(
            id=self.new_id(now),
            ward=short_code(bytes.fromhex(part.facts["seal"])),
            as_of=now,
            made_at=now,
            made_by=wanted.by,
            physician=wanted.physician,
            valid_until=fixed(wanted.valid_until, self.desk.ward.zone),
            entries=part.counts,
            count=part.head.count,
            code=part.head.code,
            key_code=key_code(key.public),
            training=self.desk.ward.training,
            program=__version__,
        )

    def _contents(self, header: CopyHeader, part: Part, seed: bytes, key: WardKey) -> Contents:
        shipped, site = self.texts(self.desk)
        box = bytes(key.box.public_key)
        return Contents(header=header, part=part, shipped=shipped, site=site, answer_seed=seed, answer_box=box)


def _made(header: CopyHeader, seed: bytes) -> MadeCopy:
    return MadeCopy(
        id=header.id,
        as_of=header.as_of,
        made_at=header.made_at,
        valid_until=header.valid_until,
        by=header.made_by,
        patients=header.patients,
        count=header.count,
        code=header.code,
        answer_key=WardKey(seed).public.hex(),
        physician=header.physician,
    )


def put_new(data: bytes, out: Path) -> None:
    """Write a new file whole, or not at all; never over another one. Raises `ReviewRefused`, and OSError.

    For nobody else at this computer: a key file is worth trying passphrases on.
    """
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=PART)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        engine.put_in_place(draft, out)
    except FileExistsError:
        raise ReviewRefused(say("{file} exists already. Choose another name.", file=str(out))) from None
    finally:
        discard(draft)


@dataclass(frozen=True, slots=True)
class ReadCopies:
    """`service.review_ports.CopyReader` on this machine."""

    clock: Clock
    known: KnownWards
    knowledge: Callable[[dict[str, str], dict[str, str]], Knowledge]
    zone: Callable[[str], tzinfo]

    def open(
        self, path: Path, *, passphrase: str, key_file: Path | None = None, trust: str | None = None
    ) -> ReviewCopy:
        """Open a copy: signature, key, contents; then what this machine knows about its ward."""
        lock = ByPassphrase(passphrase) if key_file is None else with_secret(key_file, passphrase)
        found = opened(read_outside(path, 2 * MOST_BYTES), lock)
        contents = read_contents(found.payload)
        notes = Notes(path, found.key, contents.header.id)
        notes.read()
        ward = self._ward(contents)
        header = replace(contents.header, key_code=key_code(found.ward))
        return ReviewCopy(self.known.judged(header, found.ward, trust), ward, notes, contents)

    def _ward(self, contents: Contents) -> Ward:
        part, offset = contents.part, contents.clock_offset
        try:
            knowledge = self.knowledge(contents.shipped, contents.site)
        except KnowledgeFaults:
            raise ReviewRefused(
                say(
                    "The knowledge files in this copy cannot be used by this version ({version}). Open it with {made}.",
                    version=__version__,
                    made=contents.header.program,
                )
            ) from None
        ward = Ward(
            CopyLog(part),
            lambda: self.clock() + offset,
            knowledge,
            zone=self.zone(part.facts.get("zone", "")),
            training=contents.header.training,
            beside=Beside(signatures=lambda: part.signatures),
        )
        ward.copy_at = contents.header.as_of
        return ward


@dataclass(frozen=True, slots=True)
class ReviewCopy:
    """`service.review_ports.OpenCopy`."""

    header: CopyHeader
    ward: Ward
    notes: Notes
    contents: Contents

    def picture(self, sha256: str) -> bytes | None:
        """A picture of handwriting that an entry names."""
        return self.contents.part.pictures.get(sha256)

    def no_printing(self) -> Text | None:
        """Why nothing may be printed now."""
        now = self.ward.now()
        if self.header.expired(now):
            return say(
                "EXPIRED: this copy was valid until {at:moment}. Nothing is printed; ask the ward for a new one.",
                at=self.header.valid_until,
            )
        if self.header.clock_behind(now):
            return say("Nothing is printed: this computer's clock is behind the copy. Set it right first.")
        return None

    def comments(self) -> Sequence[Noted]:
        """What was written in this copy."""
        return self.notes.read()

    def write(self, *entries: Noted) -> None:
        """Keep comments and decisions, marked with this copy."""
        who = self.header.physician
        marked = [replace(of_copy(entry, self.header), physician=who, by=who) for entry in entries]
        # everything in a copy was there to be seen, also what was written in its last second
        objections = tuple(o for o in self.ward.judge(marked) if o.field != "copy_at")
        if objections:
            raise Refused(objections)
        try:
            self.notes.add(*marked)
        except StoreRefused as fault:
            raise ReviewRefused(fault.why) from None

    def take_back(self, entry_id: str) -> None:
        """Take a comment or decision out of what will be sent."""
        try:
            self.notes.drop(entry_id)
        except StoreRefused as fault:
            raise ReviewRefused(fault.why) from None

    def save_return(self, path: Path) -> int:
        """Write the return file for the ward."""
        entries = tuple(self.notes.read())
        if not entries:
            raise ReviewRefused(say("Nothing was written in this copy yet, so there is nothing to return."))
        returning = Returning(self.header.id, self.ward.now(), entries)
        whole(path, answer(returning, self.contents.answer_seed, self.contents.answer_box))
        return len(entries)

    def close(self) -> None:
        """Nothing to give back: the record was only ever in memory."""
