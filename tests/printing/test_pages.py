"""The drawn pages: everything on paper, on the right page, the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from blin21_desktop.domain.text import say
from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.checked import else_not_checked, none_applies, reactions_not_checked
from blin21_desktop.present.list_sheet import ListSheet, ward_list
from blin21_desktop.present.paper import Fact, PageSize
from blin21_desktop.present.sheet import Sheet, patient_sheet
from blin21_desktop.present.sheet_lists import findings_title
from blin21_desktop.printing import draw
from blin21_desktop.printing.blocks import BODY, GAP, PAD, SMALL
from blin21_desktop.printing.check_grid import CELL_HIGH, CELL_WIDE
from blin21_desktop.printing.page import PAGES
from blin21_desktop.printing.surface import MM, encodable
from blin21_desktop.printing.wrap import Piece, line_width
from tests.making import answered, hour
from tests.present.looks import STATES, completed, named, running, stopped, with_findings, words
from tests.present.test_handover_tab import HANDED, seen
from tests.present.test_sheet import texts
from tests.printing.reading import dots, pages, squeezed

GOLDEN = Path(__file__).parent / "golden"
LONG = "Vandersteen-Papadopoulos-Featherstonehaugh-Cholmondeley-Llanfairpwllgwyngyll"


def everything(sheet: Sheet) -> list[str]:
    """All texts that must be readable on paper: not the bar's other wordings, not what lies under codes."""
    hidden = {sheet.qr, sheet.frame.lang, sheet.actions.none, sheet.no_findings, sheet.frame.continues}
    hidden |= {sheet.frame.continued, *sheet.strip.inside, *sheet.strip.outside, sheet.strip.bag, "ink", "frame"}
    hidden |= {named.chip.words for line in sheet.last_checks.lines for named in line.chips}
    lines = sheet.labs.lines
    hidden |= {line.change for line in lines} | {line.chip.words for line in lines if line.chip is not None}
    hidden |= {line.spark.summary for line in lines if line.spark is not None}
    drawn = replace(sheet, strip=replace(sheet.strip, strip=None))
    return [text for text in texts(drawn) if text and text not in hidden | {"dashed"}]


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", STATES)
def test_every_text_of_a_sheet_is_on_paper_whole(state: str, lang: Lang, size: PageSize) -> None:
    sheet = patient_sheet(STATES[state](), words(lang))
    found = "".join(pages(draw([sheet], size)))
    assert [text for text in everything(sheet) if squeezed(text) not in found] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_reads_as_it_did(lang: Lang) -> None:
    found = "\n".join(pages(draw([patient_sheet(running(training=True), words(lang), printed_by="K.T")])))
    wanted = GOLDEN / f"running-{lang}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        wanted.write_text(found + "\n", encoding="utf-8")
    assert found == wanted.read_text(encoding="utf-8").rstrip("\n")


def handed_over_sheet(lang: Lang, **changes: str) -> Sheet:
    """Handed over half an hour ago, taken over since."""
    given = replace(HANDED, **changes)  # type: ignore[arg-type]
    return patient_sheet(seen(given, answered(hour(169.75), "h1")), words(lang), printed_by="K.T")


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_of_what_was_handed_over_reads_as_it_did(lang: Lang) -> None:
    sheet = handed_over_sheet(lang)
    found = "\n".join(pages(draw([sheet])))
    wanted = GOLDEN / f"handed-{lang}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        wanted.write_text(found + "\n", encoding="utf-8")
    assert found == wanted.read_text(encoding="utf-8").rstrip("\n")
    assert [text for text in everything(sheet) if squeezed(text) not in squeezed(found)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_summary_goes_on_below_and_nothing_of_it_is_cut(lang: Lang) -> None:
    long = " ".join(f"word{number}" for number in range(300))
    sheet = handed_over_sheet(lang, summary=long, by="someone-with-a-very-long-staff-id")
    found = "".join(pages(draw([sheet])))
    told = [text for text in everything(sheet) if text != long] + long.split(" ")
    assert [text for text in told if squeezed(text) not in found] == []


@pytest.mark.parametrize("lang", LANGS)
def test_identity_page_mark_and_id_stand_on_every_page(lang: Lang) -> None:
    found = pages(draw([patient_sheet(with_findings(running(), 40), words(lang))]))
    assert len(found) > 1
    for number, page in enumerate(found, start=1):
        assert page.count(f"{number}/{len(found)}") >= 2
        assert "SURUGA,Aoi" in page
        assert page.count("9900013") >= 2
        assert "7F3A-91C2-0B" in page


def test_page_one_says_that_it_goes_on_only_when_it_does() -> None:
    said = squeezed("CONTINUES ON THE NEXT PAGE")
    long = pages(draw([patient_sheet(with_findings(running(), 40), words())]))
    assert [said in page for page in long] == [True] * (len(long) - 1) + [False]
    (short,) = pages(draw([patient_sheet(with_findings(completed(), 0), words())]))
    assert said not in short


def test_no_finding_is_lost_on_the_way_to_the_next_page() -> None:
    found = "".join(pages(draw([patient_sheet(with_findings(running(), 60), words())])))
    assert [n for n in range(1, 61) if found.count(f"Findingnumber{n}ofalonglist.") != 1] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("count", [0, 5, 40])
def test_what_is_not_checked_stands_on_page_one_whole(count: int, lang: Lang) -> None:
    said = words(lang)
    first = pages(draw([patient_sheet(with_findings(running(), count), said)]))[0]
    assert squeezed(reactions_not_checked(said)) in first
    assert squeezed(else_not_checked(said)) in first
    none = squeezed(none_applies(said))
    assert (none in first) == (count == 0)


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_line_of_the_findings_is_no_wider_than_the_page(lang: Lang) -> None:
    crowded = patient_sheet(running(), words(lang))
    note = findings_title(with_findings(running(), 99), words(lang))[1]
    title = (Piece(crowded.findings_title, BODY, bold=True), Piece(f"  {note}{GAP}{crowded.frame.continued}", SMALL))
    assert line_width(title) <= PAGES["a4"].wide - 2 * PAD < PAGES["letter"].wide


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", STATES)
def test_everyday_takes_two_pages_at_most_and_page_one_names_what_is_missing(
    state: str, lang: Lang, size: PageSize
) -> None:
    sheet = patient_sheet(STATES[state](), words(lang))
    found = pages(draw([sheet], size))
    assert len(found) <= 2
    assert [text for text in sheet.missing if squeezed(text) not in found[0]] == []


def test_missing_items_keep_their_place_on_page_one() -> None:
    seen = replace(with_findings(running(), 40), warnings=(say("the line was not checked"),))
    assert "thelinewasnotchecked" in pages(draw([patient_sheet(seen, words())]))[0]


@pytest.mark.parametrize("lang", LANGS)
def test_the_longest_name_is_told_whole(lang: Lang) -> None:
    seen = named(running(), family_name=LONG, given_name="Maximiliana Wilhelmina", hospital_id="X" * 40)
    sheet = patient_sheet(seen, words(lang))
    found = pages(draw([sheet, ward_list([seen], words(lang), at=seen.at)]))
    assert LONG.upper() in found[0]
    assert LONG.upper() in found[-1]
    assert "X" * 40 in found[0]


def test_many_allergies_pauses_and_warnings_are_all_printed() -> None:
    sheet = patient_sheet(stopped(), words())
    pauses = "; ".join(f"pause-{n:02}-charted 3hr 5min, line or pump" for n in range(80))
    crowded = replace(
        sheet, summary=(*sheet.summary, Fact("Pauses", pauses)), missing=tuple(f"item-{n:03};" for n in range(300))
    )
    found = "".join(pages(draw([crowded])))
    assert all(f"pause-{n:02}-charted" in found for n in range(80))
    assert all(f"item-{n:03};" in found for n in range(300))


def test_equal_sheets_give_equal_bytes_and_another_sheet_does_not() -> None:
    sheets: list[Sheet | ListSheet] = [
        patient_sheet(running(), words()),
        ward_list([running()], words(), at=hour(170)),
    ]
    assert draw(sheets) == draw(sheets)
    assert draw(sheets) != draw(sheets[:1])


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, sys; from tests.present.looks import *; from blin21_desktop.printing import draw;"
        "from blin21_desktop.present.sheet import patient_sheet;"
        "sys.stdout.write(hashlib.sha256(draw([patient_sheet(running(), words('ja'))])).hexdigest())"
    )
    seen = set()
    for seed in ("1", "2"):
        environ = {**os.environ, "PYTHONHASHSEED": seed}
        seen.add(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environ).stdout)
    assert len(seen) == 1


@pytest.mark.parametrize(("size", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_pages_stand_upright_and_the_list_lies_on_its_side(size: PageSize, points: tuple[int, int]) -> None:
    sheets: list[Sheet | ListSheet] = [patient_sheet(running(), words()), ward_list([], words(), at=hour(0))]
    pdf = PdfReader(io.BytesIO(draw(sheets, size)))
    sizes = [(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pdf.pages]
    assert sizes[0] == points
    assert sizes[-1] == points[::-1]


def test_only_embedded_fonts_are_used() -> None:
    pdf = draw([patient_sheet(running(training=True), words("ja"))])
    for page in PdfReader(io.BytesIO(pdf)).pages:
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
        used = [f for f in fonts if f["/BaseFont"] != "/Helvetica"]
        assert used
        assert all("/FontFile2" in f["/FontDescriptor"] for f in used)


def test_sixteen_patients_fit_one_page_and_seventeen_take_two() -> None:
    many = [named(replace(running(), bed=f"{n:03}"), family_name=f"Family{n}") for n in range(17)]
    assert len(pages(draw([ward_list(many[:16], words(), at=hour(170))]))) == 1
    found = pages(draw([ward_list(many, words(), at=hour(170))]))
    assert len(found) == 2
    assert all("".join(found).count(f"FAMILY{n},") == 1 for n in range(17))


@pytest.mark.parametrize("lang", LANGS)
def test_every_warning_stands_on_the_printed_list_whole(lang: Lang) -> None:
    many = [
        named(replace(running(), patient=f"UPN-{n}", bed=f"{700 + n % 9}"), given_name=f"Given{n}") for n in range(12)
    ]
    sheet = ward_list(many, words(lang), at=hour(170))
    marks = [mark for row in sheet.rows for mark in row.marks]
    assert len(marks) == 12 + 6
    found = "".join(pages(draw([sheet])))
    assert [mark for mark in marks if squeezed(mark) not in found] == []


def test_cells_to_write_in_are_large_enough_for_a_hand() -> None:
    assert CELL_HIGH >= 8 * MM
    assert CELL_WIDE >= 10 * MM


def test_an_id_that_a_barcode_cannot_hold_gets_none() -> None:
    assert encodable("9900013")
    assert not encodable("９９００")
    assert not encodable("")
    sheet = patient_sheet(named(running(), hospital_id="病9"), words("ja"))
    assert "病9" in "".join(pages(draw([sheet])))


def test_no_font_is_smaller_than_seven_and_a_half_points_and_all_ink_is_black() -> None:
    pdf = draw([patient_sheet(with_findings(stopped(), 5), words())])
    content = "\n".join(p.get_contents().get_data().decode("latin-1") for p in PdfReader(io.BytesIO(pdf)).pages)  # type: ignore[union-attr]
    sizes = {float(size) for size in re.findall(r"/F\S+ ([\d.]+) Tf", content)}
    assert min(sizes - {12.0}) >= 7.5
    assert max(sizes) >= 14
    assert set(re.findall(r"([\d.]+) [gG]\b", content)) <= {"0", "1"}


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_page_survives_a_fax(size: PageSize, tmp_path: Path) -> None:
    wide, high, found = dots(draw([patient_sheet(stopped(), words())], size), tmp_path)
    black = found.count(0) / len(found)
    assert 0.03 < black < 0.3
    margin = int(9 / 25.4 * 100)
    edge = [row * wide + column for row in range(high) for column in (*range(margin), *range(wide - margin, wide))]
    assert all(found[place] for place in edge)


def test_the_training_mark_vanishes_on_a_fax_but_its_words_stay(tmp_path: Path) -> None:
    sheets = [patient_sheet(running(training=training), words()) for training in (True, False)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    _, _, marked = dots(draw(sheets[:1]), tmp_path / "a")
    _, _, plain = dots(draw(sheets[1:]), tmp_path / "b")
    assert abs(marked.count(0) - plain.count(0)) < 0.02 * len(plain)
    assert "TRAINING–synthetic" in pages(draw(sheets[:1]))[0]
