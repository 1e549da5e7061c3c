"""The import into a ward: what is filed, what waits, what a person decides, and what is remembered."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from blin21_desktop.domain.entries import EntryWithdrawn
from blin21_desktop.domain.ports import Head, Stale
from blin21_desktop.feeds import ssmix2, ssmix2_files
from blin21_desktop.feeds.csv_mapping import ISO, CsvMapping
from blin21_desktop.feeds.source import Source
from blin21_desktop.rules.lab_reported import reported
from blin21_desktop.service.refusal import Refused
from tests.feeds.hl7_writing import CBC, SITE, Panel, Result, batch, oul, text
from tests.feeds.lab_ward import NOW, LabWard, decided, message, only, reasons, verdicts, wbc
from tests.feeds.lab_ward import SURUGA as ONE
from tests.feeds.ssmix2_tree import path, stored

CALM = Result(unit="×10")
"""A count whose unit nobody can be certain of."""


def test_what_passes_is_filed_with_everything_that_says_where_it_came_from() -> None:
    ward = LabWard()
    data = message(*CBC)
    ward.take(data)
    first, _, platelets = ward.results()
    assert (first.analyte, first.value, first.unit, first.specimen) == (
        "leukocytes",
        "3200",
        "/uL",
        "全血（添加物入り）",
    )
    assert (first.happened_at, first.recorded_at, first.by) == (NOW.replace(hour=10), NOW, "K.T")
    assert (platelets.value, platelets.unit, platelets.lower_limit) == ("4.1", "10*4/uL", "15.8")
    assert first.note == "f0.hl7"
    assert first.source is not None
    assert first.source["sha256"] == ward.review(("x", data))[0].source.read.sha256
    assert (first.source["code"], first.source["name"]) == ("2A990000001930952", "白血球数")
    assert first.source["collected_from"] == "SPM-17"
    assert first.source["mapping"] == ward.ward.knowledge.labs.version
    assert first.source["complete"] == "unproven"
    (shown,) = reported(ward.ward.chart(ONE), NOW, ward.ward.knowledge.labs, "platelets")
    assert shown.canonical == Decimal(41)


def test_what_the_laboratory_says_beside_a_result_stays_with_it() -> None:
    ward = LabWard()
    ward.take(message(replace(CBC[0], notes=("血小板凝集あり", "再検済"))))
    assert [one.note for one in ward.results()] == ["f0.hl7 · 血小板凝集あり · 再検済"]


def test_a_confirmed_end_is_written_and_a_proven_one_needs_no_word() -> None:
    ward = LabWard()
    found = ward.review(("a", wbc()))
    ward.lab.file(found, "K.T", {found[0].source.id})
    ward.take(text(batch(oul([Panel(results=(Result(value="3300", status="C"),))]))).encode())
    first, second = ward.results()
    assert first.source is not None
    assert second.source is not None
    assert (first.source["complete"], second.source.get("complete")) == ("confirmed", None)


def test_what_waits_is_kept_and_shown_until_a_person_decides() -> None:
    ward = LabWard()
    ward.take(message(Result(unit="10"), CBC[1]))
    assert [one.analyte for one in ward.results()] == ["haemoglobin"]
    assert ward.lab.kept.counts() == {ONE: 1}
    one, item = only(ward.lab.waiting())
    assert item.verdict == "decide"
    ward.lab.refuse(one, item, "M.S", "asked the laboratory")
    assert (ward.lab.waiting(), ward.lab.kept.counts()) == ([], {})
    again = ward.review(("a", one.source.data))
    assert verdicts(again) == ["rejected", "duplicate"]
    assert reasons(again)[0] == "M.S decided on 23-Nov-2026 14:30 not to file it: asked the laboratory"


def test_a_person_may_file_it_as_proposed_once() -> None:
    ward = LabWard()
    ward.take(message(Result(unit="10")))
    one, item = only(ward.lab.waiting())
    made = ward.lab.accept(one, item, decided(item, because="phoned"), "M.S")
    assert made is not None
    assert (made.by, made.note) == ("M.S", "f0.hl7 (phoned)")
    assert ward.lab.kept.counts() == {}
    assert ward.lab.accept(one, item, decided(item), "M.S") is None
    assert len(ward.results()) == 1
    assert verdicts(ward.take(one.source.data)) == ["duplicate"]
    assert verdicts(ward.take(one.source.data + b"\r")) == ["duplicate"], "also from another file"


def test_a_filed_decision_is_remembered_where_the_gates_cannot_see_it() -> None:
    ward = LabWard()
    data = message(replace(CALM, code="X1^something^99LAB"))
    ward.take(data)
    one, item = only(ward.lab.waiting())
    ward.lab.accept(one, item, decided(item), "M.S")
    assert reasons(ward.review(("a", data))) == ["M.S decided on 23-Nov-2026 14:30 to file it"]


def test_what_another_wrote_meanwhile_is_not_changed_unseen() -> None:
    ward = LabWard()
    ward.take(wbc())
    ward.take(wbc("3300"))
    one, item = only(ward.lab.waiting())
    ward.take(wbc("3250", status="C"))
    with pytest.raises(Stale):
        ward.lab.accept(one, item, decided(item), "M.S")
    one, item = only(ward.lab.waiting())
    assert ward.lab.accept(one, item, decided(item), "M.S") is not None
    assert [result.value for result in ward.results()] == ["3200", "3250", "3300"]


def test_what_came_another_way_meanwhile_is_settled() -> None:
    ward = LabWard()
    ward.take(wbc()[:-5])
    assert ward.lab.kept.counts() == {ONE: 1}
    ward.take(wbc())
    assert ward.lab.kept.counts() == {}
    assert len(ward.results()) == 1


def test_a_review_that_is_old_is_made_again_before_anything_is_filed() -> None:
    ward = LabWard()
    found = ward.review(("a", message(*CBC)), ("b", wbc()))
    shown = [replace(found[0], items=found[0].items[:2])]
    ward.take(wbc())
    filed = ward.lab.file(shown, "M.S")
    assert [one.analyte for one in filed] == ["haemoglobin"], "one came meanwhile, one was not shown"


def test_somebody_who_keeps_writing_stops_the_import_with_nothing_filed(monkeypatch: pytest.MonkeyPatch) -> None:
    ward = LabWard()
    found = ward.review(("a", wbc()))
    real = ward.log.head

    calls = itertools.count()

    def busy() -> Head:
        return Head(real().count - next(calls) % 2, "")

    monkeypatch.setattr(ward.log, "head", busy)
    with pytest.raises(Stale):
        ward.lab.file(found, "K.T")
    assert ward.results() == []


def test_a_refusal_by_the_guards_files_nothing() -> None:
    ward = LabWard()
    found = ward.review(("a", message(*CBC)))
    ward.clock -= timedelta(days=1)
    with pytest.raises(Refused):
        ward.lab.file(found, "K.T")
    assert ward.results() == []


def test_a_layout_chosen_later_lets_the_kept_file_be_read() -> None:
    ward = LabWard()
    rows = (
        "ID,姓,名,生年月日,性別,採取,項目,結果,単位\n"
        "9900013,駿河,葵,2021-04-01,男,2026-11-23T10:30+09:00,WBC数,3200,/μL\n"
    )
    ward.take(rows.encode())
    assert reasons(ward.lab.waiting()) == ["no layout is saved for this file: choose its columns in the window"]
    roles = ("patient_id", "family_name", "given_name", "birth_date", "sex", "collected", "analyte", "value", "unit")
    layout = CsvMapping(
        id="lab",
        date_format=ISO,
        birth_format=ISO,
        columns=dict(zip(roles, rows.split("\n", maxsplit=1)[0].split(","), strict=True)),
    )
    ward.lab.kept.keep_layout(layout, "K.T")
    found = ward.lab.waiting()
    assert verdicts(found) == ["decide"], "the name is not known yet"
    ward.lab.settle(found, "K.T")
    assert ward.lab.kept.counts() == {ONE: 1}
    ward.lab.kept.keep_layout(replace(layout, analytes={"WBC数": "leukocytes"}), "K.T")
    found = ward.lab.waiting()
    assert verdicts(found) == ["new"]
    ward.lab.file(found, "K.T")
    assert [(one.analyte, one.value) for one in ward.results()] == [("leukocytes", "3200")]
    assert ward.lab.kept.counts() == {}


def tree(ward: LabWard, data: bytes, *flags: str) -> Source:
    """The file that counts of a set with these flags, the oldest first."""
    paths = [path(flag=flag, stamp=f"2026112310305900{n}") for n, flag in enumerate(flags)]
    placed = [one for p in paths if isinstance(one := ssmix2.placed(p), ssmix2.Stored)]
    (chosen,) = ssmix2.chosen(placed)
    read = ssmix2_files.read(chosen, data, SITE)
    return Source(read=read, data=data, paths=tuple("/".join(p) for p in paths))


def test_a_doubt_about_its_set_stays_with_a_kept_file() -> None:
    ward = LabWard()
    data = stored(oul([Panel(results=(Result(),))]))
    ward.lab.file(ward.lab.review([tree(ward, data, "1", "1")]), "K.T")
    found = ward.lab.waiting()
    assert verdicts(found) == ["decide", "unread"]
    assert "Files of this set that are marked as current: 2. The newest was taken." in reasons(found)


def test_a_deletion_is_not_hidden_by_what_was_decided_about_the_same_bytes() -> None:
    ward = LabWard()
    data = stored(oul([Panel(results=(Result(unit="10"),))]))
    ward.lab.file(ward.lab.review([tree(ward, data, "1")]), "K.T")
    one, item = only(ward.lab.waiting())
    ward.lab.accept(one, item, decided(item), "M.S")
    deleted = ward.lab.review([tree(ward, data, "0")])
    assert verdicts(deleted) == ["decide"]
    ward.lab.file(deleted, "K.T")
    one, item = only(ward.lab.waiting())
    assert ward.lab.accept(one, item, decided(item), "M.S") is not None
    assert [result.status for result in ward.results()] == ["final", "deleted"]


def test_a_result_without_a_unit_is_the_same_when_it_comes_again() -> None:
    ward = LabWard()
    ward.take(message(Result(unit="")))
    one, item = only(ward.lab.waiting())
    assert ward.lab.accept(one, item, decided(item), "M.S") is not None
    again = ward.take(one.source.data + b"\r")
    assert (verdicts(again), reasons(again)) == (["duplicate"], ["filed already"])


def test_what_was_settled_and_waits_again_is_not_told_as_refused() -> None:
    ward = LabWard()
    cut = wbc()[:-5]
    ward.take(cut)
    ward.take(wbc())
    (settled,) = ward.files.decisions.values()
    assert settled.decision == "settled"
    entry = ward.results()[0]
    ward.write(
        EntryWithdrawn(
            id="w", patient=ONE, happened_at=NOW, recorded_at=NOW, by="M.S", withdrawn=entry.id, because="wrong child"
        )
    )
    assert verdicts(ward.review(("cut", cut))) == ["decide"]
