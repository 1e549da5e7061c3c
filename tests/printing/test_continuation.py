"""Forms to write on: the patient on every page, cells a hand can write in, no word broken, both papers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from blin21_desktop.present.amounts import LANGS, Lang
from blin21_desktop.present.continuation import Continuation, continuation, empty_forms
from blin21_desktop.present.paper import PageSize
from blin21_desktop.printing import draw
from blin21_desktop.printing.blocks import SMALL
from blin21_desktop.printing.continuation_sheet import LEAST_HIGH, LEAST_WIDE, widths
from blin21_desktop.printing.fonts import width
from blin21_desktop.printing.forms_job import forms_pdf
from blin21_desktop.printing.page import PAGES
from blin21_desktop.printing.surface import MM
from tests.present.looks import KNOWLEDGE, STATES, running, words
from tests.printing.reading import pages, squeezed

GOLDEN = Path(__file__).parent / "golden"
PAPERS: tuple[PageSize, ...] = ("a4", "letter")


def of_patient(lang: Lang = "en") -> Continuation:
    return continuation(running(), KNOWLEDGE.labs, words(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_the_forms_say_what_they_said(lang: Lang) -> None:
    found = "\n\f\n".join(pages(draw([of_patient(lang)])))
    wanted = GOLDEN / f"continuation-{lang}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        wanted.write_text(found + "\n", encoding="utf-8")
    assert found == wanted.read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("lang", LANGS)
def test_name_id_birth_and_page_number_stand_on_every_page(lang: Lang, paper: PageSize) -> None:
    found = pages(draw([of_patient(lang)], paper))
    assert len(found) == 5
    for number, page in enumerate(found, start=1):
        assert page.count(f"{number}/5") >= 2
        assert page.count("9900013") >= 2
        assert "SURUGA,Aoi" in page
        assert squeezed(words(lang).t("Allergy")) in page


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_cell_can_be_written_in_and_no_word_of_a_head_is_broken(lang: Lang, paper: PageSize) -> None:
    wide = PAGES[paper].turned.wide
    for form in of_patient(lang).forms:
        broad = widths(form.columns, wide)
        assert sum(broad) == pytest.approx(wide)
        assert min(broad) >= LEAST_WIDE - 0.01
        assert form.high * MM >= LEAST_HIGH
        for column, room in zip(form.columns, broad, strict=True):
            for word in column.head.split():
                if word.isascii():
                    assert width(word, SMALL, bold=True) <= room - 3, (form.title, word)


def test_as_many_rows_as_fit_and_none_over_the_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[float] = []
    monkeypatch.setattr(Canvas, "rect", lambda _self, _x, y, *_rest, **_more: drawn.append(y))
    draw([of_patient()])
    assert min(drawn) >= 10 * MM


def test_a_stop_has_a_box_for_a_line_that_was_not_flushed() -> None:
    (stops,) = [form for form in of_patient().forms if form.title == "STOPS AND RESTARTS"]
    assert [column.ticks for column in stops.columns if column.ticks] == [("NOT flushed", "flushed")]
    assert stops.note == "DO NOT FLUSH"


def test_how_often_is_the_schedules_and_never_made_up() -> None:
    (checks,) = [form for form in of_patient().forms if form.title == "CHECKS"]
    assert checks.note.startswith("by the schedule at printing: vital signs every ")
    empty = empty_forms(KNOWLEDGE.labs, words(), training=False)
    (checks,) = [form for form in empty.forms if form.title == "CHECKS"]
    assert checks.note.startswith("as often as ordered")


@pytest.mark.parametrize("training", [True, False])
def test_without_a_patient_the_identity_is_written_in(training: bool) -> None:
    found = pages(draw([empty_forms(KNOWLEDGE.labs, words(), training=training)]))
    assert len(found) == 5
    for page in found:
        assert all(name in page for name in ("Name", "Born", "ID", "Bed", "Allergy"))
        assert ("TRAINING" in page) is training
        assert "KEEPuntilitischarted" in page
        assert "SHRED" not in page


@pytest.mark.parametrize("state", STATES)
def test_forms_and_plan_of_a_patient_in_any_state(state: str) -> None:
    found = pages(forms_pdf(STATES[state](), KNOWLEDGE.labs, words(), training=False))
    assert "BAGPLAN" in found[0]
    assert sum("FORMTOWRITEON" in page for page in found) == 5
