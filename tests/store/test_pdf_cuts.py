"""A cut at any point of writing a PDF leaves the old or the new. Smoke; tests/campaigns/pdf_cuts.py is the whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.campaigns import pdf_cuts

if sys.platform == "win32":
    pytest.skip("kills of POSIX", allow_module_level=True)

SEED = 20_261_123


@pytest.mark.parametrize("way", pdf_cuts.WAYS)
def test_a_cut_at_any_point_leaves_the_old_or_the_new_pdf(tmp_path: Path, way: str) -> None:
    count = pdf_cuts.cut_at_points(tmp_path, pdf_cuts.WAYS[way], every=31)
    assert count.holds, count
    assert count.cuts > 5


@pytest.mark.parametrize("way", pdf_cuts.CONTROLS)
def test_the_campaign_notices_a_way_that_leaves_halves(tmp_path: Path, way: str) -> None:
    assert pdf_cuts.cut_at_points(tmp_path, pdf_cuts.CONTROLS[way], every=5).halves > 0


def test_kills_at_random_leave_the_old_or_the_new_file(tmp_path: Path) -> None:
    count = pdf_cuts.kill_at_random(tmp_path, 10, SEED)
    assert (count.cuts, count.halves) == (10, 0)
