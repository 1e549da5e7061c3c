"""What an import found, in words and JSON for the terminal, and as rows and details for the review."""

from __future__ import annotations

from dataclasses import replace

from blin21_desktop.feeds.item import Item
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.present import catalogue
from blin21_desktop.present.cells import Cell
from blin21_desktop.present.lab_import import import_json, import_text
from blin21_desktop.present.lab_review import (
    NO_WIDTH,
    ShortRow,
    columns,
    counts_line,
    details,
    identity_columns,
    key_of,
    raw_columns,
    rows,
)
from tests.feeds.hl7_writing import CBC, Panel, Result, oul, text
from tests.feeds.lab_ward import FIRST, SECOND, LabWard, message, wbc
from tests.making import TOKYO

WORDS = catalogue.words("en", TOKYO)
REGISTERED = {one.patient: one for one in (FIRST, SECOND)}
STRANGER = text(oul([Panel(results=(CBC[1],))])).replace("9900013", "7700001").encode()


def said(cell: Cell) -> list[str]:
    return [line.text for line in cell.lines]


def items(found: list[Reviewed]) -> list[tuple[Reviewed, Item]]:
    return [(one, item) for one in found for item in one.items]


def of_all_kinds() -> list[Reviewed]:
    """A ward with three results; then a silent change, the same again, an unsure unit, a stranger, a cut file."""
    ward = LabWard()
    ward.take(message(*CBC))
    return ward.review(
        ("changed.hl7", wbc("4200")),
        ("again.hl7", message(CBC[1])),
        ("unit.hl7", message(replace(CBC[2], unit="10"))),
        ("stranger.hl7", STRANGER),
        ("cut.hl7", wbc("3300")[:-40]),
        ("note.txt", b"no laboratory file"),
    )


def test_the_terminal_tells_filed_from_waiting_and_a_dry_run_from_a_real_one() -> None:
    told = import_text(of_all_kinds(), WORDS)
    assert "Changed, waits for a person: UPN-1 leukocytes 4200 /uL" in told
    assert "Needs a decision: UPN-1" in told
    assert "\nUnread: " in told
    assert told.splitlines()[-1].startswith("Filed: 0 · wait for a person: ")
    dry = import_text(of_all_kinds(), WORDS, dry_run=True)
    assert dry.startswith("Dry run: nothing was written.\n")
    assert "Changed, would wait for a person: " in dry
    assert "Would be filed: 0" in dry.splitlines()[-1]


def test_a_declared_correction_is_filed_and_says_so() -> None:
    ward = LabWard()
    ward.take(wbc())
    found = ward.review(("corrected.hl7", wbc("3300", status="C")))
    assert "Changed, filed: UPN-1 leukocytes 3300 /uL" in import_text(found, WORDS)
    assert "Changed, would be filed: " in import_text(found, WORDS, dry_run=True)


def test_a_value_that_nothing_could_be_held_against_is_filed_and_never_in_silence() -> None:
    found = LabWard().review(("bare.hl7", message(replace(CBC[0], reference=""))))
    assert "Cannot tell, filed: UPN-1 leukocytes 3200 /uL" in import_text(found, WORDS)
    assert "Cannot tell, would be filed: " in import_text(found, WORDS, dry_run=True)
    assert import_json(found, WORDS)["new"][0]["cannot_tell"]
    (row,) = rows(found, WORDS, REGISTERED)
    assert said(row.cells[3])[0].startswith("cannot tell whether it is plausible: ")
    assert said(ShortRow(row).cells[3]) == ["plausible: cannot tell"]


def test_the_json_has_every_verdict_and_the_source_of_each_result() -> None:
    found = import_json(of_all_kinds(), WORDS)
    assert list(found) == ["new", "changed", "duplicate", "decide", "rejected", "unread"]
    (change,) = found["changed"]
    assert (change["patient"], change["analyte"], change["value"], change["unit"]) == (
        "UPN-1", "leukocytes", "4200", "/uL",
    )  # fmt: skip
    assert (change["passes"], change["filed"], change["source"]["complete"]) == (False, False, "unproven")
    assert [one["value"] for one in found["duplicate"]] == ["8.9"]
    assert any(one["unit"] == "10" for one in found["decide"])
    assert all(one["value"] is None and one["reason"] for one in found["unread"])


def test_the_review_lists_all_but_duplicates_under_what_is_to_be_done() -> None:
    found = of_all_kinds()
    shown = rows(found, WORDS, REGISTERED)
    assert len(columns(WORDS)) == len(shown[0].cells) == 4
    assert {said(row.cells[0])[0] for row in shown} >= {"Needs a decision", "Changed", "Unread"}
    assert {row.entry for row in shown} <= {key_of(one, item) for one, item in items(found)}
    people = [said(row.cells[1]) for row in shown]
    assert ["駿河 葵", "9900013"] in people
    assert any(who[0] == "nobody certain" for who in people)
    (change,) = [row for row in shown if said(row.cells[0]) == ["Changed"]]
    assert said(change.cells[3])[0].startswith("was 3200 /uL, final, filed by K.T")
    assert any(said(row.cells[2])[0] == "a part of the file" for row in shown)
    assert counts_line(found, WORDS).startswith("Files: 6, ")


def test_the_details_hold_both_identities_and_the_segment() -> None:
    found = items(of_all_kinds())
    one, item = next((one, item) for one, item in found if item.verdict == "changed")
    told = details(one, item, WORDS, REGISTERED)
    assert told.title.startswith("Leukocytes 4200 /uL, final, ")
    assert [said(row.cells[0])[0] for row in told.identity] == ["Number", "Name", "Kana", "Born", "Sex"]
    assert said(told.identity[0].cells[2]) == ["9900013"]
    assert ("OBX-5", "4200") in [(said(row.cells[0])[0], said(row.cells[1])[0]) for row in told.raw]
    assert told.file.replace(NO_WIDTH, "").startswith("File changed.hl7, ")
    assert len(identity_columns(WORDS)) == 3
    assert len(raw_columns(WORDS)) == 2
    stranger = next((one, item) for one, item in found if one.source.read.name == "stranger.hl7")
    theirs = details(*stranger, WORDS, REGISTERED)
    assert said(theirs.identity[0].cells[2]) == ["nobody of this ward"]
    unread = next((one, item) for one, item in found if item.received is None)
    assert details(*unread, WORDS, REGISTERED).identity == ()


def test_a_result_without_value_unit_or_time_is_told_so() -> None:
    found = items(LabWard().review(("bare.hl7", message(Result(value="", unit="", status="P")))))
    one, item = found[0]
    assert item.received is not None
    assert "- no unit, preliminary" in details(one, item, WORDS, REGISTERED).title
    timeless = replace(item, received=replace(item.received, collected_at=None))
    assert details(one, timeless, WORDS, REGISTERED).title.endswith("- no unit, preliminary")
    no_clock = replace(item, received=replace(item.received, time_known=False))
    assert "time not given" in details(one, no_clock, WORDS, REGISTERED).title


def test_with_large_letters_a_row_has_one_line_a_cell() -> None:
    (row,) = rows(LabWard().review(("one.hl7", wbc())), WORDS, REGISTERED)
    short = ShortRow(row)
    assert short.entry == row.entry
    assert [len(cell.lines) for cell in short.cells[:3]] == [1, 1, 1]
    assert "駿河 葵" in said(short.cells[1])[0]
