"""What stands on every page: the black bar with as-of and expiry, the footer, and whom the sheet is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from blin21_desktop import __version__
from blin21_desktop.domain.chart import Chart
from blin21_desktop.domain.entries import Kind
from blin21_desktop.domain.knowledge import Label
from blin21_desktop.domain.ports import Head
from blin21_desktop.present.paper import Frame
from blin21_desktop.present.version_words import version_mark
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.prints import valid_until

Shift = tuple[datetime, datetime]
BLANK = "__________"


def patient_frame(look: Look, words: Words, *, printed_by: str | None, shift: Shift | None) -> Frame:
    """The frame of one patient's sheet."""
    about = _about((look,), words, look.at, printed_by)
    number = look.patient if look.registered is None else look.registered.hospital_id
    rules = words.t("rules: {label}", label=label_name(look.label, words))
    parts = (number, snapshot(look.head, words), rules, version_mark(look, words))
    return _frame(words, about, valid_until(look.at, shift), look, parts)


def list_frame(
    looks: Sequence[Look], words: Words, *, at: datetime, printed_by: str | None, shift: Shift | None
) -> Frame:
    """The frame of the ward list; `looks` must not be empty for its snapshot to be known."""
    about = _about(looks, words, at, printed_by)
    marks = dict.fromkeys(version_mark(look, words) for look in looks)
    parts = (snapshot(looks[0].head, words), *marks) if looks else ()
    frame = _frame(words, about, valid_until(at, shift), looks[0] if looks else None, parts)
    return replace(frame, title="WARD LIST 病棟一覧")


def _frame(words: Words, about: tuple[str, ...], expiry: datetime, look: Look | None, parts: tuple[str, ...]) -> Frame:
    training = look is not None and look.training
    copy = "" if look is None or look.copy_at is None else words.t("REVIEW COPY of {as_of:moment}", as_of=look.copy_at)
    app = words.t("app {version}", version=__version__)
    synthetic = words.t("TRAINING – synthetic")
    shred = "SHRED AFTER USE 使用後シュレッダー"
    pump = words.t("The program does not know what the pump does now.")
    return Frame(
        lang=words.lang,
        title="HANDOVER 申し送り",
        about=about,
        expiry=words.t("UNCONTROLLED AFTER {expiry}", expiry=f"{words.short_day(expiry)} {words.time(expiry)}"),
        continues=words.t("CONTINUES ON THE NEXT PAGE"),
        continued=words.t("continued"),
        footer=tuple(part for part in (copy, *parts, app, pump, synthetic if training else "", shred) if part),
        watermark=copy or (synthetic if training else ""),
    )


def snapshot(head: Head, words: Words) -> str:
    """The point of the record behind the paper: code and number of entries."""
    return words.t("snapshot {code}, {count:number} entries", code=head.code, count=head.count)


def label_name(label: Label | None, words: Words) -> str:
    """The drug label in force by its name in the reader's language."""
    return words.format(None if label is None else label.name_ja if words.lang == "ja" else label.name_en)


def family_name(look: Look, words: Words) -> tuple[str, str]:
    """Name (family name upper case where the script has it) and kana; without a registration the study number."""
    person = look.registered
    if person is None:
        return words.t("{patient}, registration withdrawn", patient=look.patient), ""
    comma = "," if person.family_name.isascii() else ""
    return f"{person.family_name.upper()}{comma} {person.given_name}", person.kana or ""


def _about(looks: Sequence[Look], words: Words, at: datetime, printed_by: str | None) -> tuple[str, ...]:
    newest = max((moment for look in looks if (moment := _newest(look.chart, at)) is not None), default=None)
    known = [look.known_at for look in looks[:1] if look.known_at is not None]
    parts = [
        words.t("As of {at:time}", at=at),
        words.t("printed by {who}", who=printed_by or BLANK),
        words.t("Data to {at}", at=words.format(None) if newest is None else words.short_moment(newest, at)),
    ]
    parts += [words.t("as recorded by {moment:time}", moment=moment) for moment in known]
    return tuple(parts)


def _newest(chart: Chart, at: datetime) -> datetime | None:
    kinds = (found for kind, found in chart.by_kind.items() if kind is not Kind.SHEET_PRINTED)
    return max((e.happened_at for found in kinds for e in found if e.happened_at <= at), default=None)
