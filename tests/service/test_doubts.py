"""What cannot all be true is said: a bag hung twice, a bag of another dose, a damaged record."""

from __future__ import annotations

from blin21_desktop.domain.text import Text, say
from blin21_desktop.service.beside import Beside
from blin21_desktop.service.ward import Ward
from tests.making import TOKYO, bag, changed, ended, hour, ordered, paused, registered, resumed, started
from tests.service.memory import HandClock, MemoryLog, knowledge, ward_of

FIRST = (registered(), ordered(), started())


def told(*entries: object, at: float = 9) -> list[str]:
    log = MemoryLog([*FIRST, *entries])  # type: ignore[list-item]
    return [text.template[:20] for text in ward_of(log, HandClock(hour(at))).look("UPN-1").warnings]


def test_a_bag_is_new_only_once() -> None:
    again = bag(hour(1), label="B-2")
    assert told(changed(hour(1), bag=again)) == []
    assert told(changed(hour(1), bag=again), changed(hour(2), bag=again)) == [
        "bag {label} is chart",
        "cannot tell whether ",
    ]


def test_a_bag_of_another_dose_than_charted() -> None:
    low = (paused(hour(1)), resumed(hour(2), dose_micrograms_per_day=5.0))
    assert told(*low, at=3) == ["bag {label} was made"]
    assert told(*low, ended(hour(3)), at=4) == []
    assert told(paused(hour(1)), resumed(hour(2)), at=3) == []


def test_damage_of_the_record_is_the_first_warning_of_every_look() -> None:
    damage: list[Text] = []
    log = MemoryLog(list(FIRST))
    ward = Ward(
        log,
        HandClock(hour(1)),
        knowledge(),
        zone=TOKYO,
        training=True,
        beside=Beside(damage=lambda: damage[0] if damage else None),
    )
    assert (ward.look("UPN-1").damage, ward.look("UPN-1").warnings) == (None, ())
    damage.append(say("damaged"))
    for look in (ward.look("UPN-1"), *ward.board()):
        assert look.damage == look.warnings[0] == say("damaged")
