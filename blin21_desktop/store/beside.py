"""What stands in the ward file beside the record: rows of the staff list, counts of wrong PINs, half-filled forms.

Nothing here touches an entry, the chain or the head.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from blin21_desktop.domain.drafts import Draft
from blin21_desktop.domain.people import Change, Person, role_of
from blin21_desktop.domain.text import say
from blin21_desktop.store import engine
from blin21_desktop.store.aside import Aside, utc
from blin21_desktop.store.words import Refused

_STAFF = "SELECT id, name, role, active, pin FROM staff WHERE position IN (SELECT max(position) FROM staff GROUP BY id)"
_CHANGES = 'SELECT id, name, role, active, pin, at_utc, "by" FROM staff ORDER BY position'
_DRAFTS = "SELECT form, patient, about, at, typed, ids FROM draft WHERE author = ? ORDER BY at DESC, form"
_OF_DRAFT = "author = ? AND form = ? AND patient = ? AND about = ?"


class Beside(Aside):
    """Staff, wrong PINs and drafts of one open ward file."""

    def staff(self) -> Sequence[tuple[Person, str]]:
        """Everybody with the hash of their PIN, by id; nobody in a file for reading only that has no staff list.

        Raises `Refused` where a list must be and cannot be read: nobody then becomes the first person of an empty one.
        """
        return [(_person(*row[:4]), row[4]) for row in self._staff_rows(_STAFF + " ORDER BY id")]

    def changes(self) -> Sequence[Change]:
        """Everything that was written to the staff list, oldest first; as `staff` where it cannot be read."""
        found, pins = [], dict[str, str]()
        for *shown, pin, at, by in self._staff_rows(_CHANGES):
            person = _person(*shown)
            new = pins.get(person.id) != pin
            pins[person.id] = pin
            found.append(Change(person=person, at=datetime.fromisoformat(at), by=by, new_pin=new))
        return found

    def add_version(self, person: Person, pin_hash: str, at: datetime, by: str) -> None:
        """Write how a person stands from now on; what stood before stays. Raises `NotSaved`."""
        values = (person.id, person.name, person.role, int(person.active), pin_hash, utc(at), by)
        sql = (
            'INSERT INTO staff (position, id, name, role, active, pin, at_utc, "by")'
            " VALUES ((SELECT coalesce(max(position), 0) + 1 FROM staff), ?, ?, ?, ?, ?, ?, ?)"
        )
        self._put(sql, values)

    def tries(self, staff_id: str) -> tuple[int, datetime | None]:
        """Wrong PINs in a row, and when the last one was tried; none where `staff` answers nobody."""
        rows = self._staff_rows("SELECT failed, last_utc FROM pin_try WHERE id = ?", (staff_id,))
        return (0, None) if not rows else (int(rows[0][0]), datetime.fromisoformat(rows[0][1]))

    def count_try(self, staff_id: str, at: datetime) -> None:
        """Count a try before the PIN is looked at. A clock set back does not make it older. Raises `NotSaved`."""
        sql = (
            "INSERT INTO pin_try (id, failed, last_utc) VALUES (?, 1, ?)"
            " ON CONFLICT (id) DO UPDATE SET failed = failed + 1, last_utc = max(last_utc, excluded.last_utc)"
        )
        self._put(sql, (staff_id, utc(at)))

    def wait_from(self, staff_id: str, at: datetime) -> None:
        """The last try counts as made at `at`, because the clock had been ahead then. Raises `NotSaved`."""
        self._put("UPDATE pin_try SET last_utc = ? WHERE id = ?", (utc(at), staff_id))

    def clear_tries(self, staff_id: str) -> None:
        """The PIN was right, or there is a new one. Raises `NotSaved`."""
        self._put("DELETE FROM pin_try WHERE id = ?", (staff_id,))

    def drafts(self, author: str) -> Sequence[Draft]:
        """The drafts of one author, newest first; of nobody else."""
        try:
            rows = self._file.rows(_DRAFTS, (author,))
        except engine.FAULTS:
            return ()
        return [
            Draft(
                author=author,
                form=form,
                patient=patient,
                about=about,
                at=datetime.fromisoformat(at),
                typed=json.loads(typed),
                ids=tuple(json.loads(ids)),
            )
            for form, patient, about, at, typed, ids in rows
        ]

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft in place of the former one of the same author, form, patient and entry. Raises `NotSaved`."""
        typed, ids = json.dumps(dict(draft.typed), ensure_ascii=False), json.dumps(draft.ids)
        values = (*_key(draft), draft.at.isoformat(), typed, ids)
        sql = (
            "INSERT INTO draft (author, form, patient, about, at, typed, ids) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET at = excluded.at, typed = excluded.typed, ids = excluded.ids"
        )
        self._put(sql, values)

    def drop_draft(self, draft: Draft) -> None:
        """Forget a draft; none is no fault. Raises `NotSaved`."""
        found = self._file.rows(f"SELECT 1 FROM draft WHERE {_OF_DRAFT}", _key(draft))  # noqa: S608  (fixed words)
        if found:
            self._put(f"DELETE FROM draft WHERE {_OF_DRAFT}", _key(draft))  # noqa: S608  (fixed words)

    def _staff_rows(self, sql: str, values: Sequence[object] = ()) -> Sequence[tuple[Any, ...]]:
        try:
            return self._file.rows(sql, values)
        except engine.FAULTS as fault:
            if not self._writable():
                return ()  # an older schema, or damage: nobody can write either
            why = say("The staff list cannot be read. The computer reported: {fault}", fault=str(fault))
            raise Refused(why) from fault

    def _put(self, sql: str, values: Sequence[object]) -> None:
        self._write(lambda connection: connection.execute(sql, values))


def _person(staff_id: str, name: str, role: str, active: int) -> Person:
    return Person(id=staff_id, name=name, role=role_of(role), active=bool(active))


def _key(draft: Draft) -> tuple[str, str, str, str]:
    return (draft.author, draft.form, draft.patient, draft.about)
