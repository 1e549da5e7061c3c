"""The version of the label and its signature: on the page, on paper, in the state, in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from blin21_desktop.domain.entries import DecisionTaken, ReviewCommented
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.domain.signature import Signature
from blin21_desktop.present.bag_plan import plan_of, plan_sheet, plan_view
from blin21_desktop.present.knowledge_json import knowledge_json
from blin21_desktop.present.knowledge_page import files_of, knowledge_page, knowledge_text
from blin21_desktop.present.list_sheet import ward_list
from blin21_desktop.present.record import record_rows
from blin21_desktop.present.sheet import patient_sheet
from blin21_desktop.present.state import state_json
from blin21_desktop.present.version_words import version_mark
from tests.making import PATIENT, hour, paused, registered, resumed
from tests.present.looks import STATES, look, plain_words, running
from tests.rules.looking import JP, KNOWLEDGE, US, site

WORDS = plain_words()
VERSION = version_of(KNOWLEDGE.labels[JP])
AT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
SIGNED = Signature(file=JP, sha256=VERSION.sha256, text=VERSION.text, by="p1", name="S. Aoki", role="pharmacist", at=AT)
OWN = site(JP, "pause.supervise_after_hours", "4").labels[JP]


def test_the_foot_of_each_sheet_names_label_version_and_signature() -> None:
    seen = running()
    assert patient_sheet(seen, WORDS).frame.footer[3] == f"{JP} {VERSION.code}, not signed"
    seen = replace(seen, signature=SIGNED)
    mark = f"{JP} {VERSION.code}, signed p1 23-Nov-2026"
    assert patient_sheet(seen, WORDS).frame.footer[3] == mark
    plan = plan_view(plan_of(seen, WORDS.zone), WORDS)
    assert mark in plan_sheet(plan, seen, WORDS).frame.footer
    assert mark in ward_list([seen, seen], WORDS, at=seen.at, printed_by=None, shift=None).frame.footer
    changed = version_of(OWN)
    assert version_mark(replace(seen, label=OWN), WORDS) == f"{JP} {changed.code}, changed since signed"


def test_without_a_registration_there_is_no_version() -> None:
    seen = replace(running(), label=None)
    assert version_mark(seen, WORDS) == ""
    found = state_json(seen, WORDS)
    assert (found["label_version"], found["label_signed"], found["label_signature"]) == (None, False, None)


def test_the_state_says_whether_this_very_version_was_signed() -> None:
    seen = running()
    found = state_json(seen, WORDS)
    assert (found["label_version"], found["label_signed"], found["label_signature"]) == (VERSION.name, False, None)
    found = state_json(replace(seen, signature=SIGNED), WORDS)
    assert found["label_signed"] is True
    assert found["label_signature"] == {
        "label_version": VERSION.name, "version": VERSION.code, "by": "p1", "name": "S. Aoki", "role": "pharmacist",
        "at": "2026-11-23T05:30:00+00:00", "differs": [],
    }  # fmt: skip
    found = state_json(replace(seen, signature=SIGNED, label=OWN), WORDS)
    assert found["label_signed"] is False
    assert found["label_signature"]["differs"] == ["pause.supervise_after_hours"]


def test_the_page_says_signed_not_signed_or_which_values_differ() -> None:
    protocol = KNOWLEDGE.protocols["sct-all-blin21"]
    files = files_of(KNOWLEDGE.labels[JP], protocol)
    label, other, program = knowledge_page(files, KNOWLEDGE, WORDS, [SIGNED]).tables
    assert label.signed == "signed by S. Aoki (p1, pharmacist), Mon 23-Nov-2026 14:30"
    assert (label.signs, other.signed) == (VERSION.name, "not signed")
    assert (program.signed, program.signs) == ("", "")
    page = knowledge_page(files_of(OWN, None), KNOWLEDGE, WORDS, [replace(SIGNED, file=US), SIGNED])
    assert page.tables[0].signed == (
        "NOT SIGNED AS IT IS: 1 values differ from what S. Aoki (p1) signed, Mon 23-Nov-2026 14:30: "
        "pause.supervise_after_hours"
    )
    assert page.tables[0].signed in knowledge_text(page)
    found = knowledge_json(files_of(OWN, None), KNOWLEDGE, WORDS, [SIGNED])["files"][0]
    assert (found["signed"], found["differs"]) == (False, ["pause.supervise_after_hours"])
    assert [one["by"] for one in found["signatures"]] == ["p1"]
    assert knowledge_json(files, KNOWLEDGE, WORDS, [SIGNED])["files"][0]["signed"] is True


def test_the_record_names_the_version_of_a_decision_a_stop_and_a_restart() -> None:
    made = DecisionTaken(
        id="dt", patient=PATIENT, happened_at=hour(3), recorded_at=hour(3), by="d1", decision="hold",
        physician="H. Hara", findings=("crs.hold",), because="fever", label_version=VERSION.name,
    )  # fmt: skip
    entries = [registered(hour(-1)), made, paused(hour(2), label_version=VERSION.name)]
    entries.append(resumed(hour(4), label_version=VERSION.name))
    details = {row.kind.value: row.details for row in record_rows(look(*entries, at=hour(5)), WORDS)}
    version = f"label version {JP} {VERSION.code}"
    assert details["decision_taken"] == (
        f"H. Hara: hold, the pause goes on · findings shown: 1 · because: fever · {version}"
    )
    assert details["infusion_paused"].endswith(version)
    assert details["infusion_resumed"].endswith(version)
    bare = replace(made, because=None, label_version=None)
    found = record_rows(look(registered(hour(-1)), bare, at=hour(5)), WORDS)
    assert [row.details for row in found if row.entry == "dt"] == [
        "H. Hara: hold, the pause goes on · findings shown: 1"
    ]
    offline = replace(bare, copy="c1", copy_at=hour(2))
    said = ReviewCommented(
        id="rc", patient=PATIENT, happened_at=hour(3), recorded_at=hour(4), by="n1", physician="H. Hara",
        comment="liver twice a day", copy="c1", copy_at=hour(2),
    )  # fmt: skip
    found = record_rows(look(registered(hour(-1)), offline, said, at=hour(5)), WORDS)
    where = "made in the review copy of " + WORDS.moment(hour(2))
    assert {row.entry: row.details for row in found if row.entry in ("dt", "rc")} == {
        "dt": f"H. Hara: hold, the pause goes on · findings shown: 1 · {where}",
        "rc": f"H. Hara: liver twice a day · {where}",
    }


def test_every_state_has_a_mark() -> None:
    looks = [seen() for seen in STATES.values()]
    assert [bool(version_mark(seen, WORDS)) for seen in looks] == [seen.label is not None for seen in looks]
