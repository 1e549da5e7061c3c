"""MRD by the protocol: how a share is written, when an assay is valid, what is positive; never negative by default."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from blin21_desktop.domain.entries import MrdResulted
from blin21_desktop.rules.mrd import Share, mrd_answer, read_share
from tests.making import AT, PATIENT
from tests.rules.looking import KNOWLEDGE, says

PROTOCOL = KNOWLEDGE.protocols["sct-all-blin21"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("0.001", Share(Decimal("0.001"))),
        ("5E-4", Share(Decimal("0.0005"))),
        ("5x10^-4", Share(Decimal("0.0005"))),
        ("5×10⁻⁴", Share(Decimal("0.0005"))),
        ("10^-4", Share(Decimal("0.0001"))),
        ("10-4", None),
        ("5x10-4", Share(Decimal("0.0005"))),
        ("10⁻⁴", Share(Decimal("0.0001"))),
        ("0.05 %", Share(Decimal("0.0005"), percent=True)),
        ("0.05％", Share(Decimal("0.0005"), percent=True)),
        ("<1E-5", Share(Decimal("0.00001"), below=True)),
        ("≤ 1E-5", Share(Decimal("0.00001"), below=True)),
        ("≧0.1%", Share(Decimal("0.001"), above=True, percent=True)),
        ("1E2", Share(Decimal(100))),
        ("negative", None),
        ("", None),
        ("5 or 6", None),
    ],
)
def test_a_share_as_laboratories_write_it(text: str, share: Share | None) -> None:
    assert read_share(text) == share


def answer(method: Any, value: str, **fields: Any) -> tuple[bool | None, bool | None, list[str]]:  # noqa: ANN401
    entry = MrdResulted(
        id="m", patient=PATIENT, happened_at=AT, recorded_at=AT, by="n1", method=method, value=value, sample="marrow",
        **fields,
    )  # fmt: skip
    found = mrd_answer(entry, PROTOCOL)
    assert found.cites[0].source == "L"
    return found.valid, found.positive, [says(text) for text in found.missing]


GOOD = {"sensitivity": "1E-4", "quantitative_range": "1E-4"}


@pytest.mark.parametrize(
    ("value", "fields", "valid", "positive"),
    [
        ("1E-3", GOOD, True, True),
        ("9.99E-4", GOOD, True, False),
        ("negative", GOOD, True, False),
        ("陰性", GOOD, True, False),
        ("<1E-3", GOOD, True, False),
        (">1E-3", GOOD, True, True),
        ("1E-3", {**GOOD, "sensitivity": "1.01E-4"}, False, True),
        ("1E-4", {**GOOD, "quantitative_range": "1.01E-4"}, False, None),
        ("1E-4", {"quantitative_range": "2E-4"}, False, None),
    ],
)
def test_pcr(value: str, fields: dict[str, str], valid: bool, positive: bool | None) -> None:
    assert answer("pcr", value, **fields)[:2] == (valid, positive)


def test_a_pcr_that_is_not_known_to_be_valid_is_never_negative() -> None:
    assert answer("pcr", "1E-5", sensitivity="1E-5") == (None, None, ["the quantitative range of the assay"])
    assert answer("pcr", "1E-5", sensitivity="<1E-5", quantitative_range="1E-5")[0] is None
    assert answer("pcr", "1E-2") == (
        None, True, ["the sensitivity of the assay", "the quantitative range of the assay"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "cluster", "positive", "missing"),
    [
        ("0.1 %", True, True, []),
        ("0.09 %", True, False, []),
        ("0.09 %", None, False, []),
        ("0.1 %", False, False, []),
        ("0.1 %", None, None, ["whether a cluster was seen"]),
        ("0.001", True, None, ["a value in per cent"]),
        ("<0.1 %", True, False, []),
        ("<0.2 %", True, None, ["more than a bound: <0.2 %"]),
        (">0.05 %", True, None, ["more than a bound: >0.05 %"]),
        (">0.2 %", True, True, []),
        ("not detected", None, False, []),
        ("some", None, None, ["a value that can be read", "whether a cluster was seen"]),
    ],
)
def test_flow(value: str, cluster: bool | None, positive: bool | None, missing: list[str]) -> None:
    assert answer("flow", value, cluster_seen=cluster) == (True, positive, missing)


def test_a_protocol_that_wants_no_cluster_asks_for_none() -> None:
    limits = PROTOCOL.parameters["mrd.flow"]
    other = replace(PROTOCOL, parameters={"mrd.flow": replace(limits, value={**limits.value, "needs_cluster": False})})
    entry = MrdResulted(
        id="m", patient=PATIENT, happened_at=AT, recorded_at=AT, by="n1", method="flow", value="0.2 %", sample="m"
    )
    assert mrd_answer(entry, other).positive is True


def test_without_the_protocols_numbers_nothing_is_told() -> None:
    entry = MrdResulted(
        id="m", patient=PATIENT, happened_at=AT, recorded_at=AT, by="n1", method="pcr", value="1E-2", sample="m"
    )
    found = mrd_answer(entry, replace(PROTOCOL, parameters={}))
    assert (found.valid, found.positive) == (None, None)
    assert [says(text) for text in found.missing] == ["mrd.pcr is not configured"]
