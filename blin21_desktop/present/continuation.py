"""Paper to write on while the program is out of order: forms that carry the patient on every page.

What is written here is charted afterwards with the true times, as "late entry, from paper".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from blin21_desktop import __version__
from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.present.continuation_forms import WriteIn, forms
from blin21_desktop.present.paper import Fact, Frame
from blin21_desktop.present.sheet_frame import family_name, snapshot
from blin21_desktop.present.sheet_patient import identity
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

IDENTITY = 6
"""So many facts of a patient stand on every page: born, gender, ID, bed, allergy, weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """Forms of one patient, a page each. `boxes`: without a patient, what is to be written in, each in a box."""

    frame: Frame
    name: str
    kana: str
    facts: tuple[Fact, ...]
    boxes: tuple[str, ...]
    forms: tuple[WriteIn, ...]


def continuation(look: Look, table: LabTable, words: Words) -> Continuation:
    """The forms of a patient; identity and dose as charted at that moment."""
    name, kana = family_name(look, words)
    number = look.patient if look.registered is None else look.registered.hospital_id
    return Continuation(
        frame=_frame(words, (number, snapshot(look.head, words)), training=look.training, as_of=look.at),
        name=name,
        kana=kana,
        facts=identity(look, words)[:IDENTITY],
        boxes=(),
        forms=forms(table, words, look.checks),
    )


def empty_forms(table: LabTable, words: Words, *, training: bool) -> Continuation:
    """The forms without a patient: identity is written in by hand."""
    boxes = (
        words.t("Name"),
        words.t("Born"),
        words.t("Gender"),
        words.t("ID"),
        words.t("Bed"),
        words.t("Allergy"),
        words.t("Weight"),
    )
    return Continuation(
        frame=_frame(words, (), training=training),
        name="",
        kana="",
        facts=(),
        boxes=boxes,
        forms=forms(table, words),
    )


def _frame(words: Words, parts: tuple[str, ...], *, training: bool, as_of: datetime | None = None) -> Frame:
    """No expiry and no shredding: what is written on it by hand is kept until it is charted."""
    synthetic = words.t("TRAINING – synthetic") if training else ""
    kept = words.t("KEEP until it is charted")
    write = words.t("Write true dates and times. Chart it afterwards as “late entry, from paper”.")
    app = words.t("app {version}", version=__version__)
    return Frame(
        lang=words.lang,
        title="CONTINUATION 継続記録用紙",
        about=(write,) if as_of is None else (words.t("As of {at:time}", at=as_of), write),
        expiry=words.t("FORM TO WRITE ON"),
        continues="",
        continued="",
        footer=tuple(part for part in (*parts, app, synthetic, kept) if part),
        watermark=synthetic,
    )
