"""Reads a scenario's file: its parts, its lengths, its site values; and the ways to write a rule's answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from blin21_desktop.domain.knowledge import Knowledge
from blin21_desktop.domain.knowledge_file import load
from tests.scenarios.words import LABELS
from tests.service.memory import FILES

WHEN = re.compile(r"(-?)(\d+)d(\d\d):(\d\d)(?::(\d\d))?")
Part = list[tuple[int, str]]


def parts(path: Path) -> dict[str, Part]:
    """The scenarios of a file by name, each with its numbered lines; the beginning stands in all of them."""
    found: dict[str, Part] = {"": []}
    name = ""
    for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if text.startswith("== "):
            name = text.removeprefix("== ").strip()
            assert name not in found, f"{path.name}:{number}: a second {name!r}"
            found[name] = list(found[""])
        else:
            found[name].append((number, text))
    return found if len(found) == 1 else {n: lines for n, lines in found.items() if n}


def forms(found: dict[str, Any]) -> set[str]:
    """The ways to write a rule's answer; a restart that is allowed or not yet, and a stop to consider, by name too."""
    answer, action = found.get("answer"), found.get("action")
    forms = {f"{answer}:{action}", "?" if answer == "cannot_tell" else f"{answer}"}
    return forms | ({f"{action}"} if answer == "fires" else set())


def texts(found: dict[str, Any]) -> list[str]:
    """What a rule says, saw and misses."""
    return [found["says"], *found["saw"], *found["missing"]]


def lab_differs(labs: dict[str, Any], key: str, sign: str, wanted: str) -> Iterator[str]:
    """What is not as wanted of a laboratory grade: `grade:alt`, `worst:alt`, `proved:alt`; `?` cannot be told."""
    what, name = key.split(":")
    found = labs.get(name, {})
    told = [*found.get("missing", []), *(question["asks"] for question in found.get("question", []))]
    grade = {"grade": found, "worst": found.get("worst") or {}}.get(what, {}).get("grade", "-")
    shown = str(found.get("at_least")) if what == "proved" else "?" if grade is None else str(grade)
    if sign == "~" and not any(wanted in text for text in told):
        yield f"{key} says {told}, not {wanted}"
    if sign == "=" and shown != wanted:
        yield f"{key} is {shown}, not {wanted}"


def changed(known: Knowledge, what: str, name: str, key: str, value: str = "") -> Knowledge:
    """The knowledge with a value of the site's own, or without a key."""
    if what == "site":
        who = 'set_by = "d9"\nsecond_person = "p2"\n'
        own = f'[parameters."{key}"]\nvalue = {value}\nsource = "our insert"\nchecked_on = 2026-10-01\n{who}'
        shipped = {p.relative_to(FILES).as_posix(): p.read_text("utf-8") for p in FILES.rglob("*.toml")}
        loaded = load(shipped, {f"{LABELS.get(name, name)}.toml": own})
        given = {**loaded.labels, **loaded.protocols}[LABELS.get(name, name)].parameters[key]
    kinds: dict[str, Any] = {}
    for kind in ("labels", "protocols"):
        files = dict(getattr(known, kind))
        for label, file in files.items():
            if LABELS.get(name, name) in (label, "program"):
                left = {k: p for k, p in file.parameters.items() if k != key}
                files[label] = replace(file, parameters={**left, key: given} if what == "site" else left)
        kinds[kind] = files
    return replace(known, **kinds)


def length(text: str) -> timedelta:
    """`3d02:00` or `3d02:00:05`, with `-` before zero."""
    found = WHEN.fullmatch(text)
    assert found is not None, f"{text!r} is no time such as 3d02:00"
    sign, *parts = found.groups(default="0")
    days, hours, minutes, seconds = (int(part) for part in parts)
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -span if sign == "-" else span
