"""The patient of a FHIR file whose record is out of use or merged into another: a person decides whose it is."""

from __future__ import annotations

import json

import pytest

from blin21_desktop.feeds.fhir import read_fhir
from tests.feeds.fhir_writing import bundle, observation, patient
from tests.feeds.hl7_writing import SITE
from tests.feeds.lab_ward import LabWard, reasons, verdicts

REPLACED = [{"type": "replaced-by", "other": {"reference": "Patient/p2"}}]


@pytest.mark.parametrize(
    ("said", "retired"),
    [
        ({}, ""), ({"active": True}, ""), ({"active": False}, "inactive"), ({"active": "no"}, "inactive"),
        ({"active": None}, "inactive"), ({"link": REPLACED}, "replaced"),
        ({"active": False, "link": REPLACED}, "replaced"),
        ({"link": [{"type": "replaces"}, {"type": "seealso"}]}, ""), ({"link": "x"}, ""),
    ],
)  # fmt: skip
def test_a_record_out_of_use_or_merged_into_another_is_told(said: dict[str, object], retired: str) -> None:
    data = json.dumps(bundle(patient(**said), observation())).encode()
    (one,) = read_fhir("a.json", data, SITE.zone).results
    assert one.identity.retired == retired


def test_nothing_of_such_a_record_is_filed() -> None:
    ours = patient(
        identifier=[{"value": "9900013"}], birthDate="2021-04-01", gender="male",
        name=[{"family": "駿河", "given": ["葵"]}], active=False,
    )  # fmt: skip
    ward = LabWard()
    found = ward.take(json.dumps(bundle(ours, observation())).encode())
    assert (verdicts(found), ward.results()) == (["decide"], [])
    assert "the sender no longer uses this record of the patient" in reasons(found)
