"""What stands in a chart while files are reviewed: one more report at a time gives what all of them at once give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.chart import Chart
from blin21_desktop.feeds.plausibility import Series
from blin21_desktop.feeds.standing import Standing, Standings
from blin21_desktop.rules.lab_reported import in_force
from tests.making import hour
from tests.rules.lab_charts import TABLE, lab

REPORT = st.tuples(
    st.sampled_from(["alp", "crp"]),
    st.sampled_from(["100", "110", "<5", "0", "x"]),
    st.integers(1, 4),
    st.sampled_from(["", "JSCC?"]),
    st.sampled_from(["final", "corrected", "deleted"]),
)


@given(st.lists(REPORT, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_reports_added_one_by_one_are_compared_as_all_at_once(
    reports: list[tuple[str, str, int, str, str]], asked: list[bool]
) -> None:
    standing = Standing(Chart.of("UPN-1", ()), TABLE)
    entries = []
    for place, (name, value, at, method, status) in enumerate(reports):
        unit = "U/L" if name == "alp" else "mg/dL"
        entry = lab(name, value, unit, hour(at), method=method, status=status, id=f"{place}",
                    recorded_at=hour(10 + place))  # fmt: skip
        if asked[place]:
            standing.series(name, method)
        entries.append(entry)
        standing.add(entry)
    for name in ("alp", "crp"):
        for method in ("", "JSCC?"):
            whole = Series(in_force(entries, TABLE), name, method)
            for moment in (0.5, 1, 1.5, 2, 3, 4, 5):
                mine, theirs = standing.series(name, method).beside(hour(moment)), whole.beside(hour(moment))
                assert (mine and mine.entry) == (theirs and theirs.entry)


def test_a_chart_is_folded_once() -> None:
    standings = Standings({"UPN-1": Chart.of("UPN-1", ())}, TABLE)
    assert standings.of("UPN-1") is standings.of("UPN-1")
