"""Who may sign what: a physician or a pharmacist, by PIN, and only the version that is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.domain.people import NotIdentified, Person, must_keep_knowledge, role_of, same_person
from blin21_desktop.domain.signature import Signature
from blin21_desktop.service.beside import Beside
from blin21_desktop.service.people import Staff
from blin21_desktop.service.signing import sign
from blin21_desktop.service.ward import Ward
from tests.making import AT, PATIENT, hour, registered
from tests.rules.looking import JP, KNOWLEDGE, US, site
from tests.service.memory import HandClock, MemoryLog, MemoryStaff, ward_of

PIN = "271828"
PHARMACIST = Person(id="p1", name="S. Aoki", role="pharmacist")
PEOPLE = (
    PHARMACIST,
    Person(id="d9", name="H. Hara", role="physician"),
    Person(id="n1", name="K. Tanaka", role="nurse"),
    Person(id="adm", name="Office", role="admin"),
    Person(id="v1", name="Guest", role="viewer"),
)


class Rows:
    def __init__(self) -> None:
        self.kept: list[Signature] = []

    def all(self) -> Sequence[Signature]:
        return self.kept

    def add(self, one: Signature) -> None:
        self.kept.append(one)


def signed(
    rows: Rows, who: str = "p1", pin: str = PIN, *, shown: str | None = None, knowledge: Knowledge = KNOWLEDGE
) -> Signature:
    staff = Staff(MemoryStaff(*((person, PIN) for person in PEOPLE)), HandClock(), str, lambda h, p: h[::-1] == p)
    shown = version_of(KNOWLEDGE.labels[JP]).name if shown is None else shown
    return sign(rows, staff.identify, HandClock(), knowledge, shown=shown, staff_id=who, pin=pin)


@pytest.mark.parametrize("who", ["p1", "d9"])
def test_a_pharmacist_or_a_physician_signs_the_whole_text(who: str) -> None:
    rows = Rows()
    found = signed(rows, who)
    version = version_of(KNOWLEDGE.labels[JP])
    assert rows.kept == [found]
    assert (found.file, found.sha256, found.text, found.by, found.at) == (JP, version.sha256, version.text, who, AT)
    assert found.differs(version) == ()
    changed = version_of(site(JP, "pause.supervise_after_hours", "4").labels[JP])
    assert found.differs(changed) == ("pause.supervise_after_hours",)


def test_a_protocol_is_signed_as_a_label_is() -> None:
    version = version_of(KNOWLEDGE.protocols["sct-all-blin21"])
    assert signed(Rows(), shown=version.name).file == "sct-all-blin21"


@pytest.mark.parametrize(
    ("who", "pin", "why"),
    [
        ("n1", PIN, "may not set or sign"),
        ("adm", PIN, "may not set or sign"),
        ("v1", PIN, "may not set or sign"),
        ("p1", "999999", "do not belong together"),
    ],
)
def test_nobody_else_signs_and_nothing_is_written(who: str, pin: str, why: str) -> None:
    rows = Rows()
    with pytest.raises(NotIdentified, match=why):
        signed(rows, who, pin)
    assert rows.kept == []


@pytest.mark.parametrize("shown", ["", "xx@" + "0" * 64, JP, f"{JP}@" + "0" * 64])
def test_what_is_no_longer_in_force_is_not_signed(shown: str) -> None:
    rows = Rows()
    with pytest.raises(NotIdentified, match="no longer in force"):
        signed(rows, shown=shown)
    with pytest.raises(NotIdentified, match="no longer in force"):
        signed(rows, knowledge=site(JP, "pause.supervise_after_hours", "4"))
    assert rows.kept == []


def test_who_left_may_not_and_a_role_of_a_later_version_only_reads() -> None:
    with pytest.raises(NotIdentified):
        must_keep_knowledge(replace(PHARMACIST, active=False))
    assert (role_of("pharmacist"), role_of("archangel")) == ("pharmacist", "viewer")


def test_width_case_and_spaces_make_nobody_another_person() -> None:
    assert same_person("S. Aoki", "ｓ．　aoki ")
    assert not same_person("S. Aoki", "S. Aoki 2")


def test_a_look_knows_the_last_signature_of_its_label_by_its_moment() -> None:
    first = signed(Rows())
    other = replace(first, file=US)
    late = replace(first, by="d9", at=hour(48))
    log = MemoryLog([registered(hour(-1), label=JP)])
    plain = ward_of(log, HandClock(hour(72)))
    ward = Ward(
        log,
        HandClock(hour(72)),
        KNOWLEDGE,
        zone=plain.zone,
        training=True,
        beside=Beside(signatures=lambda: (first, other, late)),
    )
    assert ward.look(PATIENT).signature == late
    assert ward.look(PATIENT, hour(47)).signature == first
    assert ward.look(PATIENT, hour(72), known_at=hour(1)).signature == first
    assert [look.signature for look in ward.board()] == [late]
    assert plain.look(PATIENT).signature is None
