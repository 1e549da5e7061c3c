"""A part of the campaign of flipped bits and cuts, with every run; see tests/campaigns/review_flips.py."""

from __future__ import annotations

import pytest

from tests.campaigns.review_flips import flips, samples, unsigned


@pytest.mark.parametrize("name", ["passphrase", "key", "return"])
def test_every_flipped_bit_and_every_cut_is_refused(name: str) -> None:
    tally = flips(samples()[name], 400, 21)
    assert tally.opened == []
    assert tally.refused > 400


def test_the_campaign_notices_a_reader_that_checks_no_signature() -> None:
    assert unsigned(samples()["passphrase"], 400, 21).opened
