"""A mark of facts: the same for the same facts, another for others, and nothing of them can be read in it."""

from __future__ import annotations

import re

from blin21_desktop.domain.short_code import mark_of


def test_the_same_facts_have_the_same_mark_and_others_another() -> None:
    assert mark_of("ward", "UPN-1") == mark_of("ward", "UPN-1")
    marks = {mark_of(*facts) for facts in (("ward", "UPN-1"), ("ward", "UPN-2"), ("wardUPN-1",), ("ward", None), ())}
    assert len(marks) == 5
    assert all(re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", mark) for mark in marks)
