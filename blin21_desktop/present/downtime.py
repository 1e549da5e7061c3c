"""Downtime copies: the usual sheets with a bar that says what they are, and neutral names for their files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from blin21_desktop.domain.short_code import mark_of
from blin21_desktop.present.board_order import bed_key
from blin21_desktop.present.list_sheet import ListRow, ListSheet, ward_list
from blin21_desktop.present.paper import Frame
from blin21_desktop.present.sheet import Sheet, patient_sheet
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

_BED = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z-]{1,6}")
"""A bed that may stand in a file's name: a short number. Free text could be anybody's name."""


def sheet_name(look: Look, mark: str) -> str:
    """The file of a patient's sheet without language and ending: bed and a code that only this ward file explains."""
    code = mark_of(mark, look.patient).replace("-", "")[:8]
    bed = unicodedata.normalize("NFKC", look.bed or "")
    return f"bed-{bed}-{code}" if _BED.fullmatch(bed) else f"sheet-{code}"


def file_name(stem: str, words: Words) -> str:
    """The file of a sheet in one language."""
    return f"{stem}-{words.lang}.pdf"


def downtime_sheet(look: Look, words: Words) -> Sheet:
    """A patient's sheet as a downtime copy."""
    sheet = patient_sheet(look, words)
    return replace(sheet, frame=_copy(sheet.frame, words, look.at))


def downtime_list(looks: Sequence[Look], mark: str, words: Words, at: datetime) -> ListSheet:
    """The ward list as the folder's index: below each patient the file of the sheet."""
    ordered = sorted(looks, key=bed_key)
    sheet = ward_list(ordered, words, at=at)
    rows = (_row(row, sheet_name(look, mark), words) for look, row in zip(ordered, sheet.rows, strict=True))
    return replace(sheet, frame=_copy(sheet.frame, words, at), rows=tuple(rows))


def _row(row: ListRow, stem: str, words: Words) -> ListRow:
    bed, person, *rest = row.cells
    return replace(row, cells=(bed, (*person, file_name(stem, words)), *rest))


def _copy(frame: Frame, words: Words, at: datetime) -> Frame:
    """The bar of a copy: what it is and when it was written, in place of who printed it."""
    written = words.t("downtime copy, written {at:moment}; not noted in the record as a printing", at=at)
    return replace(frame, title="DOWNTIME COPY 停止時用コピー", about=(written, frame.about[-1]))
