"""Charts with checks at the bedside: a quiet one, one with CRS and a fall of the ICE, one of a child below twelve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from blin21_desktop.domain.entries import Entry, Ice, Oxygen
from blin21_desktop.service.look import Look
from tests.checking import capd, crs, drug, event, missed, neuro, premedication, staged, vitals
from tests.making import bag, changed, hour, measured, ordered, registered, started
from tests.present.looks import BEFORE, FULL, look

TEENAGER = registered(
    hour(-72),
    family_name="Suruga",
    given_name="Aoi",
    kana="スルガ アオイ",
    hospital_id="9900013",
    birth_date=date(2013, 5, 12),
    bed="703",
)
HUNG = (
    started(hour(0), bag=bag(hour(0), label="B-1", hours=72)),
    changed(hour(72), bag=bag(hour(72), label="B-2", hours=96)),
    FULL,
    changed(hour(168), bag=bag(hour(168), label="B-3", hours=96, dose_micrograms_per_day=28.0)),
)


def _rounds() -> Iterator[Entry]:
    """A quiet first week by the schedule, by nurses in turn."""
    for at in range(2, 160, 4):
        who = ("K.T", "M.S", "T.N")[at // 8 % 3]
        yield vitals(hour(at), temperature_c=36.6 + at % 7 / 10, pulse_per_min=90 + at % 11, by=who)
        if at % 8 == 2:
            yield from (crs(hour(at), by=who), neuro(hour(at), by=who))


def _stormy() -> Iterator[Entry]:
    """The day of the step: fever, masked fever, hypotension with fluids, oxygen; the ICE falls to 8."""
    mask = Oxygen(device="mask", flow_l_per_min=6, fio2_percent=35, fio2_source="estimated")
    nasal = Oxygen(device="nasal_cannula", flow_l_per_min=2)
    yield premedication(hour(167), "step")
    yield from (vitals(hour(166), temperature_c=36.9), crs(hour(166)), neuro(hour(166)))
    yield vitals(hour(170), temperature_c=37.4, pulse_per_min=104, by="M.S")
    yield from (vitals(hour(172), temperature_c=38.4, pulse_per_min=122), crs(hour(172), "yes"))
    yield drug(hour(172.5), "acetaminophen", "400 mg", "antipyretic")
    yield missed(hour(174), by="M.S")
    yield from (vitals(hour(176), temperature_c=37.2, spo2_percent=None, by="M.S"), crs(hour(176), "masked", by="M.S"))
    yield vitals(hour(178), temperature_c=38.9, systolic_mmhg=84, diastolic_mmhg=46, pulse_per_min=138, spo2_percent=93,
                 oxygen=nasal, respiration_per_min=28, by="M.S")  # fmt: skip
    yield crs(hour(178), "yes", "fluids", oxygen=nasal, by="M.S")
    yield neuro(hour(178), Ice(orientation=4, naming=3, command=1, attention=1), unable={"writing": "asleep"}, by="M.S")
    yield drug(hour(178.5), "tocilizumab", "8 mg/kg", "anti_cytokine", by="M.S")
    yield from (vitals(hour(180), temperature_c=38.1, systolic_mmhg=92, spo2_percent=95, oxygen=mask, by="T.N"),
                crs(hour(180), "yes", "fluids", oxygen=mask, by="T.N"))  # fmt: skip
    yield missed(hour(182), "neuro", "refused", by="T.N")
    yield vitals(hour(184), temperature_c=37.8, spo2_percent=96, oxygen=nasal, pulse_per_min=112, by="T.N")
    yield crs(hour(184), "masked", oxygen=nasal, accepted_grade=1, because="fever hidden by the drug, well", by="T.N")
    yield neuro(hour(184), Ice(orientation=3, naming=3, command=1, writing=0, attention=1), by="T.N")


def _around() -> Iterator[Entry]:
    """What else is charted: events and GVHD."""
    yield event(hour(-10), "Anaemia", 2, category="haematologic", present_at_baseline=True, haematological=True)
    yield event(hour(60), "Headache", 1, category="neurologic", related="yes")
    yield event(hour(90), "Headache", 0, category="neurologic", related="yes")
    yield event(hour(178), "Tremor", 1, category="neurologic", related="yes", by="M.S")
    yield event(hour(184), "Tremor", 2, category="neurologic", related="yes", by="T.N")
    yield from (staged(hour(-20), skin=2), staged(hour(150), skin=1, upper_gi=1, by="Dr H"))


BASELINE = (premedication(hour(-1)), neuro(hour(-2)), crs(hour(-2)), vitals(hour(-2)))


def stormy() -> Look:
    """The evening after the step to the full dose."""
    before = (TEENAGER, *BEFORE[1:])
    return look(*before, *BASELINE, *HUNG, *_rounds(), *_stormy(), *_around(), at=hour(185))


def quiet() -> Look:
    """Day 6, nothing ever found."""
    return look(TEENAGER, *BEFORE[1:], *BASELINE, *HUNG, *_rounds(), at=hour(139))


def small_child() -> Look:
    """A child of ten: CAPD, grade open without its wakefulness."""
    unable = {"consciousness": "asleep"}
    checks = (
        capd(hour(-1)),
        capd(hour(8), 1, 1, 0, 0, 1, 0, 0, 0),
        capd(hour(16), 2, 1, 1, 0, 1, 1, 0, 0, consciousness=None, unable=unable),
    )
    return look(*BEFORE, started(hour(0), bag=bag(hour(0), hours=72)), *checks, crs(hour(16), "masked"), at=hour(17))


def unchecked() -> Look:
    """A course runs and nobody charted a check."""
    return look(*BEFORE, started(hour(0), bag=bag(hour(0), hours=72)), at=hour(9))


def only_ordered() -> Look:
    """A check before any course."""
    return look(TEENAGER, measured(hour(-30)), ordered(hour(-20)), vitals(hour(-4)), at=hour(-2))
