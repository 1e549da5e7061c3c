"""The course summary on paper: one or two pages, nothing lost, the same bytes, legible on a poor copy."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.course_summary import CourseSummary, course_summary
from blin21_desktop.present.paper import PageSize
from blin21_desktop.printing import draw
from blin21_desktop.printing.course_sheet import MOST_DAYS
from blin21_desktop.printing.table_sheet import table_section
from blin21_desktop.service.look import Look
from tests.making import hour
from tests.present.checked import stormy
from tests.present.labbed import course, seen
from tests.present.looks import BEFORE, GIVEN, STATES, look, running, words
from tests.present.test_sheet import texts
from tests.printing.reading import dots, pages, squeezed

GOLDEN = Path(__file__).parent / "golden"
LOOKS: dict[str, Callable[[], Look]] = {**STATES, "stormy": stormy, "labs": lambda: seen(*course())}


def everything(sheet: CourseSummary) -> list[str]:
    """All texts that must be readable: not the bar's other wordings, not what is spoken instead of drawn."""
    hidden = {sheet.frame.lang, sheet.frame.continues, sheet.frame.continued}
    chips = [chip for grid in sheet.grids for row in grid.rows for chip in row.days if chip is not None]
    chips += [line.chip for line in sheet.labs.lines if line.chip is not None]
    hidden |= {chip.words for chip in chips} | {line.change for line in sheet.labs.lines}
    hidden |= {line.spark.summary for line in sheet.labs.lines if line.spark is not None}
    hidden |= {bar.level for bar in sheet.swimmer.bars if bar.level is not None}
    return [text for text in texts(sheet) if text and text not in hidden]


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", LOOKS)
def test_one_or_two_pages_hold_every_text_whole(state: str, lang: Lang, size: PageSize) -> None:
    sheet = course_summary(LOOKS[state](), words(lang))
    found = pages(draw([sheet], size))
    assert len(found) <= 2
    whole = "".join(found)
    assert [text for text in everything(sheet) if squeezed(text) not in whole] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_summary_reads_as_it_did(lang: Lang) -> None:
    found = "\n".join(pages(draw([course_summary(running(training=True), words(lang), printed_by="K.T")])))
    wanted = GOLDEN / f"course-{lang}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        wanted.write_text(found + "\n", encoding="utf-8")
    assert found == wanted.read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("lang", LANGS)
def test_patient_page_mark_and_head_code_stand_on_every_page(lang: Lang) -> None:
    sheet = course_summary(running(), words(lang))
    long = replace(sheet, tables=sheet.tables * 12)
    found = pages(draw([long]))
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert page.count(f"{number}/{len(found)}") >= 2
        assert "SURUGA,Aoi" in page
        assert page.count("9900013") >= 2
        assert "7F3A-91C2-0B" in page
        assert (squeezed(sheet.frame.continues) in page) == (number < len(found))


def test_a_remark_instead_of_rows_has_the_whole_width() -> None:
    part = course_summary(running(), words()).decisions
    assert any(part.rows[0][0])
    (row,) = table_section(part, 180.0).rows
    (short,) = table_section(replace(part, rows=((("None.",), ()),)), 180.0).rows
    (apart,) = table_section(replace(part, rows=((part.rows[0][0], ("None.",)),)), 180.0).rows
    assert row.height == short.height < apart.height


@pytest.mark.parametrize("more", [0, 1])
def test_a_long_course_goes_on_in_a_second_grid(more: int) -> None:
    until = hour(24 * (MOST_DAYS - 1 + more))
    sheet = course_summary(look(*BEFORE, *GIVEN, at=until), words())
    (grid,) = sheet.grids
    assert len(grid.days) == MOST_DAYS + more
    assert "".join(pages(draw([sheet]))).count(squeezed(grid.title)) == 1 + more


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("state", ["stormy", "labs"])
def test_it_survives_a_fax(state: str, size: PageSize, tmp_path: Path) -> None:
    wide, high, found = dots(draw([course_summary(LOOKS[state](), words())], size), tmp_path)
    assert 0.02 < found.count(0) / len(found) < 0.3
    margin = int(9 / 25.4 * 100)
    edge = [row * wide + column for row in range(high) for column in (*range(margin), *range(wide - margin, wide))]
    assert all(found[place] for place in edge)


def test_black_on_white_and_no_smaller_than_seven_and_a_half_points() -> None:
    pdf = draw([course_summary(stormy(), words())])
    content = "\n".join(p.get_contents().get_data().decode("latin-1") for p in PdfReader(io.BytesIO(pdf)).pages)  # type: ignore[union-attr]
    sizes = {float(size) for size in re.findall(r"/F\S+ ([\d.]+) Tf", content)}
    assert min(sizes - {12.0}) >= 7.5
    assert set(re.findall(r"([\d.]+) [gG]\b", content)) <= {"0", "1"}
