"""FHIR files that are broken, cut or hostile: nothing is half read, and nothing crashes."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds.fhir import read_fhir
from tests.feeds.fhir_writing import TOKYO, bundle, observation, patient, read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1', "not JSON"),
        ("[1]", "a resource with a resourceType was expected here"),
        ('{"resourceType": "Patient"}', "no Observation is in this file"),
        ('{"resourceType": "Bundle", "entry": [7]}', "a resource with a resourceType was expected here"),
        ('{"a": 1, "a": 2}', '"a" stands twice in one object'),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": ' + "1" * 41 + "}", "a number of 41 characters"),
        ("[" * 61, "nested deeper than 60"),
    ],
)
def test_what_is_no_fhir_is_said(text: str, said: str) -> None:
    (fault,) = read_fhir("f.json", text.encode(), TOKYO).unread
    assert said in fault.why.template.format(**fault.why.values)


def test_bytes_that_are_no_text_and_files_too_large_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_fhir("f.json", b"\x93\x94", TOKYO).unread[0].why.values == {"what": "not UTF-8 at byte 0"}
    monkeypatch.setattr("blin21_desktop.feeds.json_text.MAX_BYTES", 3)
    assert read_fhir("f.json", b"[1,2]", TOKYO).unread[0].why.values == {"what": "larger than 3 bytes"}


def test_brackets_within_words_are_no_nesting() -> None:
    (result,) = read(observation(note=[{"text": "[" * 100 + '"'}])).results
    assert result.notes == ("[" * 100 + '"',)


def test_a_file_cut_anywhere_gives_nothing() -> None:
    whole = json.dumps(bundle(observation(), observation(id="b"), patient())).encode()
    for cut in range(len(whole)):
        found = read_fhir("f.json", whole[:cut], TOKYO)
        assert found.unread
        assert not found.results
        assert not found.complete


def nodes(value: object, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(node for name, child in inner for node in nodes(child, (*at, name)))]


WHOLE = bundle(
    observation(contained=[patient()], component=[{"valueQuantity": {"value": 1}}], referenceRange=[{"low": {}}]),
    {"resourceType": "DiagnosticReport", "result": [{"reference": "Observation/wbc"}]},
    {"resourceType": "Specimen", "id": "s1", "collection": {"collectedDateTime": "2026-11-23"}},
    patient(),
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from(nodes(WHOLE)[1:]), ANY)
def test_anything_in_any_place_is_read_without_a_crash(at: tuple[Any, ...], put: Any) -> None:  # noqa: ANN401
    root = copy.deepcopy(WHOLE)
    inner = root
    for name in at[:-1]:
        inner = inner[name]
    inner[at[-1]] = put
    assert read(root).name == "f.json"
