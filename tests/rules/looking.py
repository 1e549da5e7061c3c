"""Look at a chart with the program's own knowledge: shared by the tests of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from blin21_desktop.domain.entries import Enrolled, Entry, EventGraded, PauseReason, PumpRead, TransplantRecorded
from blin21_desktop.domain.findings import Finding, Task
from blin21_desktop.domain.knowledge import Knowledge, Parameter
from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.text import Names, Text
from blin21_desktop.rules import RULES
from blin21_desktop.rules.situation import Situation
from blin21_desktop.rules.tasks import tasks
from tests.making import AT, PATIENT, chart, registered

FOLDER = Path(__file__).parents[2] / "resources" / "knowledge"
FILES = {p.relative_to(FOLDER).as_posix(): p.read_text(encoding="utf-8") for p in FOLDER.rglob("*.toml")}
KNOWLEDGE = load(FILES)
JP, US = "jp-pi-2021", "us-pi-2025"
TWO = 'set_by = "d9"\nsecond_person = "p2"\n'
REACTION = PauseReason.ADVERSE_REACTION


def site(name: str, key: str, value: str) -> Knowledge:
    """The knowledge with one value of the site's own; `value` in TOML."""
    text = f'[parameters."{key}"]\nvalue = {value}\nsource = "our paper insert"\nchecked_on = 2026-10-01\n'
    return load(FILES, {f"{name}.toml": text + TWO})


def sites(*values: tuple[str, str, str]) -> Knowledge:
    """The knowledge with several values of the site's own: (file, key, value in TOML)."""
    own = {
        f"{name}.toml": f'[parameters."{key}"]\nvalue = {value}\nsource = "x"\nchecked_on = 2026-10-01\n{TWO}'
        for name, key, value in values
    }
    return load(FILES, own)


def without(*keys: str) -> Knowledge:
    """The knowledge with these keys left out everywhere."""

    def kept(parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
        return {k: p for k, p in parameters.items() if k not in keys}

    return Knowledge(
        labels={i: replace(x, parameters=kept(x.parameters)) for i, x in KNOWLEDGE.labels.items()},
        protocols={i: replace(x, parameters=kept(x.parameters)) for i, x in KNOWLEDGE.protocols.items()},
        scales={i: replace(x, parameters=kept(x.parameters)) for i, x in KNOWLEDGE.scales.items()},
        fingerprint="",
    )


def look(*entries: Entry, at: datetime = AT, label: str = JP, knowledge: Knowledge = KNOWLEDGE) -> Situation:
    """The situation of a patient registered long before with these entries."""
    seen = Situation.of(chart(registered(label=label), *entries), at, knowledge)
    assert seen is not None
    return seen


def finding(rule: str, *entries: Entry, **how: Any) -> Finding:  # noqa: ANN401
    """One rule's answer."""
    return RULES[rule](look(*entries, **how))


def flow_tasks(s: Situation) -> tuple[Task, ...]:
    """What is due about the infusion: bag change and step, without the checks."""
    return tuple(task for task in tasks(s) if task.what in ("bag_change", "step"))


def says(text: Text) -> str:
    """A template with its values as Python shows them: enough to compare and to read."""
    words = text.template
    for name, value in text.values.items():
        start = words.find("{" + name)
        shown = says(value) if isinstance(value, Text) else value.en if isinstance(value, Names) else str(value)
        words = words[:start] + shown + words[words.index("}", start) + 1 :]
    return words


def missing(found: Finding) -> list[str]:
    """What a finding lacked, in words."""
    return [says(text) for text in found.missing]


def _common(at: datetime) -> dict[str, Any]:
    return {"id": f"{at.isoformat()}", "patient": PATIENT, "happened_at": at, "recorded_at": at, "by": "n1"}


def enrolled(on: date, at: datetime = AT) -> Enrolled:
    """Enrolment on a day, charted at `at`."""
    return Enrolled(**_common(at), enrolled_on=on)


def transplanted(on: date, at: datetime = AT) -> TransplantRecorded:
    """A transplant on a day, charted at `at`."""
    return TransplantRecorded(**_common(at), transplanted_on=on, number=1)


def graded(at: datetime, category: Any, event: str = "e1", grade: int = 3) -> EventGraded:  # noqa: ANN401
    """One grade of an adverse event."""
    return EventGraded(
        **_common(at),
        event=event,
        term="an event",
        category=category,
        grade=grade,
        scale="CTCAE v5.0",
        present_at_baseline=False,
        related="yes",
        haematological=False,
    )


def pump(at: datetime, rate: float = 2.5, *, running: bool = True, **volumes: Any) -> PumpRead:  # noqa: ANN401
    """A reading of the pump."""
    return PumpRead(**_common(at), rate_ml_per_h=rate, running=running, **volumes)
