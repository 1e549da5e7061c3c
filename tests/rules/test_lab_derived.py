"""Counts from shares: only within one draw, only from plain numbers, never beside a reported count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.rules.lab_results import NotDerived, not_derived
from tests.making import AT, chart, hour
from tests.rules.lab_charts import LATER, TABLE, found, lab, one, told

WBC = lab("leukocytes", "3400", "/μL")


def share(name: str, value: str, seconds: int = 0, **changes: Any) -> LabResulted:  # noqa: ANN401
    return lab(f"{name}_percent", value, "%", hour(seconds=seconds), **changes)


def counts(*entries: LabResulted) -> dict[str, Decimal | None]:
    """The derived counts by analyte."""
    return {r.entry.analyte: r.canonical for r in found(*entries) if r.derived_from}


def refused(*entries: LabResulted) -> list[NotDerived]:
    return list(not_derived(chart(*entries), LATER, TABLE))


def test_neutrophils_and_lymphocytes_follow_from_leukocytes() -> None:
    assert counts(WBC, share("neutrophils", "45.5"), share("lymphocytes", "40")) == {
        "neutrophils": Decimal("1.547"),
        "lymphocytes": Decimal("1.36"),
    }


def test_a_derived_result_names_its_parents_and_its_draw() -> None:
    wbc = lab("leukocytes", "3.4", "K/uL", specimen_id="S1", sender="A", specimen="EDTA")
    percent = share("neutrophils", "50", 60, recorded_at=hour(3), status="preliminary", specimen_id="S1", sender="A")
    result = one(wbc, percent, analyte="neutrophils")
    entry = result.entry
    assert result.derived_from == (wbc, percent)
    assert result.versions == (entry,)
    assert (entry.value, entry.unit, entry.by, entry.status) == ("1.70", "10*9/L", "", "preliminary")
    assert (entry.happened_at, entry.recorded_at, entry.specimen) == (AT, hour(3), "EDTA")
    assert entry.source == {"specimen_id": "S1", "sender": "A"}
    assert (result.value.exact, result.unit) == (Decimal("1.70"), "10*9/L")
    assert one(wbc, share("neutrophils", "50"), analyte="neutrophils").entry.status == "final"


def test_bands_and_segments_make_the_neutrophils() -> None:
    assert counts(WBC, share("bands", "5"), share("segs", "40")) == {"neutrophils": Decimal("1.53")}


@pytest.mark.parametrize(
    ("whole", "agrees"), [("45", True), ("47", True), ("43", True), ("47.1", False), ("42.9", False)]
)
def test_neutrophils_must_agree_with_bands_and_segments_within_two_points(whole: str, agrees: bool) -> None:
    entries = (WBC, share("neutrophils", whole), share("bands", "5"), share("segs", "40"))
    wanted = {"neutrophils": Decimal("3.4") * Decimal(whole) / 100}
    assert counts(*entries) == (wanted if agrees else {})
    if not agrees:
        (why,) = refused(*entries)
        assert (why.analyte, why.at, why.parents) == ("neutrophils", AT, entries)
        assert told(why.why) == f"neutrophils {whole} % and bands with segments 45 % do not agree"


def test_without_the_number_of_points_they_never_agree() -> None:
    bare = replace(TABLE, parameters={k: p for k, p in TABLE.parameters.items() if k != "labs.differential_points"})
    entries = (WBC, share("neutrophils", "45"), share("bands", "5"), share("segs", "40"))
    assert not [r for r in found(*entries, table=bare) if r.derived_from]


@pytest.mark.parametrize("lone", ["bands", "segs"])
def test_one_of_bands_and_segments_alone_is_not_enough(lone: str) -> None:
    (why,) = refused(WBC, share(lone, "5"))
    assert told(why.why) == "of bands and segments only one was reported"
    assert counts(WBC, share(lone, "5"), share("neutrophils", "50")) == {"neutrophils": Decimal("1.7")}


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ((WBC, share("lymphocytes", "<1")), "Lymphocytes, share is no plain number"),
        ((WBC, share("lymphocytes", "x")), "Lymphocytes, share is no plain number"),
        ((WBC, share("lymphocytes", "101")), "a share of 101 % cannot be"),
        ((WBC, share("bands", "x"), share("segs", "40")), "Band neutrophils, share is no plain number"),
        ((WBC, share("bands", "5"), share("segs", "4-6")), "Segmented neutrophils, share is no plain number"),
        ((WBC, share("bands", "60"), share("segs", "60")), "a share of 120 % cannot be"),
        ((lab("leukocytes", "<0.1", "K/uL"), share("lymphocytes", "50")), "Leukocytes is no plain number"),
        ((lab("leukocytes", "3.4", "10"), share("lymphocytes", "50")), "Leukocytes is no plain number"),
    ],
)
def test_what_is_no_plain_number_gives_no_count(entries: tuple[LabResulted, ...], why: str) -> None:
    assert counts(*entries) == {}
    assert [told(each.why) for each in refused(*entries)] == [why]


def test_a_hundred_percent_is_a_share() -> None:
    assert counts(WBC, share("lymphocytes", "100")) == {"lymphocytes": Decimal("3.4")}


def test_neutrophils_stand_where_the_parts_have_no_number() -> None:
    entries = (WBC, share("neutrophils", "50"), share("bands", "x"), share("segs", "40"))
    assert counts(*entries) == {"neutrophils": Decimal("1.7")}
    unreadable = (WBC, share("neutrophils", "x"), share("bands", "5"), share("segs", "40"))
    assert counts(*unreadable) == {}


@pytest.mark.parametrize(("seconds", "same"), [(300, True), (-300, True), (301, False), (-301, False)])
def test_one_draw_is_five_minutes_wide(seconds: int, same: bool) -> None:
    assert bool(counts(WBC, share("lymphocytes", "50", seconds))) is same
    assert refused(WBC, share("lymphocytes", "50", seconds)) == []


def test_a_specimen_number_tells_the_draw_within_a_day() -> None:
    wbc = lab("leukocytes", "3.4", "K/uL", specimen_id="S1", sender="A")
    day = 24 * 3600
    assert counts(wbc, share("lymphocytes", "50", day - 1, specimen_id="S1", sender="A"))
    assert not counts(wbc, share("lymphocytes", "50", day, specimen_id="S1", sender="A"))
    assert not counts(wbc, share("lymphocytes", "50", 3600, specimen_id="S1", sender="B"))
    assert not counts(wbc, share("lymphocytes", "50", 3600, specimen_id="S2", sender="A"))
    assert counts(wbc, share("lymphocytes", "50", 300, specimen_id="S2", sender="A"))


def test_a_day_without_a_time_tells_no_draw() -> None:
    wbc = lab("leukocytes", "3.4", "K/uL", time_known=False)
    assert not counts(wbc, share("lymphocytes", "50", time_known=False))
    assert not counts(wbc, share("lymphocytes", "50"))
    same: dict[str, Any] = {"time_known": False, "specimen_id": "S1"}
    assert counts(lab("leukocytes", "3.4", "K/uL", **same), share("lymphocytes", "50", **same))


def test_the_same_specimen_counts_before_the_nearest_and_the_nearest_before_the_newest() -> None:
    wbc = lab("leukocytes", "1", "K/uL", specimen_id="S1")
    mine = share("lymphocytes", "10", 200, specimen_id="S1", id="a")
    near = share("lymphocytes", "20", 10, specimen_id="S2", id="b")
    far = share("lymphocytes", "30", 100, specimen_id="S3", id="c", recorded_at=hour(5))
    assert counts(wbc, mine, near, far) == {"lymphocytes": Decimal("0.1")}
    assert counts(wbc, near, far) == {"lymphocytes": Decimal("0.2")}
    newer = share("lymphocytes", "40", -10, specimen_id="S4", id="d", recorded_at=hour(5))
    assert counts(wbc, near, newer) == {"lymphocytes": Decimal("0.4")}


def test_a_reported_count_is_never_joined_by_a_derived_one() -> None:
    count = lab("neutrophils", "1500", "/μL", hour(seconds=60))
    assert counts(WBC, share("neutrophils", "50"), count) == {}
    unread = lab("neutrophils", "many", "/μL")
    assert counts(WBC, share("neutrophils", "50"), unread) == {"neutrophils": Decimal("1.7")}


def test_a_subset_follows_from_the_lymphocytes_of_its_draw() -> None:
    alc = lab("lymphocytes", "1200", "/μL")
    assert counts(alc, share("cd4", "30"), share("cd19", "0.5")) == {"cd4": Decimal(360), "cd19": Decimal(6)}
    assert counts(lab("lymphocytes", "1200", "/μL", hour(1)), share("cd4", "30")) == {}
    assert refused(share("cd4", "30")) == []
    assert counts(alc, share("cd4", "30"), lab("cd4", "355", "/μL")) == {}


def test_a_subset_follows_from_derived_lymphocytes_and_names_all_parents() -> None:
    entries = (WBC, share("lymphocytes", "40"), share("cd3", "50"))
    result = one(*entries, analyte="cd3")
    assert (result.canonical, result.derived_from) == (Decimal(680), entries)


def test_a_subset_of_lymphocytes_without_a_number_is_refused() -> None:
    (why,) = refused(lab("lymphocytes", "<100", "/μL"), share("cd8", "50"))
    assert (why.analyte, told(why.why)) == ("cd8", "Lymphocytes is no plain number")


def test_a_unit_that_the_table_cannot_convert_gives_nothing() -> None:
    cd3 = replace(TABLE.analytes["cd3"], units={"/uL": Decimal(1)})
    bare = replace(TABLE, analytes={**TABLE.analytes, "cd3": cd3})
    entries = (lab("lymphocytes", "1200", "/μL"), share("cd3", "30"))
    assert not [r for r in found(*entries, table=bare) if r.derived_from]


def test_without_minutes_only_the_specimen_tells_the_draw() -> None:
    bare = replace(TABLE, parameters={})
    assert not [r for r in found(WBC, share("lymphocytes", "50"), table=bare) if r.derived_from]


def test_a_table_without_shares_says_what_it_cannot_read() -> None:
    bare = replace(TABLE, analytes={k: a for k, a in TABLE.analytes.items() if k != "lymphocytes_percent"})
    (why,) = not_derived(chart(WBC, share("lymphocytes", "50")), LATER, bare)
    assert told(why.why) == "lymphocytes_percent is no plain number"
