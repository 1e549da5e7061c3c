"""Blood on the handover sheet: the words and curves of the tab, on page one, readable after a fax."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from blin21_desktop.domain.entries import Entry
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.labs_cells import LabLine
from blin21_desktop.present.sheet import Sheet, patient_sheet
from blin21_desktop.present.sheet_labs import labs_box
from blin21_desktop.printing import draw
from blin21_desktop.printing.blocks import PAD
from blin21_desktop.printing.lab_block import labs_block
from blin21_desktop.printing.page import PAGES
from blin21_desktop.service.look import Look
from tests.checking import all_well
from tests.making import hour
from tests.present.labbed import course, day
from tests.present.looks import (
    BEFORE,
    ENROLLED,
    GIVEN,
    PREMEDICATED,
    look,
    running,
    withdrawn_registration,
    words,
)
from tests.printing.reading import dots, pages, squeezed
from tests.rules.benching import lab

GOLDEN = Path(__file__).parent / "golden"
NOW = hour(170)
WELL = (*BEFORE, ENROLLED, *PREMEDICATED, *GIVEN, *all_well(NOW))
ALSO = (
    lab(day(7), "lymphocytes", "0.1", unit="10*9/L", lower_limit="1.2"),
    lab(day(7), "haemoglobin", "7.4", lower_limit="11"),
    lab(day(6), "platelets", "<7.4", unit="10*4/uL", lower_limit="15", upper_limit="45"),
)
BLOOD = (*(entry for entry in course() if entry.happened_at < NOW), *ALSO)


def seen(*entries: Entry) -> Look:
    return look(*WELL, *entries, at=NOW)


def sheet(lang: Lang = "en", *entries: Entry) -> Sheet:
    return patient_sheet(seen(*(entries or BLOOD)), words(lang), printed_by="K.T")


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_with_blood_reads_as_it_did(lang: Lang) -> None:
    found = "\n".join(pages(draw([sheet(lang)])))
    wanted = GOLDEN / f"labs-{lang}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        wanted.write_text(found + "\n", encoding="utf-8")
    assert found == wanted.read_text(encoding="utf-8").rstrip("\n")


def test_the_block_has_always_the_same_analytes_and_names_what_else_is_graded() -> None:
    box = labs_box(seen(*BLOOD), words())
    assert [(one.name, one.value, one.previous, one.when) for one in box.lines] == [
        ("ANC", "1.42", "1.56", "05:12"),
        ("ALC", "0.1", "", ""),
        ("PLT", "11.0", "<7.4", "05:12"),
        ("ALT", "94", "82", "05:12"),
        ("CRP", "0.90", "1.00", "05:12"),
    ]
    assert box.also == "also graded: Hb 7.4 grade 3"
    assert box.note == (
        "10:00 · grade by CTCAE v5.0 · below: the value before · dashed: normal range · "
        "limits as reported; whether for this age: not known"
    )
    assert box.beside == "PLT, ALT: baseline 4hr 48min before the start"
    some = labs_box(seen(lab(day(7), "alt", "94", upper_limit="40"), lab(day(7), "neutrophils", "1.4")), words())
    assert some.note.endswith("dashed: normal range · ALT: limits as reported; whether for this age: not known")
    assert box.none == ""


def test_without_a_result_one_line_says_so() -> None:
    for other in (running(), withdrawn_registration()):
        box = labs_box(other, words())
        assert (box.lines, box.also, box.note, box.none) == ((), "", "", "no laboratory result on file")
    assert squeezed("no laboratory result on file") in pages(draw([patient_sheet(running(), words())]))[0]


@pytest.mark.parametrize("lang", LANGS)
def test_it_stands_on_page_one_of_two_at_most(lang: Lang) -> None:
    made = sheet(lang)
    found = pages(draw([made]))
    assert len(found) <= 2
    assert squeezed(made.labs.note) in found[0]
    for line in made.labs.lines:
        assert squeezed(f"{line.value}{line.marks}") in found[0]


def curve_ink(made: Sheet, folder: Path) -> int:
    """Black dots of the block alone, after a fax."""
    folder.mkdir()
    _, _, found = dots(draw([made]), folder)
    return found.count(0)


def test_the_curves_survive_a_fax(tmp_path: Path) -> None:
    made = sheet()
    without = replace(made, labs=replace(made.labs, lines=tuple(replace(one, spark=None) for one in made.labs.lines)))
    assert curve_ink(made, tmp_path / "a") - curve_ink(without, tmp_path / "b") > 400


def test_the_lines_between_the_values_are_drawn(tmp_path: Path) -> None:
    made = sheet()

    def unjoined(line: LabLine) -> LabLine:
        assert line.spark is not None
        points = tuple(replace(point, joined=False) for point in line.spark.points)
        return replace(line, spark=replace(line.spark, points=points))

    loose = replace(made, labs=replace(made.labs, lines=tuple(map(unjoined, made.labs.lines))))
    assert curve_ink(made, tmp_path / "a") - curve_ink(loose, tmp_path / "b") > 20


def test_everything_is_black_on_white() -> None:
    pdf = PdfReader(io.BytesIO(draw([sheet()])))
    content = "\n".join(page.get_contents().get_data().decode("latin-1") for page in pdf.pages)  # type: ignore[union-attr]
    assert set(re.findall(r"([\d.]+) [gG]\b", content)) <= {"0", "1"}
    assert not re.findall(r"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)\b", content)


def test_a_long_value_makes_its_row_higher_and_is_not_cut() -> None:
    entries = [lab(day(7), "alt", "hemolysed, please send another sample", id="long"), *course()[:8]]
    made = sheet("en", *entries)
    assert labs_block(made.labs, PAGES["a4"].wide).height > labs_block(sheet().labs, PAGES["a4"].wide).height - PAD
    assert squeezed("hemolysed, please send another sample") in "".join(pages(draw([made])))
