"""The stop: its event is chosen among the open ones, and who was told and what the pump shows go into the note."""

from __future__ import annotations

from blin21_desktop.domain.entries import EventGraded, InfusionPaused, PauseReason
from blin21_desktop.forms.form import read
from blin21_desktop.forms.stop import NONE, STOP, open_events
from blin21_desktop.present import catalogue
from tests.forms.filling import RUNNING, TOKYO, filled, setting, ward_with
from tests.making import LATE, graded, hour, paused

EN = catalogue.words("en", TOKYO)


def entry(changes: dict[str, str]) -> InfusionPaused:
    _, _, reading, ward = filled("stop", changes)
    (found,) = reading.batch
    assert isinstance(found, InfusionPaused)
    ward.write(reading.batch)
    return found


def test_the_event_is_chosen_among_those_that_are_open() -> None:
    ward = ward_with(
        *RUNNING,
        graded(hour(1), 2, "hepatic", event="alt-1"),
        graded(hour(2), 1, "neurologic", event="n-1", term="Tremor"),
        graded(hour(3), 0, "neurologic", event="n-1", term="Tremor"),
        at=hour(5),
    )
    where = setting(ward, hour(5))
    assert [(o.code, EN.render(o.label)) for o in open_events(where)] == [
        ("alt-1", "Alanine aminotransferase increased, grade 2")
    ]
    assert open_events(setting(ward, hour(5), patient="")) == ()
    (event,) = [f for s in STOP.sections(where, {"reason": "adverse_reaction"}) for f in s.fields if f.key == "event"]
    assert [option.code for option in event.options] == ["alt-1", NONE]
    assert "event" not in [f.key for s in STOP.sections(where, {"reason": "bag"}) for f in s.fields]


def test_a_closed_or_unknown_event_is_offered_only_where_the_corrected_stop_names_it() -> None:
    over = graded(hour(3), 0, "neurologic", event="n-1", term="Tremor")
    for key, words in (("n-1", "Tremor, grade 0"), ("gone-1", "gone-1")):
        stop = paused(hour(4), reason=PauseReason.ADVERSE_REACTION, event=key)
        ward = ward_with(*RUNNING, over, stop, at=hour(5))
        where = setting(ward, hour(5), about=stop)
        assert [(o.code, EN.render(o.label)) for o in open_events(where)] == [(key, words)]


def test_none_is_an_answer_and_says_what_it_costs() -> None:
    assert entry({"event": NONE}).event is None
    _, _, reading, _ = filled("stop", {"event": NONE})
    assert any("cannot tell when it may restart" in EN.render(text) for text in reading.effects)
    _, _, reading, _ = filled("stop", without="event")
    assert [EN.render(text) for text in reading.open] == ["Which reaction"]
    assert reading.effects == ()


def test_who_was_told_and_the_pump_stand_in_the_note_beside_what_was_typed() -> None:
    assert entry({}).note == "told 連絡: Dr H; pump ポンプ: stopped, 12.5 mL given"
    assert entry({"told": "", "pump": ""}).note is None
    assert entry({"pump": "", "note": "pale"}).note == "told 連絡: Dr H; pale"


def test_they_are_no_reason_for_writing_late() -> None:
    _, where, reading, _ = filled("stop", {"happened_at": "14:15"})
    assert [EN.render(text) for text in reading.open] == ["the note: why it is written late"]
    typed = {"reason": "bag", "flushed": "no", "told": "Dr H", "happened_at": "14:15", "note": LATE}
    (found,) = read(STOP, where, typed).batch
    assert found.note == f"told 連絡: Dr H; {LATE}"


def test_an_open_event_that_the_stop_does_not_name_is_said() -> None:
    crs, neuro = graded(hour(1), 3, "crs", event="c-1", term="CRS"), graded(hour(2), 3, "neurologic", event="n-1")
    over, gvhd = graded(hour(3), 0, "neurologic", event="n-1"), graded(hour(3), 2, "gvhd", event="g-1")
    second = graded(hour(3), 2, "crs", event="c-2", term="CRS")
    cases: list[tuple[tuple[EventGraded, ...], dict[str, str], str]] = [
        ((crs, neuro), {"reason": "order"}, "Open: Alanine aminotransferase increased, grade 3, CRS, grade 3. "),
        ((crs, neuro), {"reason": "adverse_reaction", "event": "c-1"}, "Also open: "),
        ((gvhd, neuro), {"reason": "adverse_reaction", "event": "g-1"}, "Also open: "),
        ((crs, neuro, over), {"reason": "adverse_reaction", "event": "c-1"}, ""),
        ((crs, second), {"reason": "adverse_reaction", "event": "c-1"}, ""),
        ((crs, gvhd), {"reason": "adverse_reaction", "event": "c-1"}, ""),
        ((gvhd,), {"reason": "order"}, ""),
        ((crs,), {}, ""),
    ]
    for charted, typed, begins in cases:
        where = setting(ward_with(*RUNNING, *charted, at=hour(5)), hour(5))
        said = [EN.render(text) for text in read(STOP, where, {"flushed": "no", **typed}).effects]
        assert [text for text in said if text.startswith(begins)] == said, (typed, said)
        assert len(said) == bool(begins), (typed, said)
