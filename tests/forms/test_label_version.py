"""A decision, a stop and a restart name the version of the label that was in force when they were charted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blin21_desktop.domain.entries import DecisionTaken, InfusionPaused, InfusionResumed
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.forms.label_version import label_version
from tests.forms.filling import RUNNING, filled, setting, ward_with
from tests.making import hour, paused
from tests.rules.looking import JP, KNOWLEDGE
from tests.service.judging import refused

NAME = version_of(KNOWLEDGE.labels[JP]).name


@pytest.mark.parametrize("form", ["stop", "resume", "decision"])
def test_the_form_writes_the_version_in_force(form: str) -> None:
    _, _, reading, ward = filled(form)
    (entry,) = reading.batch
    assert isinstance(entry, DecisionTaken | InfusionPaused | InfusionResumed)
    assert entry.label_version == NAME
    ward.write(reading.batch)


def test_a_restart_from_a_new_bag_names_it_too() -> None:
    _, _, reading, _ = filled("resume", {"which_bag": "new"})
    assert [getattr(entry, "label_version", "") for entry in reading.trial] == [NAME]


def test_a_correction_keeps_the_version_of_its_time_and_an_unknown_label_has_none() -> None:
    where = setting(ward_with(*RUNNING, at=hour(5)), hour(5))
    assert label_version(where) == NAME
    old = paused(hour(4), label_version="xx@" + "0" * 64)
    assert label_version(replace(where, about=old)) == old.label_version
    assert label_version(replace(where, about=replace(old, label_version=None))) is None
    assert label_version(replace(where, knowledge=replace(KNOWLEDGE, labels={}))) is None
    assert label_version(replace(where, look=None)) is None


def test_a_name_that_nobody_could_find_again_is_refused() -> None:
    for text in ("", "v2", f"{JP}@12", f"{JP} {'0' * 64}"):
        assert refused(paused(hour(4), label_version=text), *RUNNING) == {"label_version"}
    assert refused(paused(hour(4), label_version=NAME), *RUNNING) == set()
    assert refused(paused(hour(4)), *RUNNING) == set()
